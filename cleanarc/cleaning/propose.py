"""All proposals on one page: site packs, learned lines, generic rules, and the statistical opinion.

Rules look at all lines of a text, but of an HTML page only at those that are near its article: the others go whatever
they say. Plain text is judged by a model only where it holds all lines of a page.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from cleanarc.cleaning.extractor import lines_that_extractor_keeps
from cleanarc.cleaning.judge.line_model import LineModel, load_line_model
from cleanarc.cleaning.judge.line_verdict import OF_EXTRACTED, is_whole_page, judge_lines, read_lines
from cleanarc.cleaning.judge.model import Model, load_model
from cleanarc.cleaning.judge.verdict import Glance, glance, judge, look_closely, seconded
from cleanarc.cleaning.opinion import opinion, opinion_of_text
from cleanarc.cleaning.page_type import is_headline
from cleanarc.cleaning.segmented import Head, Segmented
from cleanarc.cleaning.versions import revisions_of
from cleanarc.model import Learned, Proposal, Removal, Revision, Tier
from cleanarc.rules.folding import fold
from cleanarc.rules.learned import propose_learned, site_of
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.sites import SitePack, choose_packs, propose_pack
from cleanarc.rules.view import View, as_latest, lines_at

_UNSURE = 0.5
"""Confidence below which the extractor's choice is taken. Of 918 pages, cross-validated by site, 2 are below it, and it
makes no difference on them; higher up it costs more and helps as often as it harms (see docs/training.md)."""
_TOLD = 0.95
_LONG = 150
"""Chance and units of a block that is prose of the article whatever it says; pitches that stand in it have less."""
_WEIGHED = frozenset({"dom-box", "dom-link"})
"""Rules that tell boilerplate of an HTML page by its markup alone. The model has seen that markup and weighed their
word: where it has the last one, texts come as near to gold, and a little less of the article is lost."""
_DESCRIPTIONS = ("og:description", "description", "twitter:description")


@dataclass(frozen=True)
class Tools:
    """What pages are judged with: the models are the installation's own where none are given."""

    ruleset: RuleSet
    model: Model = field(default_factory=load_model)
    line_model: LineModel = field(default_factory=load_line_model)
    learned: Learned = field(default_factory=Learned)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was proposed on a page, the lines that rules saw, the site packs that the page was recognised by, and the
    versions that it shows.

    Of HTML, `kept` are the places of the blocks that the model keeps, or that stand in the body that a config names,
    `words` the words in them, and `headlines` how many of them link to other articles. `confidence` is how sure the
    model is that judged the page, `model` the digest of the one that was asked, None where none was.
    """

    proposals: tuple[Proposal, ...]
    view: View
    packs: tuple[SitePack, ...] = ()
    revisions: tuple[Revision, ...] = ()
    kept: frozenset[int] = frozenset()
    words: int = 0
    headlines: int = 0
    confidence: float = 1.0
    model: str | None = None


def propose(segmented: Segmented, source: str, title: str | None, url: str | None, tools: Tools) -> Proposed:
    """What every proposer says of the page. `source` is the document that it was made of."""
    proposed = _by_rules_and_model(segmented, source, title, url, tools)
    # A page of versions holds several articles, in columns.
    site = None if proposed.revisions else site_of(url, proposed.packs)
    if not site or not tools.learned.of_site(site):
        return proposed
    view = whole_view(segmented, title, url) if segmented.layout else proposed.view
    # Where a config tells the article, the model's guesses do not count.
    others = [p for p in proposed.proposals if p.tier is not Tier.STATISTICAL or not segmented.directed]
    learned = propose_learned(tools.learned, site, view, others)
    return replace(proposed, proposals=(*proposed.proposals, *learned))


def _by_rules_and_model(
    segmented: Segmented, source: str, title: str | None, url: str | None, tools: Tools
) -> Proposed:
    layout = segmented.layout
    if layout is None or not layout.pieces.texts:
        return _of_text(View(segmented.page, segmented.lines, title, url), tools)
    seen = glance(layout.tree, layout.pieces, tools.model)
    view = near_view(segmented, seen, title, url)
    proposed = by_rules(view, tools.ruleset)
    removals = [proposal for proposal in proposed.proposals if isinstance(proposal, Removal)]
    closer = look_closely(seen, view, removals, description_of(segmented.head))
    verdict = judge(seen, closer, tools.model)
    proposed = replace(proposed, proposals=tuple(p for p in proposed.proposals if p.rule not in _WEIGHED))
    if verdict.confidence < _UNSURE:
        held = lines_that_extractor_keeps(whole_view(segmented, title, url), source)
        if held:
            seen, verdict = seconded(seen, verdict, held)
            proposed = by_rules(near_view(segmented, seen, title, url), tools.ruleset)
    said = opinion(segmented.page, proposed.view.lines, seen, verdict)
    return replace(
        proposed,
        proposals=(*proposed.proposals, *said.removals),
        kept=frozenset(seen.near[n] for n in said.kept),
        words=sum(proposed.view.lines[n].words for n in said.kept),
        headlines=sum(is_headline(proposed.view.lines[n]) for n in said.kept),
        confidence=verdict.confidence,
        model=tools.model.digest,
    )


def _of_text(view: View, tools: Tools) -> Proposed:
    """What is proposed on a plain text. One that an extractor made is left to the rules: there a model that knows lines
    alone loses more than it gains."""
    proposed = by_rules(view, tools.ruleset)
    if not view.lines or proposed.revisions:
        return proposed
    reading = read_lines(view, [p for p in proposed.proposals if isinstance(p, Removal)])
    proposed = replace(proposed, model=tools.line_model.digest)
    if not is_whole_page(reading, tools.line_model):
        return proposed
    verdict = judge_lines(reading, tools.line_model)
    said = opinion_of_text(view.lines, verdict)
    told = tuple(proposal for proposal in proposed.proposals if proposal.rule not in OF_EXTRACTED)
    return replace(
        proposed,
        proposals=(*told, *said.removals),
        confidence=verdict.confidence,
    )


def near_view(segmented: Segmented, seen: Glance, title: str | None, url: str | None) -> View:
    """The view of an HTML page that has only the lines near its article."""
    lines = lines_at(segmented.page, segmented.doms, seen.near.tolist())
    told = (seen.chances[seen.near] > _TOLD) & (seen.blocks.units[seen.near] > _LONG)
    surely = frozenset(np.flatnonzero(told).tolist())
    return View(segmented.page, lines, title, url, is_html=True, told=surely)


def whole_view(segmented: Segmented, title: str | None, url: str | None) -> View:
    """The view of an HTML page that has all its lines; line n is block n, for none is blank."""
    return View(segmented.page, segmented.lines, title, url, is_html=True)


def description_of(head: Head) -> str:
    """What a page's head says that it is about, folded; empty where it says nothing."""
    metas = dict(reversed(head.metas))
    return fold(next((metas[name] for name in _DESCRIPTIONS if metas.get(name)), ""))


def by_rules(view: View, ruleset: RuleSet) -> Proposed:
    latest = as_latest(view)
    packs = choose_packs(ruleset.packs, view)
    proposals: list[Proposal] = [p for rule in ruleset.rules for p in rule.propose(latest)]
    proposals += [p for pack in packs for p in propose_pack(pack, latest)]
    return Proposed(tuple(proposals), view, packs, revisions_of(latest.versions))
