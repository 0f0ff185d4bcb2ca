"""Running the examples and near-misses of rules and site packs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleanarc.cleaning.metadata import known_title
from cleanarc.cleaning.resolve import resolve
from cleanarc.cleaning.segment import segment
from cleanarc.model import Proposal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.sites import SitePack, choose_packs, propose_pack
from cleanarc.rules.view import View, as_latest
from cleanarc.tools.rules.findings import Failure


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule on one of its examples or near-misses. `found` are the texts that it removed or mended, in page order; of
    a near-miss none are `wanted`. `view` is the page as rules see it."""

    rule: str
    where: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]
    view: View

    @property
    def failure(self) -> Failure | None:
        return Failure(self.rule, self.where, self.wanted, self.found) if self.wanted != self.found else None


def trials(ruleset: RuleSet) -> Iterator[Trial]:
    """Every example and near-miss."""
    for rule in ruleset.rules:
        yield from (trial_of_rule(rule, where, example) for where, example in _cases(rule.removes, rule.keeps))
    for pack in ruleset.packs:
        yield from (trial_of_pack(pack, where, example) for where, example in _cases(pack.removes, pack.keeps))


def trial_of_rule(rule: Rule, where: str, example: Example) -> Trial:
    view = view_of(example.source)
    return Trial(rule.name, where, example.removed, _edits(view, rule.propose(view)), view)


def trial_of_pack(pack: SitePack, where: str, example: Example) -> Trial:
    """An example is a page of the pack's first host; a near-miss is a page of no known one."""
    is_near_miss = not example.removed
    url = f"https://www.{pack.hosts[0]}/a/page" if pack.hosts and not is_near_miss else None
    view = view_of(example.source.strip(), url)
    chosen = bool(choose_packs((pack,), view)) or is_near_miss
    found = _edits(view, propose_pack(pack, view)) if chosen else ()
    return Trial(f"site/{pack.name}", where, example.removed, found, view)


def view_of(source: str, url: str | None = None) -> View:
    """An example as rules see it."""
    is_html = source.startswith("<")
    segmented = segment(source, is_html=is_html)
    return as_latest(View(segmented.page, segmented.lines, known_title(segmented.head), url, is_html))


def _cases(removes: Iterable[Example], keeps: Iterable[str]) -> Iterator[tuple[str, Example]]:
    yield from ((f"example {n}", example) for n, example in enumerate(removes, 1))
    yield from ((f"near-miss {n}", Example(source, ())) for n, source in enumerate(keeps, 1))


def _edits(view: View, proposals: Iterable[Proposal]) -> tuple[str, ...]:
    ledger = resolve(view.page, proposals)
    spans = sorted([r.span for r in ledger.removals] + [r.span for r in ledger.repairs])
    texts = (view.page.text[span.start : span.end].strip() for span in spans)
    return tuple(text for text in texts if text)
