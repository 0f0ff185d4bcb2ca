"""`cleanarc rebuild`: catalog, indexes and clean files anew from the WARCs."""

from dataclasses import asdict
from pathlib import Path

import click

from cleanarc import api
from cleanarc.cli.command import Command, Example, archive_option, json_option
from cleanarc.cli.exit_codes import ExitCode
from cleanarc.cli.output import print_json


@click.command(
    cls=Command,
    examples=(Example("cleanarc rebuild", "Make catalog, indexes and clean files anew, after they were lost."),),
    fails_when="a WARC file is damaged; what it still holds is in the catalog",
)
@archive_option
@json_option
@click.pass_context
def rebuild(ctx: click.Context, archive: Path, as_json: bool) -> None:
    """Make the catalog, the indexes and the clean files anew from the WARCs and their manifests."""
    report = api.rebuild(archive)
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(f"{report.documents} documents from {report.files} WARC files.")
        for damage in report.damaged:
            click.echo(f"{damage.file}:{damage.offset}: {damage.message}", err=True)
    if report.damaged:
        ctx.exit(ExitCode.DOES_NOT_HOLD)
