"""Every rule and site pack removes what its examples say, and leaves its near-misses alone."""

import pytest

from cleanarc.rules.base import Example, Rule
from cleanarc.rules.registry import load_rules
from cleanarc.rules.sites import SitePack, choose_packs
from cleanarc.tools.rules.examples import trial_of_pack, trial_of_rule, view_of

RULES = load_rules().rules


EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}-{n}") for rule in RULES for n, example in enumerate(rule.removes)
]
NEAR_MISSES = [
    pytest.param(rule, source, id=f"{rule.name}-{n}") for rule in RULES for n, source in enumerate(rule.keeps)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_removes_what_its_example_says(rule: Rule, example: Example) -> None:
    assert trial_of_rule(rule, "example", example).failure is None


@pytest.mark.parametrize(("rule", "source"), NEAR_MISSES)
def test_a_rule_leaves_its_near_misses_alone(rule: Rule, source: str) -> None:
    assert trial_of_rule(rule, "near-miss", Example(source, ())).failure is None


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
    assert trial_of_pack(pack, "example", example).failure is None


@pytest.mark.parametrize(("pack", "source"), PACK_NEAR_MISSES)
def test_a_pack_is_not_chosen_by_its_near_misses_and_leaves_them_alone(pack: SitePack, source: str) -> None:
    assert pack not in choose_packs(PACKS, view_of(source.strip()))
    assert trial_of_pack(pack, "near-miss", Example(source, ())).failure is None


@pytest.mark.parametrize("pack", [pack for pack in PACKS if pack.marks], ids=lambda pack: pack.name)
def test_a_pack_with_marks_is_chosen_by_one_of_its_examples_without_a_host(pack: SitePack) -> None:
    assert any(pack in choose_packs(PACKS, view_of(example.source.strip())) for example in pack.removes)
