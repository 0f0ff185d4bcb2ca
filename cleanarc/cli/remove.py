"""`cleanarc remove`: documents out of the archive, for legal reasons."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from cleanarc import api
from cleanarc.cli.command import Command, Example, archive_option, json_option
from cleanarc.cli.epoch import source_date_epoch
from cleanarc.cli.output import print_json
from cleanarc.jobs.remove import RemoveReport


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc remove 012 --why 'Court order 4 O 12/26' --dry-run", "Say what would go, and write nothing."),
        Example("cleanarc remove 012_0123456789abcdef --why 'At the request of its author'", "Take a document out."),
    ),
    fails_when="there is no such document",
)
@click.argument("names", nargs=-1, required=True, metavar="NAME")
@click.option("--why", required=True, metavar="TEXT", help="The reason, which stays in the archive.")
@click.option("--date", "day", metavar="DAY", help="The day that stays with it; else $SOURCE_DATE_EPOCH's, else today.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and write nothing.")
@archive_option
@json_option
def remove(*, names: tuple[str, ...], why: str, day: str | None, dry_run: bool, archive: Path, as_json: bool) -> None:
    """Take documents out of the archive for good, by their whole names or their numbers. Nothing is asked.

    Their WARC files are written anew without any of their records, and all that was derived from these is made anew.
    What stays is the name, the SHA-256, the reason and the day: the number is never given again, `ingest` leaves the
    same bytes out from now on, and `show` says why. All documents go, or after an interruption none; then run it again.
    """
    day = day or (source_date_epoch() or datetime.now(UTC)).date().isoformat()
    report = api.remove(names, archive=archive, why=why, date=day, dry_run=dry_run)
    if as_json:
        print_json(asdict(report))
        return
    _print(report, dry_run=dry_run)


def _print(report: RemoveReport, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    for document in report.removed:
        click.echo(f"{document.name} {would}removed: {document.records} records.")
    for name in report.gone_before:
        click.echo(f"{name} was removed before.")
    for file in report.files:
        click.echo(f"{file.file} {would}written anew" + (f" as {file.replaced_by}." if file.replaced_by else "."))
    for note in report.notes:
        click.echo(note, err=True)
