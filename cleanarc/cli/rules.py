"""`cleanarc rules`: what rules there are, what one says of itself, and whether all of them hold."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table

from cleanarc import api
from cleanarc.cli.command import Command, Example, json_option, rules_option
from cleanarc.cli.exit_codes import ExitCode
from cleanarc.cli.output import console, is_terminal, one_line, print_json
from cleanarc.tools.rules import RuleFacts, RulesReport


@click.command(
    "list",
    cls=Command,
    group="rules",
    examples=(
        Example("cleanarc rules list", "Name every rule, with its code, what it removes, its tier, and why."),
        Example("cleanarc rules list --rules my-rules/", "Those of your own, too."),
    ),
)
@rules_option
@json_option
def list_(rules: tuple[Path, ...], as_json: bool) -> None:
    """List the rules: general ones, site packs, and those of your own."""
    facts = api.list_rules(rules)
    if as_json:
        print_json([_summary(fact) for fact in facts])
        return
    table = Table("name", "code", "kind", "tier", "why", box=None, pad_edge=False)
    for fact in facts:
        cells = (fact.name, fact.code or "", " ".join(fact.kinds), fact.tier, fact.why)
        if is_terminal():
            table.add_row(*cells)
        else:
            click.echo("\t".join(map(one_line, cells)))
    if is_terminal():
        console().print(table)


@click.command(
    "show",
    cls=Command,
    group="rules",
    examples=(
        Example("cleanarc rules show newsletter", "Print why it is a rule, its risk, and its examples."),
        Example("cleanarc rules show P07", "The same, by a rule's code."),
        Example("cleanarc rules show model", "What else a ledger names: model, learned, policy, cosmetic."),
        Example("cleanarc rules show ftr/lindpost.example --rules my-rules/", "What each line of a config does."),
    ),
)
@click.argument("name")
@rules_option
@json_option
def show_rule(name: str, rules: tuple[Path, ...], as_json: bool) -> None:
    """Show what is declared of a rule: why, its risk, what it removes, and near-misses that it leaves alone.

    NAME is the rule's name or code, as `rules list` or a ledger has it.
    """
    fact = api.show_rule(name, rules)
    if as_json:
        print_json(asdict(fact))
    else:
        click.echo("\n".join(_declaration(fact)))


@click.command(
    "check",
    cls=Command,
    group="rules",
    examples=(
        Example("cleanarc rules check", "Run every example and near-miss."),
        Example("cleanarc rules check --rules my-rules/ --on saved-pages/", "And say what real pages say of them."),
    ),
    fails_when="an example, near-miss or test_contains failed",
)
@rules_option
@click.option(
    "--on", type=click.Path(path_type=Path), metavar="PATH", help="A file or folder of documents to try the rules on."
)
@json_option
@click.pass_context
def check(ctx: click.Context, *, rules: tuple[Path, ...], on: Path | None, as_json: bool) -> None:
    """Check the rules: do examples hold, what do lines of configs mean, and which rules are shadowed, slow or unused?

    A rule is shadowed when others always take first what it would remove, slow when it takes a millisecond a page and
    five times its share of the rules' time. Both are told of the documents of --on, else of the examples; unused rules
    of documents only. A test_contains of an ftr-site-config is tested when a document of --on gives the test_url as its
    address.
    """
    report = api.check_rules(rules, on)
    if as_json:
        print_json({**asdict(report), "holds": report.holds})
    else:
        click.echo("\n".join(_findings(report)))
    if not report.holds:
        ctx.exit(ExitCode.DOES_NOT_HOLD)


def _summary(fact: RuleFacts) -> dict[str, object]:
    return {"name": fact.name, "code": fact.code, "kinds": fact.kinds, "tier": fact.tier, "why": fact.why}


def _declaration(fact: RuleFacts) -> Iterator[str]:
    """A rule's own declaration, for people."""
    yield " ".join(filter(None, (fact.name, fact.code)))
    yield f"  removes  {', '.join(fact.kinds) or 'any kind'}"
    yield f"  tier     {fact.tier}"
    yield f"  why      {fact.why}"
    if fact.risk:
        yield f"  risk     {fact.risk}"
    for part in fact.parts:
        yield f"\n{part.name}: {part.text}\n  {part.why}"
    for n, example in enumerate(fact.removes, 1):
        yield f"\nexample {n} removes {'; '.join(map(repr, example.removed))}"
        yield from _indented(example.source)
    for n, source in enumerate(fact.keeps, 1):
        yield f"\nnear-miss {n} stays as it is"
        yield from _indented(source)


def _indented(text: str) -> Iterable[str]:
    return (f"  | {line}" for line in text.strip().splitlines())


def _findings(report: RulesReport) -> Iterator[str]:
    """What a check found, a line each, the gravest first."""
    for failure in report.failing:
        yield f"fails      {failure.rule}, {failure.where}: wants {list(failure.wanted)}, has {list(failure.found)}"
    for fault in report.faults:
        yield f"fault      {fault.file}, line {fault.line}: {fault.what}"
    for line in report.no_effect:
        yield f"no effect  {line.file}, line {line.line}: {line.directive} ({line.why})"
    for shadowed in report.shadowed:
        yield f"shadowed   {shadowed.rule}, by {shadowed.by}"
    for slow in report.slow:
        yield f"slow       {slow.rule}: {slow.share:.0%} of the rules' time"
    for name in report.unused or ():
        yield f"unused     {name}"
    if report.untested:
        yield f"untested   {report.untested} test_contains, whose pages are not at hand"
    on = f" on {report.documents} documents" if report.unused is not None else ""
    verdict = "hold" if report.holds else "do not all hold"
    yield f"{report.rules} rules{on}: {report.examples} examples and near-misses {verdict}."
