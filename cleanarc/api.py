"""The library's front door: one function per command."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from cleanarc import archive as archive_room
from cleanarc.archive import Archive, RebuildReport
from cleanarc.errors import UsageError
from cleanarc.export import SINKS
from cleanarc.export.write import ExportReport, write
from cleanarc.inputs import Unusable, capture, read, walk
from cleanarc.jobs import ingest as jobs
from cleanarc.jobs.events import Event
from cleanarc.jobs.ingest import Request
from cleanarc.jobs.report import IngestReport
from cleanarc.model import Capture, CleanResult, Policy, Problem
from cleanarc.pipeline import clean_capture
from cleanarc.rules.registry import Paths, RuleSet, load_rules
from cleanarc.tools import verify as verify_tool
from cleanarc.tools.verify import VerifyReport


def clean(
    data: bytes | str,
    url: str | None = None,
    media_type: str | None = None,
    policy: Policy | None = None,
    rules: Paths | RuleSet = (),
) -> CleanResult:
    """Cleans one document in memory.

    `data` is HTML or text, as bytes or decoded; `url` its address, where known; `media_type` is "text/html" or
    "text/plain", found from the content when None; `policy` says what is kept where tastes differ; `rules` are files
    and folders with rules of one's own, or what `load_rules` made of them, which spares many calls the reading. A
    document that can't be cleaned gives an empty text and `problems`; nothing is raised for it. Raises UsageError for
    rules that can't be used.
    """
    return clean_capture(capture(data, url, media_type), _loaded(rules), policy=policy)


def clean_file(
    path: str | os.PathLike[str],
    url: str | None = None,
    policy: Policy | None = None,
    rules: Paths | RuleSet = (),
) -> CleanResult:
    """Cleans one file, read as `ingest` reads it: unpacked where it is a `.gz`, its type found from its content.

    `url` is the page's own address; when None, the one that the page gives for itself. `policy` and `rules` are
    as for `clean`. A file that gives no document cleans to an empty text, with the problem that says why. Raises
    UsageError when there is no such file, and for rules that can't be used.
    """
    if Path(path).is_dir():
        raise UsageError(f"{path} is a folder: name a file.")
    ruleset = _loaded(rules)
    found = next(walk([path]))
    source = found if isinstance(found, Unusable) else read(found)
    if isinstance(source, Unusable):
        return _nothing((source.problem,))
    document = Capture(source.data, source.media_type, url or source.hints.canonical)
    result = clean_capture(document, ruleset, policy=policy)
    return replace(result, problems=source.problems + result.problems)


def explain(
    target: str, *, archive: str | os.PathLike[str], url: str | None = None, rules: Paths | RuleSet = ()
) -> CleanResult:
    """The cleaning of a file, made now, or of a document of the archive, as it was made then.

    `target` is the path of a file, or else the name of a document; `url` is the page's own address, and
    `rules` are as for `clean`, for a file. A document without text has an empty cleaning, with the problems that say
    why. Raises NotFoundError when there is neither, UsageError for rules that can't be used, and what `open_archive`
    raises.
    """
    if Path(target).exists():
        return clean_file(target, url, rules=rules)
    with open_archive(archive) as opened:
        document = opened.get(target)
    return replace(document.result or _nothing(()), problems=document.problems)


def export(archive: str | os.PathLike[str], *, form: str, target: Path | BinaryIO) -> ExportReport:
    """Writes every document that has a text in a form that other tools read.

    `form` is the name of a sink, `target` the file or folder to write, or a stream of bytes. Raises UsageError for an
    unknown form and for a target that it does not write to, and what `open_archive` raises.
    """
    sink = next((sink for sink in SINKS if sink.name == form), None)
    if sink is None:
        raise UsageError(f"There is no form '{form}': use one of {', '.join(sink.name for sink in SINKS)}.")
    with open_archive(archive) as opened:
        return write(opened, sink, target)


def ingest(
    paths: Iterable[str | os.PathLike[str]],
    *,
    archive: str | os.PathLike[str],
    collection: str | None = None,
    url_prefix: str | None = None,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    dry_run: bool = False,
    clean_files: bool = True,
    newest: str | None = None,
    policy: Policy | None = None,
    rules: Paths = (),
    on_event: Callable[[Event], None] | None = None,
) -> IngestReport:
    """Cleans and archives files and folders; what the archive knows already is skipped. Safe to run again.

    `archive` is a folder, made where there is none. `collection` names a new archive ("articles" when None), and
    `url_prefix` is what the relative path of a page is put behind to be its address, where it gives none itself.
    `include` and `exclude` are globs on relative paths. With `dry_run` nothing is written, and the report tells what
    would be. `clean_files` says of a new archive whether it keeps clean texts as files. `newest` is a date in WARC form
    (2026-01-31T12:00:00Z) that no source is younger than. `policy` says what is kept in the texts of this run where
    tastes differ, and `rules` are files and folders with rules of one's own. `on_event` hears how far the run has come.

    A bad document is a problem in the report. Raises UsageError for a path that does not exist, an option that does not
    fit or rules that can't be used, ArchiveLockedError while another run writes, and other ArchiveErrors when the
    archive can't be used.
    """
    request = Request(
        tuple(Path(path) for path in paths),
        Path(archive),
        collection,
        url_prefix,
        tuple(include),
        tuple(exclude),
        clean_files,
        newest,
        policy or Policy(),
        tuple(map(Path, rules)),
    )
    run = jobs.foresee if dry_run else jobs.ingest
    return run(request, on_event or _ignore)


def open_archive(path: str | os.PathLike[str]) -> Archive:
    """An archive to read: iterate it for its `Document`s, `get(name)` one, `rows()` for what `ls` shows.

    Use it in a `with` statement, or close it. Raises ArchiveMissingError, ArchiveNewerError, or ArchiveDamagedError.
    """
    return Archive(Path(path))


def verify(path: str | os.PathLike[str]) -> VerifyReport:
    """Checks everything in an archive: files, records, digests, references, ledgers, indexes, catalog, clean files.

    Reads only. Damage comes as findings. Raises ArchiveMissingError, ArchiveNewerError, or ArchiveLockedError while a
    run writes.
    """
    return verify_tool.verify(Path(path))


def rebuild(path: str | os.PathLike[str]) -> RebuildReport:
    """Makes the catalog, the indexes and the clean files anew from the WARC files.

    Raises ArchiveMissingError, ArchiveNewerError, ArchiveLockedError, or ArchiveError when it can't be written to.
    """
    return archive_room.rebuild(Path(path))


def _loaded(rules: Paths | RuleSet) -> RuleSet:
    return rules if isinstance(rules, RuleSet) else load_rules(rules)


def _nothing(problems: tuple[Problem, ...]) -> CleanResult:
    """The cleaning of what holds no text."""
    return replace(clean(b""), problems=problems)


def _ignore(event: Event) -> None:
    """Hears nothing."""
