"""What kind of boilerplate a block is that is none of the article, by its words, its box and its place."""

import re
from functools import cache
from typing import NamedTuple

from cleanarc.model import Kind, Role
from cleanarc.rules.box_names import BoxName
from cleanarc.rules.bylines import byline_opening
from cleanarc.rules.dates import is_date
from cleanarc.rules.prose import is_prose
from cleanarc.rules.view import Line

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LABEL_WORDS = 16
"""Words of the longest line of names and dates above an article."""


class Guess(NamedTuple):
    """A kind, BOILERPLATE when nothing tells one, and what tells it, as the end of a sentence."""

    kind: Kind
    evidence: str


UNTOLD = Guess(Kind.BOILERPLATE, "nothing tells what it is")


def kind_of(line: Line, box: BoxName | None, *, above_body: bool) -> Guess:
    """The kind of a block that is none of the article. `box` is the name of a box around it, `above_body` tells that no
    block above it is one of the article."""
    boxed = kind_of_box(box)
    if above_body and line.words <= _LABEL_WORDS:
        if byline_opening(line.text) is not None:
            return Guess(Kind.BYLINE, "it opens as a byline")
        # A caption may tell when the picture was taken.
        is_caption = line.role is Role.CAPTION or (boxed is not None and boxed.kind is Kind.CAPTION)
        if is_date(line.text) or (_YEAR.search(line.text) and not is_caption):
            return Guess(Kind.DATE, "it is a short line with a date above the text")
    if above_body and is_prose(line) and (boxed is None or boxed.kind is Kind.NAVIGATION):
        return Guess(Kind.SUMMARY, "it is a sentence above the text")
    if boxed is not None:
        return boxed
    if line.role is Role.CAPTION:
        return Guess(Kind.CAPTION, "it is the caption of a picture or table")
    return UNTOLD


@cache
def kind_of_box(box: BoxName | None) -> Guess | None:
    """The kind that the name of a box tells."""
    return Guess(box.kind, f"its box is named '{box.text}'") if box else None
