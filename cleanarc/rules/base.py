"""What a rule is: one declaration that serves code, docs, tests and explanations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cleanarc.model import Keep, Kind, Proposal, Removal, Repair, Span, Tier
from cleanarc.rules.view import Line, View


@dataclass(frozen=True, slots=True)
class Example:
    """A small document (HTML when it starts with "<") and the stretches of it that the rule removes, in page order."""

    source: str
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A rule that proposes removals or repairs. One file each in `rules/generic`, found there by its name RULE.

    `code` never changes and is never used again. `why` says why such text is boilerplate, `risk` what may go wrong.
    `removes` are examples, `keeps` near-misses: documents in which the rule must leave everything alone.
    """

    name: str
    code: str
    kind: Kind
    why: str
    risk: str
    removes: tuple[Example, ...]
    keeps: tuple[str, ...]
    propose: Callable[[View], Iterable[Proposal]]
    tier: Tier = Tier.GENERIC

    def remove(self, where: Line | Span, evidence: str, *, kind: Kind | None = None, score: float = 1.0) -> Removal:
        return Removal(_span(where), self.name, kind or self.kind, evidence, self.tier, score)

    def repair(self, where: Line | Span, text: str, evidence: str) -> Repair:
        return Repair(_span(where), text, self.name, evidence, self.tier)

    def keep(self, where: Line | Span, evidence: str) -> Keep:
        return Keep(_span(where), self.name, evidence)


def _span(where: Line | Span) -> Span:
    return where.span if isinstance(where, Line) else where
