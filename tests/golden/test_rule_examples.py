"""Every rule and site pack removes what its examples say, and leaves its near-misses alone."""

import pytest

from cleanarc.cleaning.metadata import known_title
from cleanarc.cleaning.resolve import resolve
from cleanarc.cleaning.segment import segment
from cleanarc.model import Ledger
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.registry import load_rules
from cleanarc.rules.view import View, lines_of

RULES = load_rules().rules


def view_of(source: str, url: str | None = None) -> View:
    is_html = source.startswith("<")
    segmented = segment(source, is_html=is_html)
    lines = lines_of(segmented.page, segmented.doms)
    return View(segmented.page, lines, known_title(segmented.head), url, is_html)


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
