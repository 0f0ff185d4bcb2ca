"""`cleanarc verify`: is the archive what it was when it was written?"""

from dataclasses import asdict
from pathlib import Path

import click

from cleanarc import api
from cleanarc.cli.command import Command, Example, archive_option, json_option
from cleanarc.cli.exit_codes import ExitCode
from cleanarc.cli.output import print_json
from cleanarc.tools.verify import Depth, VerifyReport


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc verify", "Check everything, and say what is damaged, with file and offset."),
        Example("cleanarc verify --depth files", "Check that all files are there and as they were written, quickly."),
        Example("cleanarc verify --archive /backup/articles --json", "Check a copy, for a program to read."),
    ),
    fails_when="damage was found",
)
@archive_option
@click.option(
    "--depth",
    type=click.Choice([depth.value for depth in Depth]),
    default=Depth.REPLAY.value,
    help="files: sizes and checksums; digests: every record too; replay, the default: every cleaning too, done again.",
)
@json_option
@click.pass_context
def verify(ctx: click.Context, archive: Path, depth: str, as_json: bool) -> None:
    """Check manifests, records, digests, indexes, clean files and catalog. Nothing is changed."""
    report = api.verify(archive, depth=depth)
    if as_json:
        print_json(asdict(report))
    else:
        for finding in report.findings:
            where = finding.file if finding.offset is None else f"{finding.file}:{finding.offset}"
            click.echo(f"{where}: {finding.message}")
        click.echo(f"{'Sound' if report.sound else 'Damaged'}: {_checked(report)}.")
    if not report.sound:
        ctx.exit(ExitCode.DOES_NOT_HOLD)


def _checked(report: VerifyReport) -> str:
    """What was looked at."""
    counts = [f"{report.records} records", f"{report.files} WARC files"]
    if report.depth.reads_records:
        counts.insert(0, f"{report.documents} documents")
    if report.depth is Depth.REPLAY:
        counts += [f"{report.replayed} cleanings replayed", f"{report.segmented} of them from the original bytes"]
    if report.lost:
        counts.append(f"{report.lost} references to what repairs could not save")
    if report.foreign_faults:
        counts.append(f"{report.foreign_faults} imported records that are against the standard, as they came")
    return ", ".join(counts)
