"""Plain text into blocks: a block a line."""

import re
from itertools import pairwise

from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Block, Page

_LINE_WITH_TEXT = re.compile(r"^.*\S", re.MULTILINE)


def segment_text(text: str) -> Segmented:
    """The page of a plain text: each line is a block, with the white space that follows it."""
    starts = [m.start() for m in _LINE_WITH_TEXT.finditer(text)]
    cuts = [0, *starts[1:], len(text)]
    return Segmented(Page(text, tuple(Block(a, b) for a, b in pairwise(cuts) if a < b)))
