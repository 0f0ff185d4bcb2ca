"""What an extractor held at the edges of an article that is none of it: labels above, headings and links below.

Section names, names, dates and reading times stand in boxes of their own above the body; below it stand headings of
lists that were left out, and links to other pages.
"""

from collections.abc import Sequence

from cleanarc.model import Role
from cleanarc.rules.bylines import byline_opening
from cleanarc.rules.dates import is_date
from cleanarc.rules.prose import ends_sentence, is_prose
from cleanarc.rules.view import Line

_MOST_ABOVE = 4
"""Blocks that an article's labels may be; more are a list or a table of facts."""
_LABEL_WORDS = 10
_LINKED = 0.9


def trimmed(lines: Sequence[Line], held: frozenset[int]) -> frozenset[int]:
    """The indexes of the lines that were held, without those at the edges that belong to the page and not to it."""
    kept = [lines[n] for n in sorted(held)]
    prose = [n for n, line in enumerate(kept) if is_prose(line)]
    if not prose:
        return held
    first, last = prose[0], prose[-1]
    above = {line.index for n, line in enumerate(kept[:first]) if _is_label(line, kept[first], first - n)}
    end = len(kept)
    while end > last + 1 and _leads_off(kept[end - 1]):
        end -= 1
    return held - above - {line.index for line in kept[end:]}


def _is_label(line: Line, body: Line, distance: int) -> bool:
    if line.role not in (Role.PARAGRAPH, Role.LINE, Role.ITEM):
        return False
    if is_date(line.text) or byline_opening(line.text) is not None:
        return True
    apart = line.dom is not None and body.dom is not None and _box(line) != _box(body)
    return apart and distance <= _MOST_ABOVE and line.words <= _LABEL_WORDS and not _announces(line)


def _announces(line: Line) -> bool:
    return ends_sentence(line.text) or line.text.rstrip().endswith((":", "："))


def _box(line: Line) -> str:
    return line.dom.path.rpartition("/")[0] if line.dom else ""


def _leads_off(line: Line) -> bool:
    """Whether a last block is a heading with nothing below it or a link and nothing else."""
    if line.role is Role.HEADING:
        return True
    return line.role in (Role.PARAGRAPH, Role.LINE) and line.link_share > _LINKED
