"""Checking rules: every example and near-miss, and the documents of a folder where one is named."""

import os
from collections.abc import Iterable, Iterator

from cleanarc.cleaning.prepare import prepare
from cleanarc.cleaning.propose import Tools
from cleanarc.cleaning.render import apply, render
from cleanarc.cleaning.resolve import resolve
from cleanarc.inputs import Unusable, read, walk
from cleanarc.model import Capture
from cleanarc.pipeline import consider
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.view import as_latest
from cleanarc.tools.rules.configs import PageTest, address, faults_of, tests_of, without_effect
from cleanarc.tools.rules.examples import trials
from cleanarc.tools.rules.facts import facts_of
from cleanarc.tools.rules.findings import Failure, RulesReport
from cleanarc.tools.rules.tally import Tally


def check_rules(ruleset: RuleSet, on: str | os.PathLike[str] | None = None) -> RulesReport:
    """Runs the examples and near-misses of all rules and site packs, and reads the configs line by line.

    `on` is a file or folder of documents: what they say goes before what examples say of which rules are used,
    shadowed and slow, and a test_contains is tested whose page is among them. Raises UsageError when there is no such
    path.
    """
    tried = list(trials(ruleset))
    tally = Tally(ruleset)
    tests = [test for config in ruleset.configs for test in tests_of(config)]
    texts: dict[str, str] = {}
    documents = 0
    if on is None:
        for trial in tried:
            tally.take(trial.view)
    else:
        wanted = {address(test.url) for test in tests}
        for capture in _captures(on):
            documents += 1
            text = _clean(capture, ruleset, tally)
            if capture.url and address(capture.url) in wanted:
                texts[address(capture.url)] = text
    facts = facts_of(ruleset)
    return RulesReport(
        rules=len(facts),
        examples=len(tried),
        documents=documents,
        failing=(*(failure for trial in tried if (failure := trial.failure)), *_failing(tests, texts)),
        faults=(*ruleset.doubts, *(fault for config in ruleset.configs for fault in faults_of(config))),
        no_effect=tuple(line for config in ruleset.configs for line in without_effect(config)),
        shadowed=tuple(tally.shadowed()),
        slow=tuple(tally.slow()),
        unused=None if on is None else tuple(fact.name for fact in facts if not tally.has_fired(fact.name)),
        untested=sum(address(test.url) not in texts for test in tests),
    )


def _captures(path: str | os.PathLike[str]) -> Iterator[Capture]:
    """The documents at a path; what is none is passed over."""
    for found in walk([path]):
        source = found if isinstance(found, Unusable) else read(found)
        if not isinstance(source, Unusable) and source.is_document:
            yield source.capture(source.url())


def _clean(capture: Capture, ruleset: RuleSet, tally: Tally) -> str:
    """The clean text; what rules propose on the page goes to the tally, and so does what others do."""
    considered = consider(prepare(capture, ruleset), Tools(ruleset))
    proposed, page = considered.proposed, considered.segmented.page
    tally.take(as_latest(proposed.view), proposed.proposals)
    return render(apply(resolve(page, proposed.proposals), page))


def _failing(tests: Iterable[PageTest], texts: dict[str, str]) -> Iterator[Failure]:
    return (f for test in tests if address(test.url) in texts and (f := test.failure(texts)))
