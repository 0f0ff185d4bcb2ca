"""`cleanarc repair`: save what can be saved."""

from dataclasses import asdict
from pathlib import Path

import click

from cleanarc import api
from cleanarc.archive.losses import Loss
from cleanarc.cli.command import Command, Example, archive_option, json_option
from cleanarc.cli.exit_codes import ExitCode
from cleanarc.cli.output import print_json
from cleanarc.tools.repair import RepairReport


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc repair", "Save what can be saved, and say what is lost."),
        Example("cleanarc repair --dry-run", "Say what would be done, and change nothing."),
    ),
    fails_when="the archive is still damaged",
)
@archive_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@json_option
@click.pass_context
def repair(ctx: click.Context, archive: Path, dry_run: bool, as_json: bool) -> None:
    """Carry sound records over into WARCs written anew, and make the rest again from them.

    What was damaged is put into quarantine/ as it was. Ingest the sources of what is lost, and it is back.
    """
    report = api.repair(archive, dry_run=dry_run)
    if as_json:
        print_json({"sound": report.sound, **asdict(report)})
    else:
        _print(report)
    if not report.sound:
        ctx.exit(ExitCode.DOES_NOT_HOLD)


def _print(report: RepairReport) -> None:
    done = report.salvaged
    for finding in report.found:
        where = finding.file if finding.offset is None else f"{finding.file}:{finding.offset}"
        click.echo(f"found: {where}: {finding.message}")
    for move in done.quarantined:
        click.echo(f"quarantined: {move.old}")
    for file in done.written:
        click.echo(f"written: {file}")
    for loss in done.lost:
        click.echo(f"lost: {_named(loss)}")
    for finding in report.left:
        click.echo(f"still damaged: {finding.file}: {finding.message}", err=True)
    if not report.found:
        click.echo("Sound: nothing to repair.")
    elif report.dry_run:
        click.echo(f"{len(done.lost)} records would be lost, {done.records} are sound. Nothing was changed.")
    else:
        state = "Sound again" if report.sound else "Still damaged"
        click.echo(f"{state}: {done.records} records, {done.restored} made again, {len(done.lost)} lost.")


def _named(loss: Loss) -> str:
    """A loss as people know it: the document, and where it came from."""
    where = ", ".join(loss.paths) or loss.uri or loss.id or loss.about or ""
    return f"{loss.type} of {loss.name or 'a document'} ({where})"
