"""The one place that decides between proposals.

Where proposals meet, the smaller tier decides (policy > protect > site > learned > generic > statistical), then the
higher score, then the rule's name: nothing depends on the order in which proposals arrive.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import pairwise
from operator import attrgetter

from cleanarc.model import Keep, Ledger, Page, Proposal, Removal, Repair, Span


def resolve(page: Page, proposals: Iterable[Proposal]) -> Ledger:
    """The ledger that the proposals come to: no two removals over one another, none over a stronger keep."""
    sound = [p for p in proposals if 0 <= p.span.start < p.span.end <= len(page.text)]
    removals: list[Removal] = []
    keeps: list[Keep] = []
    for span, winner, contested in _stretches([p for p in sound if not isinstance(p, Repair)]):
        if isinstance(winner, Removal):
            _append(removals, winner if winner.span == span else winner._replace(span=span))
        elif contested and winner not in keeps:
            keeps.append(winner)
    repairs = _free_repairs([p for p in sound if isinstance(p, Repair)], removals)
    return Ledger(tuple(removals), repairs, tuple(keeps))


def _strength(proposal: Removal | Keep) -> tuple[int, bool, float, str, Span, str, str]:
    # On one tier a keep goes first: losing content is worse than leaving a line.
    if isinstance(proposal, Removal):
        return (proposal.tier, True, -proposal.score, proposal.rule, proposal.span, proposal.evidence, proposal.kind)
    return (proposal.tier, False, 0.0, proposal.rule, proposal.span, proposal.evidence, "")


def _stretches(proposals: list[Removal | Keep]) -> Iterator[tuple[Span, Removal | Keep, bool]]:
    """Each stretch between two borders, its strongest proposal, and whether a removal lost there."""
    for meeting in _meetings(proposals):
        if len(meeting) == 1:
            yield meeting[0].span, meeting[0], False
        else:
            yield from _stretches_of(meeting)


def _meetings(proposals: list[Removal | Keep]) -> Iterator[list[Removal | Keep]]:
    """The proposals in page order, those together that reach over one another: most stand by themselves."""
    meeting: list[Removal | Keep] = []
    end = 0
    for proposal in sorted(proposals, key=attrgetter("span")):
        if meeting and proposal.span.start >= end:
            yield meeting
            meeting = []
        meeting.append(proposal)
        end = max(end, proposal.span.end)
    if meeting:
        yield meeting


def _stretches_of(meeting: list[Removal | Keep]) -> Iterator[tuple[Span, Removal | Keep, bool]]:
    ranked = sorted(meeting, key=_strength)
    arriving = sorted(range(len(ranked)), key=lambda rank: ranked[rank].span.start, reverse=True)
    borders = sorted({at for p in meeting for at in p.span})
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
    # What follows the span says who proposes it, and why.
    if last and last.span.end == removal.span.start and last[1:] == removal[1:]:
        removals[-1] = last._replace(span=Span(last.span.start, removal.span.end))
    else:
        removals.append(removal)


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
