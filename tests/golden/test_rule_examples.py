"""Every rule and site pack removes what its examples say, and leaves its near-misses alone."""

import pytest

from cleanarc.cleaning.metadata import known_title
from cleanarc.cleaning.resolve import resolve
from cleanarc.cleaning.segment import segment
from cleanarc.model import Ledger
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.registry import load_rules
from cleanarc.rules.sites import SitePack, choose_packs, propose_pack
from cleanarc.rules.view import View, as_latest, lines_of

RULES = load_rules().rules


def view_of(source: str, url: str | None = None) -> View:
    is_html = source.startswith("<")
    segmented = segment(source, is_html=is_html)
    lines = lines_of(segmented.page, segmented.doms)
    return as_latest(View(segmented.page, lines, known_title(segmented.head), url, is_html))


def edits(view: View, ledger: Ledger) -> tuple[str, ...]:
    """What was taken out or mended, in page order, without the white space around it."""
    spans = sorted([r.span for r in ledger.removals] + [r.span for r in ledger.repairs])
    texts = (view.page.text[span.start : span.end].strip() for span in spans)
    return tuple(text for text in texts if text)


EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}-{n}") for rule in RULES for n, example in enumerate(rule.removes)
]
NEAR_MISSES = [
    pytest.param(rule, source, id=f"{rule.name}-{n}") for rule in RULES for n, source in enumerate(rule.keeps)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_removes_what_its_example_says(rule: Rule, example: Example) -> None:
    view = view_of(example.source)
    assert edits(view, resolve(view.page, rule.propose(view))) == example.removed


@pytest.mark.parametrize(("rule", "source"), NEAR_MISSES)
def test_a_rule_leaves_its_near_misses_alone(rule: Rule, source: str) -> None:
    view = view_of(source)
    assert edits(view, resolve(view.page, rule.propose(view))) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_documented(rule: Rule) -> None:
    assert all((rule.why, rule.risk, rule.removes, rule.keeps))
    assert [other.name for other in RULES if other.code == rule.code] == [rule.name]


PACKS = load_rules().packs
PACK_EXAMPLES = [pytest.param(p, example, id=f"{p.name}-{n}") for p in PACKS for n, example in enumerate(p.removes)]
PACK_NEAR_MISSES = [pytest.param(p, source, id=f"{p.name}-{n}") for p in PACKS for n, source in enumerate(p.keeps)]


@pytest.mark.parametrize(("pack", "example"), PACK_EXAMPLES)
def test_a_pack_is_chosen_and_removes_what_its_example_says(pack: SitePack, example: Example) -> None:
    view = view_of(example.source.strip(), f"https://www.{pack.hosts[0]}/a/page" if pack.hosts else None)
    assert choose_packs(PACKS, view) == (pack,)
    assert edits(view, resolve(view.page, propose_pack(pack, view))) == example.removed


@pytest.mark.parametrize(("pack", "source"), PACK_NEAR_MISSES)
def test_a_pack_is_not_chosen_by_its_near_misses_and_leaves_them_alone(pack: SitePack, source: str) -> None:
    view = view_of(source.strip())
    assert pack not in choose_packs(PACKS, view)
    assert edits(view, resolve(view.page, propose_pack(pack, view))) == ()


@pytest.mark.parametrize("pack", [pack for pack in PACKS if pack.marks], ids=lambda pack: pack.name)
def test_a_pack_with_marks_is_chosen_by_one_of_its_examples_without_a_host(pack: SitePack) -> None:
    assert any(pack in choose_packs(PACKS, view_of(example.source.strip())) for example in pack.removes)
