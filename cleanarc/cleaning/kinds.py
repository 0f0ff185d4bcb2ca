"""What rules and model take the blocks of an HTML page for: what goes by its place alone is of the same kind."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Kind, Proposal, Removal, Span
from cleanarc.rules.view import Line


class Part(NamedTuple):
    """Neighbouring blocks, as far as they stand in a stretch of the page, that are taken for the same."""

    span: Span
    kind: Kind


class Blocks:
    """The blocks of a page, on which others have proposed something."""

    def __init__(self, segmented: Segmented, proposals: Iterable[Proposal]) -> None:
        self._segmented = segmented
        self._removals = [proposal for proposal in proposals if isinstance(proposal, Removal)]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The blocks as lines: line n is block n, for none is blank."""
        return self._segmented.lines

    def at(self, span: Span) -> slice:
        """The blocks that have a part in a stretch, and so their lines."""
        blocks = self._segmented.page.blocks
        first = bisect_right(blocks, span.start, key=lambda block: block.end)
        return slice(first, max(first, bisect_left(blocks, span.end, key=lambda block: block.start)))

    def parts(self, span: Span) -> Iterator[Part]:
        """A stretch, parted where what the blocks are taken for changes."""
        blocks = self._segmented.page.blocks
        places = range(*self.at(span).indices(len(blocks)))
        for kind, alike in groupby(places, key=self._kinds.__getitem__):
            first, *rest = alike
            yield Part(common(span, Span(blocks[first].start, blocks[rest[-1] if rest else first].end)), kind)

    @cached_property
    def _kinds(self) -> Sequence[Kind]:
        """What each block is taken for as a whole by the strongest removal of it; BOILERPLATE where none tells."""
        kinds = [Kind.BOILERPLATE] * len(self.lines)
        ends = [line.span.end for line in self.lines]
        for removal in sorted(self._removals, key=lambda r: (-r.tier, r.score, r.rule, r.span)):
            n = bisect_left(ends, removal.span.start)
            while n < len(kinds) and ends[n] <= removal.span.end:
                if removal.kind is not Kind.BOILERPLATE and removal.span.start <= self.lines[n].span.start:
                    kinds[n] = removal.kind
                n += 1
        return kinds


def common(one: Span, other: Span) -> Span:
    """What two stretches that meet have in common."""
    return Span(max(one.start, other.start), min(one.end, other.end))
