"""Where the text of an element stands on the page.

A page has the texts of its tree in their order, and of their characters all but some white space, which blocks
collapse, strip or add. So a solid character, one that is no white space, is found again by how many stand before it in
its block.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from cleanarc.cleaning.html.blocks import Pieces
from cleanarc.cleaning.html.tree import Tree
from cleanarc.model import Page, Span

_REMEMBERED = 256
"""Blocks at the borders of elements that were asked for."""


class Spans:
    """The spans of the elements of one page; only what is asked for is counted, each block once."""

    def __init__(self, tree: Tree, pieces: Pieces, page: Page) -> None:
        """`page` is the page whose blocks the pieces became."""
        self._tree = tree
        self._page = page
        self._starts: list[int] = [*pieces.start.tolist(), len(tree)]
        self._counts = lru_cache(_REMEMBERED)(self._count)
        self._solid = lru_cache(_REMEMBERED)(self._find_solid)

    def of(self, place: int) -> Span | None:
        """The stretch of the page's text that is an element's own, by the element's place; None where it shows none.

        Of a block that is the element's as a whole it has the white space that follows it, too.
        """
        end = int(self._tree.end[place])
        first, before = self._at(place)
        last, upto = self._at(end)
        if (first, before) == (last, upto):
            return None
        blocks = self._page.blocks
        start = blocks[first].start + (self._solid(first)[before] if before else 0)
        if upto:
            return Span(start, blocks[last].start + self._solid(last)[upto - 1] + 1)
        # All of the block above is behind the start, and so is its end.
        above = blocks[last - 1]
        is_tail = first == last - 1 and before
        return Span(start, above.start + self._solid(last - 1)[-1] + 1 if is_tail else above.end)

    def _at(self, place: int) -> tuple[int, int]:
        """The block that the text behind a tag would stand in, and how many of its solid characters stand before it; at
        the end of a block, the start of the next."""
        block = max(0, bisect_right(self._starts, place, hi=len(self._starts) - 1) - 1)
        start = self._starts[block]
        if place <= start or not self._page.blocks:
            return block, 0
        counts = self._counts(block)
        before = counts[place - start - 1]
        return (block + 1, 0) if before == counts[-1] else (block, before)

    def _count(self, block: int) -> list[int]:
        """How many solid characters of a block stand before the end of each of its texts."""
        start, end = self._starts[block : block + 2]
        return list(accumulate(len("".join(text.split())) for text in self._tree.texts[start:end]))

    def _find_solid(self, block: int) -> list[int]:
        """Where the characters of a block stand that are no white space."""
        start, end = self._page.blocks[block].span
        return [n for n, character in enumerate(self._page.text[start:end]) if not character.isspace()]
