"""How often each rule proposes something, how often it is heard, and how long it takes."""

import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cleanarc.cleaning.opinion import RULE as MODEL
from cleanarc.cleaning.resolve import resolve
from cleanarc.model import Proposal
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.sites import choose_packs, propose_pack
from cleanarc.rules.view import View
from cleanarc.tools.rules.findings import Shadowed, Slow

_SLOW = 5
_LEAST = 0.001
"""Even shares of the time that a slow rule takes at least, and seconds a page: most rules take a hundredth of that."""


@dataclass(slots=True)
class Tally:
    """Counts over all views that it was shown. `fired` counts proposals, `heard` those that came into a ledger."""

    ruleset: RuleSet
    fired: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    takers: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    views: int = 0
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def take(self, view: View, more: tuple[Proposal, ...] = ()) -> None:
        """Counts what rules and packs propose on a view, and what else was proposed on its page: by others, and by
        rules on lines that the view leaves out, such as those of a config's body that are far from the article."""
        self.views += 1
        proposals = [*self._rules(view), *self._packs(view)]
        known = set(proposals)
        proposals += (proposal for proposal in more if proposal not in known)
        ledger = resolve(view.page, proposals)
        decisions: tuple[Proposal, ...] = (*ledger.keeps, *ledger.removals, *ledger.repairs)
        heard = {decision.rule for decision in decisions}
        for proposal in proposals:
            self.fired[proposal.rule] += 1
            self.heard[proposal.rule] += proposal.rule in heard
            taker = _taker(decisions, proposal)
            if taker and taker != proposal.rule:
                self.takers[proposal.rule][taker] += 1

    def has_fired(self, name: str) -> bool:
        """Whether a rule, or any line of a pack or config, proposed anything."""
        return any(rule == name or rule.startswith(f"{name}/") for rule in self.fired)

    def shadowed(self) -> Iterator[Shadowed]:
        for rule in sorted(self.fired):
            if rule != MODEL and not self.heard[rule] and self.takers[rule]:
                yield Shadowed(rule, min(self.takers[rule], key=lambda by: (-self.takers[rule][by], by)))

    def slow(self) -> Iterator[Slow]:
        """The slowest first."""
        whole = sum(self.seconds.values())
        for rule, seconds in sorted(self.seconds.items(), key=lambda item: -item[1]):
            if seconds > _LEAST * self.views and seconds * len(self.seconds) > _SLOW * whole:
                yield Slow(rule, round(seconds / whole, 3))

    def _rules(self, view: View) -> Iterator[Proposal]:
        for rule in self.ruleset.rules:
            # Views remember what rules ask them, and whoever is first has to wait for it: the second time counts.
            proposals = list(rule.propose(view))
            began = time.thread_time()
            deque(rule.propose(view), maxlen=0)
            self.seconds[rule.name] += time.thread_time() - began
            yield from proposals

    def _packs(self, view: View) -> Iterator[Proposal]:
        for pack in choose_packs(self.ruleset.packs, view):
            yield from propose_pack(pack, view)


def _taker(decisions: Iterable[Proposal], proposal: Proposal) -> str | None:
    """The first rule that decided something where a proposal is."""
    span = proposal.span
    return next((d.rule for d in decisions if d.span.start < span.end and span.start < d.span.end), None)
