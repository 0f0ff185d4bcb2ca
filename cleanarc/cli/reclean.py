"""`cleanarc reclean`: documents of the archive cleaned again, and what that changes."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from cleanarc import api
from cleanarc.cli.changes import drawn
from cleanarc.cli.command import (
    Command,
    Example,
    archive_option,
    json_option,
    learned_option,
    log_option,
    rules_option,
    workers_option,
)
from cleanarc.cli.output import console, one_line
from cleanarc.cli.policy import policy_of, policy_options
from cleanarc.cli.progress import watching
from cleanarc.cli.run_log import log_problems, run_log, with_documents
from cleanarc.errors import UsageError
from cleanarc.jobs.reclean_report import DocumentChange, RecleanReport

_DOCUMENTS_SHOWN = 20
_LINES_SHOWN = 10
"""Lines of one document that are shown."""


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc reclean --dry-run", "Show what today's rules would change in every text, and write nothing."),
        Example("cleanarc reclean --rules my-rules/", "Clean everything again with rules of your own as well."),
        Example("cleanarc reclean 012 031 --keep captions", "Clean two documents again, with their captions."),
        Example("cleanarc reclean --json | jq '.changes[].name'", "Only the names of those that changed."),
    ),
    fails_when="there is no such document",
)
@click.argument("names", nargs=-1, metavar="[NAME]")
@archive_option
@policy_options
@rules_option
@learned_option
@click.option("--no-learn", is_flag=True, help="Use no lines of sites.")
@click.option("--all", "every", is_flag=True, help="Also where nothing differs but what made a cleaning.")
@workers_option
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--quiet", is_flag=True, help="No progress, no changes, no summary.")
@log_option
@json_option
def reclean(
    *,
    names: tuple[str, ...],
    archive: Path,
    keep: tuple[str, ...],
    drop: tuple[str, ...],
    rules: tuple[Path, ...],
    learned: Path | None,
    no_learn: bool,
    every: bool,
    workers: int,
    dry_run: bool,
    quiet: bool,
    log: Path | None,
    as_json: bool,
) -> None:
    """Clean documents of the archive again from their original bytes, all of them or those of these NAMEs, with the
    rules and options of now, and show what that changes.

    A document of which text, ledger, metadata or problems differ gets a new cleaning beside the older ones, which
    `show --cleaning N` and `explain --cleaning N` show. Where nothing differs but the versions of what made it, nothing
    is written without --all. Lines of sites are learned anew from all pages that the archive has seen; --keep and
    --drop of an earlier run do not count. Safe to run again, and after an interrupted run.
    """
    if learned and no_learn:
        raise UsageError("--learned and --no-learn exclude each other: leave one out.")
    shown = _Json() if as_json else _Quiet() if quiet else _Drawn()
    with run_log(log) as entries, watching(quiet=quiet) as watch:
        entries.info("reclean of %s in %s", " ".join(names) or "all documents", archive)
        report = api.reclean(
            names,
            archive=archive,
            policy=policy_of(keep, drop),
            rules=rules,
            learned=api.read_learned(learned) if learned else None,
            learn=not no_learn,
            every=every,
            workers=workers,
            dry_run=dry_run,
            on_change=shown.change,
            on_event=with_documents(watch, entries),
        )
        log_problems(entries, report.problems)
        entries.info("documents %d, changed %d, problems %d", report.documents, report.changed, len(report.problems))
    for problem in report.problems if not quiet else ():
        click.echo(f"{problem.name}: {problem.code}: {problem.message}", err=True)
    shown.end(report, dry_run=dry_run)


class _Quiet:
    """Shows nothing."""

    def change(self, change: DocumentChange) -> None:
        pass

    def end(self, report: RecleanReport, *, dry_run: bool) -> None:
        pass


class _Json(_Quiet):
    """One JSON value, whose changes are written as they come: no memory holds them all."""

    def __init__(self) -> None:
        self._opens = '{"changes": [\n'

    def change(self, change: DocumentChange) -> None:
        click.echo(self._opens + json.dumps(asdict(change), ensure_ascii=False), nl=False)
        self._opens = ",\n"

    def end(self, report: RecleanReport, *, dry_run: bool) -> None:
        closes = "\n], " if self._opens == ",\n" else '{"changes": [], '
        click.echo(closes + json.dumps(asdict(report), ensure_ascii=False)[1:])


class _Drawn(_Quiet):
    """The first changes in short, for people, and the totals."""

    def __init__(self) -> None:
        self._terminal = console()
        self._shown = 0

    def change(self, change: DocumentChange) -> None:
        self._shown += 1
        if self._shown <= _DOCUMENTS_SHOWN:
            for text in _change(change, colour=self._terminal.color_system is not None):
                self._terminal.print(text, soft_wrap=True)

    def end(self, report: RecleanReport, *, dry_run: bool) -> None:
        if self._shown > _DOCUMENTS_SHOWN:
            self._terminal.print(f"... and {self._shown - _DOCUMENTS_SHOWN} more documents: --json has them all.")
        would = "would change" if dry_run else "changed"
        reread = f" {report.reread} pages read otherwise." if report.reread else ""
        told = f"{report.changed} of {report.documents} documents {would}, {report.texts} of them in their text."
        click.echo(told + reread)
        self._terminal.print(_summary(report))


def _change(change: DocumentChange, *, colour: bool) -> Iterator[Text]:
    """A document that changed: what rules took and left, which facts differ, and lines of its text."""
    found = change.difference
    removed, kept = sum(shift.removed for shift in found.shifts), sum(shift.kept for shift in found.shifts)
    facts = [f"removed {removed:,}, kept {kept:,}"] if removed or kept else []
    facts += ["the page reads otherwise"] if found.reread else []
    facts += [fact.name for fact in found.facts]
    yield Text(f"{change.name}, {one_line(change.source)}: {', '.join(facts) or 'only how it is told'}", "bold")
    yield from (drawn(line, colour=colour) for line in found.lines[:_LINES_SHOWN])
    more = len(found.lines) - _LINES_SHOWN
    if more > 0:
        yield Text(f"... and {more} more lines")
    yield Text()


def _summary(report: RecleanReport) -> Table:
    """How many characters rules take now that stayed before, and leave that they took before."""
    table = Table("", "", "now removed", "now kept", box=None, pad_edge=False)
    for column in table.columns[2:]:
        column.justify = "right"
    kinds: Counter[str] = Counter()
    back: Counter[str] = Counter()
    for shift in report.shifts:
        kinds[shift.kind] += shift.removed
        back[shift.kind] += shift.kept
    rows = [("by kind", kind, kinds[kind], back[kind]) for kind in sorted(kinds, key=lambda k: -kinds[k] - back[k])]
    rows += [("by rule", f"{shift.rule} ({shift.kind})", shift.removed, shift.kept) for shift in report.shifts]
    for section, what, removed, kept in [("characters", "in all", report.removed, report.kept), *rows]:
        table.add_row(section, what, f"{removed:,}", f"{kept:,}")
    return table
