"""`cleanarc ingest`: folders and files into the archive."""

import time
from dataclasses import asdict
from pathlib import Path

import click

from cleanarc import api
from cleanarc.cli.command import (
    Command,
    Example,
    archive_option,
    json_option,
    log_option,
    rules_option,
    workers_option,
)
from cleanarc.cli.epoch import source_date_epoch
from cleanarc.cli.exit_codes import ExitCode
from cleanarc.cli.output import console, one_line, print_json
from cleanarc.cli.policy import policy_of, policy_options
from cleanarc.cli.progress import watching
from cleanarc.cli.run_log import log_problems, run_log, with_documents
from cleanarc.cli.summary import Speed, summary
from cleanarc.jobs.report import IngestReport

_PROBLEMS_SHOWN = 20


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc ingest saved-pages/", "Clean and archive a folder; again, only what is new is added."),
        Example(
            "cleanarc ingest a/ b/ --archive articles --collection press", "Two folders, into an archive with a name."
        ),
        Example("cleanarc ingest crawls/", "Archive what web archives hold: WARC, WET, ARC and WACZ files."),
        Example("cleanarc ingest pages/ --exclude 'drafts/' --dry-run", "Say what would be done, and write nothing."),
        Example("cleanarc ingest pages/ --keep captions --keep credits", "Texts with the words below their pictures."),
        Example(
            "cleanarc ingest pages/ --strict --log run.log", "End with 1 when a document had a problem; keep a log."
        ),
    ),
    fails_when="with --strict: a document had a problem",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH", type=click.Path(path_type=Path))
@archive_option
@click.option("--collection", metavar="NAME", help="The name of a new archive's collection.")
@click.option("--url-prefix", metavar="URL", help="What a path is put behind, for pages that give no address.")
@click.option("--include", multiple=True, metavar="GLOB", help="Only these paths; may be given again.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Not these paths; may be given again.")
@click.option("--no-clean-files", is_flag=True, help="In a new archive, keep clean text in the WARC files only.")
@policy_options
@rules_option
@click.option("--no-learn", is_flag=True, help="Learn no lines of sites, and use none.")
@workers_option
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--strict", is_flag=True, help="End with 1 when any document had a problem.")
@click.option("--quiet", is_flag=True, help="No progress, no problems, no summary.")
@log_option
@json_option
@click.pass_context
def ingest(
    ctx: click.Context,
    *,
    paths: tuple[Path, ...],
    archive: Path,
    collection: str | None,
    url_prefix: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    no_clean_files: bool,
    keep: tuple[str, ...],
    drop: tuple[str, ...],
    rules: tuple[Path, ...],
    no_learn: bool,
    workers: int,
    dry_run: bool,
    strict: bool,
    quiet: bool,
    log: Path | None,
    as_json: bool,
) -> None:
    """Clean and archive folders and files. Safe to run again, and after a run that was interrupted or killed.

    Taken are .html .htm .xhtml .txt .md, each also as .gz, and files of unknown suffix that hold HTML or text. Of .warc
    .wet .arc, each also as .gz or .zst, and of .wacz each record is taken by itself: pages are cleaned, all records are
    kept as they are. A bad document is reported and the run goes on; one that takes too long or too much memory, or
    that a process dies of, is tried again the next time. The archive is the same with any number of workers. Where
    $SOURCE_DATE_EPOCH is set, no file is dated later than that.
    """
    began = time.monotonic()
    policy = policy_of(keep, drop)
    with run_log(log) as entries, watching(quiet=quiet) as watch:
        entries.info("ingest of %s into %s", " ".join(map(str, paths)), archive)
        report = api.ingest(
            paths,
            archive=archive,
            collection=collection,
            url_prefix=url_prefix,
            include=include,
            exclude=exclude,
            dry_run=dry_run,
            clean_files=not no_clean_files,
            newest=_newest(),
            policy=policy,
            rules=rules,
            learn=not no_learn,
            workers=workers,
            on_event=with_documents(watch, entries),
        )
        log_problems(entries, report.problems)
        entries.info("added %d, skipped %d, problems %d", report.added, report.skipped, len(report.problems))
    if not quiet:
        _print_problems(report)
    if as_json:
        print_json(asdict(report))
    elif not quiet:
        console().print(summary(report, Speed(time.monotonic() - began), dry_run=dry_run))
    if strict and report.problems:
        ctx.exit(ExitCode.DOES_NOT_HOLD)


def _print_problems(report: IngestReport) -> None:
    for problem in report.problems[:_PROBLEMS_SHOWN]:
        click.echo(f"{one_line(problem.source)}: {problem.code}: {problem.message}", err=True)
    more = len(report.problems) - _PROBLEMS_SHOWN
    if more > 0:
        click.echo(f"... and {more} more problems: --log FILE or --json has them all.", err=True)


def _newest() -> str | None:
    """$SOURCE_DATE_EPOCH in WARC form."""
    moment = source_date_epoch()
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
