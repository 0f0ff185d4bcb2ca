"""`cleanarc revisions`: the versions of one article, and what changed between them."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.text import Text

from cleanarc import api
from cleanarc.cli.changes import drawn
from cleanarc.cli.command import Command, Example, archive_option, json_option
from cleanarc.cli.output import console, one_line, print_json
from cleanarc.tools.revisions import History, Version


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc revisions 024", "List the versions of article 024, and the words that changed."),
        Example("cleanarc revisions 024 --json | jq '.versions[].label'", "Only the names of the versions."),
    ),
    fails_when="there is no such document, or it has no text",
)
@click.argument("name")
@archive_option
@json_option
def revisions(name: str, archive: Path, as_json: bool) -> None:
    """List the versions of an article, oldest first, with what changed from each to the next.

    Versions are those that the page itself compares, as pages of version trackers do, and other documents of the
    archive that share an address with this one. A line that came is marked +, one that went -, and one that was
    reworded ~. Where a page does not tell which version a line belongs to, it counts as one of the later, and is
    called inferred. NAME may be cut short where it stays the only one.
    """
    history = api.revisions(name, archive=archive)
    if as_json:
        print_json(asdict(history))
        return
    terminal = console()
    colour = terminal.color_system is not None
    for text in _drawn(history, colour=colour):
        terminal.print(text, soft_wrap=True)


def _drawn(history: History, *, colour: bool) -> Iterator[Text]:
    for number, version in enumerate(history.versions, 1):
        yield Text(f"{number}. {_told(version)}")
    if len(history.versions) == 1:
        yield Text("No other version is known.")
    for number, changes in enumerate(history.changes, 1):
        yield Text(f"\nFrom {number} to {number + 1}:" + ("" if changes else " no change"), "bold")
        yield from (drawn(change, colour=colour) for change in changes)


def _told(version: Version) -> str:
    """A version in one line: what it is called, where it stands, and how much of it was inferred."""
    facts = [f"{len(version.lines)} lines"]
    if version.inferred:
        facts.append(f"{len(version.inferred)} inferred")
    if version.is_clean_text:
        facts.append("its clean text")
    return f"{one_line(version.label)}, in {version.document}: {', '.join(facts)}"
