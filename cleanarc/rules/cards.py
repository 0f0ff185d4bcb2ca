"""Grids of teasers that no heading announces: linked headlines of one style, most with a date or a text cut short."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cleanarc.model import Role
from cleanarc.rules.dates import is_date
from cleanarc.rules.line import Dom, Line
from cleanarc.rules.teasers import Shape, shape_of
from cleanarc.rules.view import View

_LEAST = 3
"""Headlines of one style in the smallest grid."""
_HEADLINE_WORDS = range(3, 31)
_LINKED = 0.8
_STYLE = 3
"""Words of class and id, nearest first, that headlines of one style have in common."""
_CARD_LINES = 5
_CARD_WORDS = 80
"""Lines and words of the longest card, without its headline."""
_DATE_WORDS = 10
_TOLD = 0.5
"""Share of the cards that must have a date or a text cut short: an article's own sections have none."""
_ABOVE = 0.5
"""Least prose above a grid, as a share of that in its cards."""


@dataclass(frozen=True, slots=True)
class Card:
    """A linked headline and the lines below it that are of its teaser."""

    headline: Line
    below: tuple[Line, ...]


def cards_of(view: View) -> Iterator[Card]:
    """The cards of all such grids on an HTML page.

    The events of a round-up have dates too; but they stand in the box of the article's other paragraphs, or there are
    hardly any others above them.
    """
    styles: defaultdict[tuple[str, tuple[str, ...]], list[Line]] = defaultdict(list)
    for line in view.lines:
        if line.role is Role.HEADING and line.dom and line.link_share >= _LINKED and line.words in _HEADLINE_WORDS:
            styles[line.dom.tag, line.dom.nearest[:_STYLE]].append(line)
    for headlines in styles.values():
        if len(headlines) >= _LEAST:
            cards = [_card(view, one, end) for one, end in pairwise([*map(_index, headlines), len(view.lines)])]
            if _are_teasers(view, cards):
                yield from cards


def _index(line: Line) -> int:
    return line.index


def _card(view: View, headline: int, end: int) -> Card:
    below: list[Line] = []
    words = 0
    for line in view.lines[headline + 1 : min(end, headline + 1 + _CARD_LINES)]:
        words += line.words
        is_other = line.role is Role.HEADING and line.link_share < _LINKED
        if words > _CARD_WORDS or is_other or line.index in view.told:
            break
        below.append(line)
    return Card(view.lines[headline], tuple(below))


def _are_teasers(view: View, cards: Sequence[Card]) -> bool:
    first = cards[0].headline
    above = [line for line in view.prose if line.index < first.index]
    within = {line.index for card in cards for line in card.below}
    inside = sum(line.words for line in view.prose if line.index in within)
    if sum(line.words for line in above) <= _ABOVE * inside:
        return False
    is_apart = not any(_is_within(first.dom, line.dom) for line in above)
    return sum(any(_is_sign(view, line, dated=is_apart) for line in card.below) for card in cards) >= _TOLD * len(cards)


def _is_sign(view: View, line: Line, *, dated: bool) -> bool:
    """Whether a line breaks off or, where that counts, is a date."""
    is_day = dated and line.words <= _DATE_WORDS and is_date(line.text)
    return is_day or shape_of(view, line) is Shape.TEASER


def _is_within(one: Dom | None, other: Dom | None) -> bool:
    """Whether a block stands in the box that another one stands in directly, by the elements and names around it."""
    if one is None or other is None or not f"{_box(one)}/".startswith(f"{_box(other)}/"):
        return False
    around = other.tokens[_STYLE:]
    return not around or one.tokens[-len(around) :] == around


def _box(dom: Dom) -> str:
    return dom.path.rpartition(f"/{dom.tag}")[0]
