"""A page with what is decided on each of its lines, and where its article lies among them."""

from bisect import bisect, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cleanarc.model import Ledger, Removal
from cleanarc.rules.frame import is_title
from cleanarc.rules.prose import is_prose
from cleanarc.rules.view import Line


@dataclass(frozen=True, slots=True)
class Fate:
    """A line, and the removals that touch it, in page order."""

    line: Line
    removals: tuple[Removal, ...]

    @property
    def is_gone(self) -> bool:
        """Whether nothing is left of the line."""
        span = self.line.span
        taken = sum(min(r.span.end, span.end) - max(r.span.start, span.start) for r in self.removals)
        return taken == span.end - span.start


@dataclass(frozen=True)
class Decided:
    """All lines of a page as `ledger` leaves them. `folded_title` is the headline's wording, empty when not known."""

    lines: Sequence[Line]
    ledger: Ledger
    folded_title: str

    @cached_property
    def fates(self) -> tuple[Fate, ...]:
        """What becomes of each line."""
        removals = self.ledger.removals
        starts, ends = [r.span.start for r in removals], [r.span.end for r in removals]
        return tuple(
            Fate(line, removals[bisect_right(ends, line.span.start) : bisect(starts, line.span.end - 1)])
            for line in self.lines
        )

    @cached_property
    def kept(self) -> tuple[int, ...]:
        """The indexes of the lines of which something is left."""
        return tuple(n for n, fate in enumerate(self.fates) if not fate.is_gone)

    @cached_property
    def headline(self) -> int | None:
        """The index of the last headline above the text."""
        above = range(next((n for n in self.kept if is_prose(self.lines[n])), len(self.lines)))
        return next((n for n in reversed(above) if self._is_headline(self.lines[n])), None)

    def prose_below(self, n: int) -> Line | None:
        """The first paragraph below a line that is kept."""
        at = bisect(self._kept_prose, n)
        return self.lines[self._kept_prose[at]] if at < len(self._kept_prose) else None

    @cached_property
    def _kept_prose(self) -> tuple[int, ...]:
        return tuple(n for n in self.kept if is_prose(self.lines[n]))

    def _is_headline(self, line: Line) -> bool:
        return is_title(line, self.folded_title) or (line.dom is not None and line.dom.tag == "h1")
