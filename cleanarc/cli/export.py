"""`cleanarc export`: the archive in forms that other tools read."""

from pathlib import Path

import click

from cleanarc import api
from cleanarc.cli.command import Command, Example, archive_option
from cleanarc.cli.output import stdout_bytes
from cleanarc.export import SINKS


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc export --as jsonl -o articles.jsonl", "Write a row a document, for data sets."),
        Example("cleanarc export --as jsonl | jq -r .metadata.title", "The same, into a pipe."),
        Example("cleanarc export --as txt -o texts/", "Write a file a document into a folder."),
        Example("cleanarc export --as wacz -o articles.wacz", "Write one file to open in ReplayWeb.page."),
    ),
)
@click.option(
    "--as",
    "form",
    required=True,
    type=click.Choice([sink.name for sink in SINKS]),
    help="; ".join(f"{sink.name}: {sink.summary}" for sink in SINKS) + ".",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="The file or folder to write.")
@archive_option
def export(form: str, output: Path | None, archive: Path) -> None:
    """Write every document that has a text in a form that other tools read.

    A file is written whole or not at all; what stood at PATH is replaced, files beside it in a folder are left alone.
    """
    target = stdout_bytes() if output is None else output
    report = api.export(archive, form=form, target=target)
    pages = f", {report.without_page} of which there is no page" if report.without_page else ""
    left_out = f"{report.without_text} left out that have no text{pages}"
    click.echo(f"{report.written} documents written, {left_out}.", err=True)
