"""Blocks from the flat tree: the text that a browser shows, cut where it starts a new line.

White space is collapsed as a browser does: only HTML's own white space, so that no-break spaces, soft hyphens and the
like stay for `render` to judge. A <br> parts two lines of one group, two in a row part paragraphs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from cleanarc.cleaning.html.forms import PLAIN, Form, forms_of, gives
from cleanarc.cleaning.html.traits import BOX, BREAK, CELL, LINK, START
from cleanarc.cleaning.html.tree import Flags, Places, Tree
from cleanarc.model import Role

_SPACE = re.compile(r" [ \t\n\f\r]+|[\t\n\f\r][ \t\n\f\r]*")
"""White space that a browser shows as one space, but for that which is one already."""
_HTML_SPACE = " \t\n\f\r"


@dataclass(frozen=True, slots=True)
class Pieces:
    """The blocks of a page on their way to it, as sequences that run side by side.

    `box` is the place of the element that makes the block, `holder` that of the deepest element that holds all of its
    text, `start` that of the tag behind which its text begins. `links` and `link_chars` count the links in it and their
    characters.
    """

    texts: Sequence[str]
    roles: Sequence[Role]
    groups: Sequence[int | None]
    box: Places
    holder: Places
    start: Places
    links: Places
    link_chars: Places

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a page that say something: the tags behind which the text of each begins and ends, the tag that
    parts it from what stands before, and whether nothing but a <br> does so."""

    first: Places
    last: Places
    opening: Places
    follows_break: Flags


def cut(tree: Tree) -> Pieces:
    """The blocks of a page in order."""
    groups = count(1)
    forms = forms_of(tree, groups)
    in_row = _inside_of(tree, forms, Role.ROW)
    boxes = tree.having(BOX) & ~in_row
    breaks = tree.having(BREAK) & ~in_row & ~_inside_of(tree, forms, Role.CODE)
    said = np.fromiter(map(bool, map(str.strip, tree.texts)), bool, len(tree))
    lines = _lines(boxes, breaks, np.flatnonzero(said))
    holder = _holders(tree, lines)
    formed = np.zeros(len(tree), bool)
    formed[list(forms)] = True
    formed &= ~in_row
    found = [forms.get(place, PLAIN) for place in tree.nearest(formed)[holder].tolist()]
    texts = _texts(tree, lines, found)
    roles, grouped = _in_groups(found, lines.follows_break.tolist(), groups)
    links, link_chars = _links(tree, lines, said)
    box = tree.nearest(boxes & tree.having(START))[holder]
    link_chars = np.minimum(link_chars, np.fromiter(map(len, texts), np.intp, len(texts)))
    return Pieces(texts, roles, grouped, box, holder, lines.first, links, link_chars)


def _inside_of(tree: Tree, forms: Mapping[int, Form], role: Role) -> Flags:
    """Which tags stand inside the elements that give a role, not counting these themselves."""
    places = np.array(
        [place for place, form in forms.items() if form.role is role and gives(tree, place, role)], np.intp
    )
    inside = tree.inside(places)
    inside[places] = False
    return inside


def _lines(boxes: Flags, breaks: Flags, said: Places) -> _Lines:
    parting = boxes | breaks
    line = np.cumsum(parting)[said]
    begins = np.diff(line, prepend=-1) != 0
    first, last = said[begins], said[np.append(begins[1:], True)[: len(said)]]
    line = line[begins]
    opening = np.maximum.accumulate(np.where(parting, np.arange(len(parting)), 0))[first]
    follows_break = breaks[opening] & (np.diff(line, prepend=-1) == 1)
    return _Lines(first, last, opening, follows_break)


def _holders(tree: Tree, lines: _Lines) -> Places:
    """The deepest element that holds all of each line's text."""
    holder = tree.holder[lines.first]
    while (beyond := tree.end[holder] <= lines.last).any():
        holder = np.where(beyond, tree.parent[holder], holder)
    return holder


def _texts(tree: Tree, lines: _Lines, forms: Sequence[Form]) -> list[str]:
    """The text of each line as a browser shows it."""
    texts = tree.texts
    found = []
    for first, last, opening, form in zip(
        *(a.tolist() for a in (lines.first, lines.last, lines.opening)), forms, strict=True
    ):
        if form.role is Role.CODE:
            text = "".join(_broken(tree, opening, last)).rstrip().strip("\n")
        elif form.role is Role.ROW:
            cells = "".join(_celled(tree, first, last)).split("\0")
            text = "\t".join(map(_collapsed, cells))
        else:
            text = _collapsed(texts[first] if first == last else "".join(texts[first : last + 1]))
        found.append(text)
    return found


def _broken(tree: Tree, first: int, last: int) -> Iterator[str]:
    """Texts with the line breaks between them."""
    yield tree.texts[first]
    for place in range(first + 1, last + 1):
        yield "\n" if tree.traits[place] & BREAK else ""
        yield tree.texts[place]


def _celled(tree: Tree, first: int, last: int) -> Iterator[str]:
    """Texts of a row with what parts them: a NUL, which no page holds, between cells, else white space."""
    yield tree.texts[first]
    for place in range(first + 1, last + 1):
        traits = tree.traits[place]
        if traits & CELL and traits & START:
            yield "\0"
        elif traits & (BOX | BREAK):
            yield " "
        yield tree.texts[place]


def _collapsed(text: str) -> str:
    return _one_spaced(text).strip(_HTML_SPACE)


def _one_spaced(text: str) -> str:
    return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)


def _in_groups(
    forms: Sequence[Form], follows_break: Sequence[bool], groups: Iterator[int]
) -> tuple[list[Role], list[int | None]]:
    """Role and group of each line: several that <br> parts are lines of one group."""
    roles = [form.role for form in forms]
    grouped = [form.group for form in forms]
    for n, follows in enumerate(follows_break):
        if follows:
            if grouped[n - 1] is None:
                grouped[n - 1] = next(groups)
            grouped[n] = grouped[n - 1]
            for line in (n - 1, n):
                roles[line] = Role.LINE if roles[line] is Role.PARAGRAPH else roles[line]
    return roles, grouped


def _links(tree: Tree, lines: _Lines, said: Flags) -> tuple[Places, Places]:
    """The links of each line, and the characters of text in them."""
    anchors = np.flatnonzero(tree.having(LINK) & tree.having(START)).tolist()
    places = np.array([place for place in anchors if " href" in tree.written[place]], np.intp)
    linked = np.flatnonzero(tree.inside(places) & said)
    line = np.searchsorted(lines.first, linked, "right") - 1
    link = np.searchsorted(places, linked, "right")
    begins = (np.diff(line, prepend=-1) != 0) | (np.diff(link, prepend=-1) != 0)
    chars = np.fromiter((len(_one_spaced(tree.texts[place])) for place in linked.tolist()), np.intp, len(linked))
    size = len(lines.first)
    return (
        np.bincount(line[begins], minlength=size),
        np.bincount(line, chars, minlength=size).astype(np.intp),
    )
