"""What an extractor left out of the middle of an article, by the way a page is built.

Extractors drop short headings and paragraphs full of links. Such a block belongs to the article when it stands among
the blocks that were held, in the very boxes that they stand in.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from cleanarc.model import Role
from cleanarc.rules.view import Dom, Line

_ALIKE = 2
"""Held blocks of the same boxes that vouch for a block."""
_SENTENCE_WORDS = 10
_MOST_LINKED = 0.5


def completed(lines: Sequence[Line], held: frozenset[int]) -> frozenset[int]:
    """The indexes of the lines that were held, and of those that belong between them."""
    found = set(held)
    if not held:
        return held
    first, last = min(held), max(held)
    boxes = Counter(_boxes(lines[n].dom) for n in held)
    for line in lines[first:last]:
        if line.index not in held and boxes[_boxes(line.dom)] >= _ALIKE and _is_text(line):
            found.add(line.index)
    # From the end, so that a heading above a heading is found too.
    for below, line in pairwise(reversed(lines[first : last + 1])):
        if below.index in found and _heads(line, below):
            found.add(line.index)
    return frozenset(found)


def _boxes(dom: Dom | None) -> tuple[str, tuple[str, ...]] | None:
    return (dom.path, dom.tokens) if dom else None


def _is_text(line: Line) -> bool:
    """Whether a block is code, a line of verse or a sentence: what no menu or teaser is."""
    if line.role in (Role.CODE, Role.LINE):
        return line.link_share < _MOST_LINKED
    return line.role is Role.PARAGRAPH and line.words >= _SENTENCE_WORDS and line.link_share < _MOST_LINKED


def _heads(line: Line, below: Line) -> bool:
    """Whether a line is the heading of the one below it, in the same box."""
    if line.role is not Role.HEADING or not line.dom or not below.dom or line.dom.tag == "h1":
        return False
    return line.link_share < _MOST_LINKED and _above(line.dom) == _above(below.dom)


def _above(dom: Dom) -> str:
    return dom.path.rpartition(f"/{dom.tag}")[0]
