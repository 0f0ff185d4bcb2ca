"""`cleanarc verify`: is the archive what it was when it was written?"""

from dataclasses import asdict
from pathlib import Path

import click

from cleanarc import api
from cleanarc.cli.command import Command, Example, archive_option, json_option
from cleanarc.cli.exit_codes import ExitCode
from cleanarc.cli.output import print_json


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc verify", "Check everything, and say what is damaged, with file and offset."),
        Example("cleanarc verify --archive /backup/articles --json", "Check a copy, for a program to read."),
    ),
    fails_when="damage was found",
)
@archive_option
@json_option
@click.pass_context
def verify(ctx: click.Context, archive: Path, as_json: bool) -> None:
    """Check manifests, records, digests, indexes, clean files and catalog. Nothing is changed."""
    report = api.verify(archive)
    if as_json:
        print_json(asdict(report))
    else:
        for finding in report.findings:
            where = finding.file if finding.offset is None else f"{finding.file}:{finding.offset}"
            click.echo(f"{where}: {finding.message}")
        checked = f"{report.documents} documents, {report.records} records, {report.files} WARC files"
        click.echo(f"{'Sound' if report.sound else 'Damaged'}: {checked}, {report.replayed} cleanings replayed.")
    if not report.sound:
        ctx.exit(ExitCode.DOES_NOT_HOLD)
