"""All proposals on one page: site packs, generic rules, and for HTML the statistical opinion."""

from dataclasses import dataclass

from cleanarc.model import Problem, Proposal, Revision
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.sites import SitePack
from cleanarc.rules.view import View


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was proposed on a page, the site packs that it was recognised by, and the versions that it shows."""

    proposals: tuple[Proposal, ...]
    packs: tuple[SitePack, ...] = ()
    revisions: tuple[Revision, ...] = ()
    problems: tuple[Problem, ...] = ()


def propose(view: View, source: str, ruleset: RuleSet) -> Proposed:
    """What every proposer says of the page. `source` is the decoded document that the page was made of."""
    return Proposed(tuple(p for rule in ruleset.rules for p in rule.propose(view)))
