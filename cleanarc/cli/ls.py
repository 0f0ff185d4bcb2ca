"""`cleanarc ls`: the documents of the archive."""

from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table

from cleanarc import api
from cleanarc.cli.command import Command, Example, archive_option, json_option
from cleanarc.cli.output import console, is_terminal, one_line, print_json


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc ls", "List every document: name, language, title, first source, codes of its problems."),
        Example("cleanarc ls --json | jq '.[] | select(.problems != [])'", "Only those with problems."),
        Example("cleanarc ls | cut -f1", "Only the names; into a pipe, columns are parted by tabs."),
    ),
)
@archive_option
@json_option
def ls(archive: Path, as_json: bool) -> None:
    """List the documents of the archive, in the order of their names."""
    with api.open_archive(archive) as opened:
        if as_json:
            print_json([asdict(row) for row in opened.rows()])
            return
        table = _table()
        for row in opened.rows():
            codes = " ".join(problem.code for problem in row.problems)
            path = next((source.path for source in row.sources), "")
            cells = (row.name, row.language or "", row.title or "", path, codes)
            if is_terminal():
                table.add_row(*cells)
            else:
                click.echo("\t".join(one_line(cell) for cell in cells))
        if is_terminal():
            console().print(table)


def _table() -> Table:
    """Names are whole; titles and sources share what room is left."""
    table = Table(box=None, pad_edge=False, expand=True)
    table.add_column("name", no_wrap=True, min_width=len("000_") + 16)
    table.add_column("language", min_width=len("language"))
    table.add_column("title", ratio=3, no_wrap=True)
    table.add_column("source", ratio=2, no_wrap=True)
    table.add_column("problems", min_width=len("problems"))
    return table
