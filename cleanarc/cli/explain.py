"""`cleanarc explain`: what was kept, removed and repaired, by which rule, on what evidence."""

from collections import Counter
from pathlib import Path

import click
from rich.table import Table

from cleanarc import api
from cleanarc.cli.command import (
    Command,
    Example,
    archive_option,
    cleaning_option,
    json_option,
    learned_option,
    rules_option,
)
from cleanarc.cli.marked import marked
from cleanarc.cli.output import console, print_json, print_problems
from cleanarc.formats.cleaning_json import encode
from cleanarc.model import CleanResult


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc explain page.html", "Show a page with what is removed struck through."),
        Example("cleanarc explain 012", "Show a document of the archive, as it was cleaned then."),
        Example("cleanarc explain 012 --cleaning 1", "As it was cleaned first, where it was cleaned again since."),
        Example("cleanarc explain page.html --json | jq '.ledger.removals[].rule'", "List the rules that fired."),
    ),
    fails_when="there is no such document",
)
@click.argument("target", metavar="FILE|NAME")
@click.option("--url", help="The page's own address, for a FILE.")
@rules_option
@learned_option
@cleaning_option
@archive_option
@json_option
def explain(
    *,
    target: str,
    url: str | None,
    rules: tuple[Path, ...],
    learned: Path | None,
    cleaning: int | None,
    archive: Path,
    as_json: bool,
) -> None:
    """Show what was kept, removed and repaired in a document, by which rule, on what evidence.

    FILE is cleaned now. NAME, or the number that it begins with, is a document of the archive; where a file has that
    name, the file is meant. Without colour, removed text stands in [-…-], its repair in {+…+} behind it, and what a
    rule protected in [=…=].
    """
    lines = api.read_learned(learned) if learned else None
    result = api.explain(target, archive=archive, url=url, rules=rules, learned=lines, cleaning=cleaning)
    if as_json:
        print_json(encode(result))
        return
    terminal = console()
    terminal.print(marked(result, colour=terminal.color_system is not None), soft_wrap=True)
    terminal.print(_summary(result))
    print_problems(target, result.problems)


def _summary(result: CleanResult) -> Table:
    """How often and how much was removed, by kind, and how often repaired."""
    removed: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for removal in result.ledger.removals:
        removed[removal.kind] += removal.span.end - removal.span.start
        times[removal.kind] += 1
    table = Table("removed", "times", "characters", box=None, pad_edge=False, title="")
    for column in table.columns[1:]:
        column.justify = "right"
    for kind, count in removed.most_common():
        table.add_row(kind, str(times[kind]), f"{count:,}")
    table.add_row("in all", str(times.total()), f"{removed.total():,} of {len(result.page.text):,}")
    table.add_row("repaired", str(len(result.ledger.repairs)), "")
    return table
