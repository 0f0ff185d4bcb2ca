"""All proposals on one page: site packs, generic rules, and for HTML the statistical opinion."""

from dataclasses import dataclass

from cleanarc.cleaning.extractor import Opinion, opinion
from cleanarc.cleaning.versions import revisions_of
from cleanarc.model import Problem, Proposal, Revision
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.sites import SitePack, choose_packs, propose_pack
from cleanarc.rules.view import View, as_latest


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was proposed on a page, the site packs that it was recognised by, and the versions that it shows."""

    proposals: tuple[Proposal, ...]
    packs: tuple[SitePack, ...] = ()
    revisions: tuple[Revision, ...] = ()
    problems: tuple[Problem, ...] = ()


def propose(view: View, source: str, ruleset: RuleSet) -> Proposed:
    """What every proposer says of the page. `source` is the decoded document that the page was made of."""
    latest = as_latest(view)
    packs = choose_packs(ruleset.packs, view)
    proposals: list[Proposal] = [p for rule in ruleset.rules for p in rule.propose(latest)]
    proposals += [p for pack in packs for p in propose_pack(pack, latest)]
    said = opinion(view, source) if view.is_html and view.lines else Opinion()
    return Proposed((*proposals, *said.proposals), packs, revisions_of(latest.versions), said.problems)
