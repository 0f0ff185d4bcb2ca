"""Two cleanings of one document set side by side: what the later one takes or leaves that the earlier one did not."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from typing import NamedTuple

from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.cleaning_json import encode
from cleanarc.model import CleanResult, Removal, Span
from cleanarc.tools.revisions.compare import Change, codes, compare

_PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class Shift:
    """How many characters of pages one rule takes that stayed before, and leaves that it took before."""

    rule: str
    kind: str
    removed: int
    kept: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A fact that differs, as values that JSON knows; the codes of a document's problems are its fact "problems"."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Difference:
    """How a later cleaning of a document differs from an earlier one.

    `lines` are those of the clean text that differ, `same_text` says that all of it is the same. `facts` are metadata
    and problems that differ, `shifts` what rules took and left. `reread`: the page itself reads otherwise, and
    the shifts are those of its lines that stayed.
    """

    same_text: bool
    lines: tuple[Change, ...]
    facts: tuple[FieldChange, ...]
    shifts: tuple[Shift, ...]
    reread: bool


def same(before: CleanResult, after: CleanResult) -> bool:
    """Whether two cleanings say the same of a document; what made them is not asked."""
    return _said(before) == _said(after)


def difference(before: CleanResult, after: CleanResult) -> Difference:
    """How two cleanings of one document differ."""
    runs = _common(before.page.text, after.page.text)
    return Difference(
        before.text == after.text,
        compare(_lines(before), _lines(after)),
        tuple(_facts(before, after)),
        _shifts(
            [*_within(before.ledger.removals, [(one.before, one) for one in runs])],
            [*_within(after.ledger.removals, [(one.after, one) for one in runs])],
        ),
        before.page.text != after.page.text,
    )


def _lines(result: CleanResult) -> list[str]:
    return [line for line in result.text.splitlines() if line]


def _said(result: CleanResult) -> bytes:
    return canonical_json({key: value for key, value in encode(result).items() if key != "versions"})


def _facts(before: CleanResult, after: CleanResult) -> Iterator[FieldChange]:
    old, new = asdict(before.metadata), asdict(after.metadata)
    old[_PROBLEMS], new[_PROBLEMS] = (tuple(problem.code for problem in one.problems) for one in (before, after))
    yield from (FieldChange(name, old[name], new[name]) for name in new if old[name] != new[name])


class _Run(NamedTuple):
    """A stretch that is the same in two pages, `before` and `after` its places there."""

    before: int
    after: int
    length: int


def _common(before: str, after: str) -> list[_Run]:
    """The lines that stand in both pages, in the order of both."""
    if before == after:
        return [_Run(0, 0, len(before))]
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    old_places, new_places = ([0, *accumulate(map(len, lines))] for lines in (old, new))
    equal = ((a, b, c) for kind, a, b, c, _ in codes(old, new) if kind == "equal")
    return [_Run(old_places[a], new_places[c], old_places[b] - old_places[a]) for a, b, c in equal]


def _within(removals: Sequence[Removal], runs: Iterable[tuple[int, _Run]]) -> Iterator[Removal]:
    """What lies in runs, each given with its place in the removals' own page, at its place in the later page."""
    for start, run in runs:
        end, way = start + run.length, run.after - start
        first = bisect_right(removals, start, key=lambda removal: removal.span.end)
        last = bisect_left(removals, end, key=lambda removal: removal.span.start)
        for removal in removals[first:last]:
            span = Span(max(start, removal.span.start) + way, min(end, removal.span.end) + way)
            yield removal._replace(span=span)


def _shifts(before: Sequence[Removal], after: Sequence[Removal]) -> tuple[Shift, ...]:
    removed, kept = _beyond(after, before), _beyond(before, after)
    return tuple(Shift(*by, removed[by], kept[by]) for by in sorted({*removed, *kept}))


def _beyond(removals: Sequence[Removal], others: Sequence[Removal]) -> Counter[tuple[str, str]]:
    """How many characters each rule and kind takes that the others leave."""
    covered = _Covered([removal.span for removal in others])
    found: Counter[tuple[str, str]] = Counter()
    for removal in removals:
        start, end = removal.span
        found[removal.rule, removal.kind.value] += end - start - (covered.before(end) - covered.before(start))
    return +found


class _Covered:
    """How much of a page sorted spans cover that don't overlap."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._sums = [0, *accumulate(span.end - span.start for span in spans)]

    def before(self, place: int) -> int:
        """The number of covered characters before a place."""
        n = bisect_right(self._spans, place, key=lambda span: span.start)
        return self._sums[n] - (max(0, self._spans[n - 1].end - place) if n else 0)
