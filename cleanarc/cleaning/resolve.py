"""The one place that decides between proposals.

Where proposals meet, the smaller tier decides (policy > protect > site > learned > generic > statistical), then the
higher score, then the rule's name: nothing depends on the order in which proposals arrive.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import heappop, heappush
from itertools import pairwise

from cleanarc.model import Keep, Ledger, Page, Proposal, Removal, Repair, Span


def resolve(page: Page, proposals: Iterable[Proposal]) -> Ledger:
    """The ledger that the proposals come to: no two removals over one another, none over a stronger keep."""
    sound = {p for p in proposals if 0 <= p.span.start < p.span.end <= len(page.text)}
    removals: list[Removal] = []
    keeps: list[Keep] = []
    for span, winner, contested in _stretches([p for p in sound if not isinstance(p, Repair)]):
        if isinstance(winner, Removal):
            _append(removals, winner if winner.span == span else replace(winner, span=span))
        elif contested and winner not in keeps:
            keeps.append(winner)
    repairs = _free_repairs([p for p in sound if isinstance(p, Repair)], removals)
    return Ledger(tuple(removals), repairs, tuple(keeps))


def _strength(proposal: Removal | Keep) -> tuple[int, bool, float, str, Span, str, str]:
    # On one tier a keep goes first: losing content is worse than leaving a line.
    removes = isinstance(proposal, Removal)
    score = -proposal.score if isinstance(proposal, Removal) else 0.0
    kind = proposal.kind if isinstance(proposal, Removal) else ""
    return (proposal.tier, removes, score, proposal.rule, proposal.span, proposal.evidence, kind)


def _stretches(proposals: list[Removal | Keep]) -> Iterator[tuple[Span, Removal | Keep, bool]]:
    """Each stretch between two borders, its strongest proposal, and whether a removal lost there."""
    ranked = sorted(proposals, key=_strength)
    arriving = sorted(range(len(ranked)), key=lambda rank: ranked[rank].span.start, reverse=True)
    borders = sorted({at for p in proposals for at in (p.span.start, p.span.end)})
    active: list[int] = []
    for start, end in pairwise(borders):
        while arriving and ranked[arriving[-1]].span.start == start:
            heappush(active, arriving.pop())
        while active and ranked[active[0]].span.end <= start:
            heappop(active)
        if active:
            winner = ranked[active[0]]
            contested = isinstance(winner, Keep) and any(
                isinstance(ranked[rank], Removal) and ranked[rank].span.end > start for rank in active
            )
            yield Span(start, end), winner, contested


def _append(removals: list[Removal], removal: Removal) -> None:
    """Adds a removal, as one with its left neighbour where both are stretches of one proposal."""
    last = removals[-1] if removals else None
    if last and last.span.end == removal.span.start and _said(last) == _said(removal):
        removals[-1] = replace(last, span=Span(last.span.start, removal.span.end))
    else:
        removals.append(removal)


def _said(removal: Removal) -> tuple[str, str, str, int, float]:
    return (removal.rule, removal.evidence, removal.kind, removal.tier, removal.score)


def _free_repairs(repairs: list[Repair], removals: list[Removal]) -> tuple[Repair, ...]:
    """The repairs that touch neither a removal nor a stronger repair, in page order."""
    taken = [r.span for r in removals]
    free: list[Repair] = []
    for repair in sorted(repairs, key=lambda r: (r.tier, r.rule, r.span, r.text, r.evidence)):
        at = bisect(taken, repair.span)
        if all(
            other.end <= repair.span.start or repair.span.end <= other.start for other in taken[max(0, at - 1) : at + 1]
        ):
            taken.insert(at, repair.span)
            free.append(repair)
    return tuple(sorted(free, key=lambda r: r.span))
