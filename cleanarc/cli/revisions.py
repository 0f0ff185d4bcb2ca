"""`cleanarc revisions`: the versions of one article, and what changed between them."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.text import Text

from cleanarc import api
from cleanarc.cli.command import Command, Example, archive_option, json_option
from cleanarc.cli.marked import ADDED, NOTE, REMOVED, mark
from cleanarc.cli.output import console, one_line, print_json
from cleanarc.tools.revisions import Change, ChangeKind, History, Version

_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.CHANGED: "~"}
_LOOKS = {ChangeKind.ADDED: ADDED, ChangeKind.REMOVED: REMOVED}
_SHOWN = 40
"""Characters of an unchanged stretch that are shown beside a change; the rest is left out."""
_LEFT_OUT = "…"


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
        yield from (_change(change, colour=colour) for change in changes)


def _told(version: Version) -> str:
    """A version in one line: what it is called, where it stands, and how much of it was inferred."""
    facts = [f"{len(version.lines)} lines"]
    if version.inferred:
        facts.append(f"{len(version.inferred)} inferred")
    if version.is_clean_text:
        facts.append("its clean text")
    return f"{one_line(version.label)}, in {version.document}: {', '.join(facts)}"


def _change(change: Change, *, colour: bool) -> Text:
    text = Text(f"{_SIGNS[change.kind]} ")
    last = len(change.pieces) - 1
    for n, piece in enumerate(change.pieces):
        look = _LOOKS.get(piece.kind)
        if look and last == 0:
            # Its sign says of a whole line what became of it.
            text.append(piece.text, look.style)
        elif look:
            mark(text, piece.text, look, colour=colour)
        else:
            text.append(_shortened(piece.text, opens=n == 0, closes=n == last))
    if change.inferred:
        text.append(" {inferred}", NOTE)
    return text


def _shortened(text: str, *, opens: bool, closes: bool) -> str:
    """An unchanged stretch without what is far from any change; it `opens` or `closes` the line, or neither."""
    head, tail = (0 if opens else _SHOWN), (0 if closes else _SHOWN)
    if len(text) <= head + tail + len(_LEFT_OUT):
        return text
    before, after = text[:head], text[len(text) - tail :]
    whole = (before.rpartition(" ")[0] or before, _LEFT_OUT, after.partition(" ")[2] or after)
    return " ".join(filter(None, whole))
