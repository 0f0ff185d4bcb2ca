"""The library's front door: one function per command."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from cleanarc import archive as archive_room
from cleanarc.archive import Archive, RebuildReport
from cleanarc.errors import UsageError
from cleanarc.inputs import Unusable, capture, read, walk
from cleanarc.jobs import ingest as jobs
from cleanarc.jobs.events import Event
from cleanarc.jobs.ingest import Request
from cleanarc.jobs.report import IngestReport
from cleanarc.model import Capture, CleanResult
from cleanarc.pipeline import clean_capture
from cleanarc.rules.registry import load_rules


def clean(data: bytes | str, url: str | None = None, media_type: str | None = None) -> CleanResult:
    """Cleans one document in memory.

    `data` is HTML or text, as bytes or decoded; `url` its address, where known; `media_type` is "text/html" or
    "text/plain", found from the content when None. A document that can't be cleaned gives an empty text and
    `problems`; nothing is raised for it.
    """
    return clean_capture(capture(data, url, media_type), load_rules())


def clean_file(path: str | os.PathLike[str], url: str | None = None) -> CleanResult:
    """Cleans one file, read as `ingest` reads it: unpacked where it is a `.gz`, its type found from its content.

    `url` is the page's own address; when None, the one that the page gives for itself. A file that gives no document
    cleans to an empty text, with the problem that says why. Raises UsageError when there is no such file.
    """
    if Path(path).is_dir():
        raise UsageError(f"{path} is a folder: name a file.")
    found = next(walk([path]))
    source = found if isinstance(found, Unusable) else read(found)
    if isinstance(source, Unusable):
        return replace(clean(b""), problems=(source.problem,))
    result = clean_capture(Capture(source.data, source.media_type, url or source.hints.canonical), load_rules())
    return replace(result, problems=source.problems + result.problems)


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
    on_event: Callable[[Event], None] | None = None,
) -> IngestReport:
    """Cleans and archives files and folders; what the archive knows already is skipped. Safe to run again.

    `archive` is a folder, made where there is none. `collection` names a new archive ("articles" when None), and
    `url_prefix` is what the relative path of a page is put behind to be its address, where it gives none itself.
    `include` and `exclude` are globs on relative paths. With `dry_run` nothing is written, and the report tells what
    would be. `clean_files` says of a new archive whether it keeps clean texts as files. `newest` is a date in WARC form
    (2026-01-31T12:00:00Z) that no source is younger than. `on_event` hears how far the run has come.

    A bad document is a problem in the report. Raises UsageError for a path that does not exist or an option that does
    not fit, ArchiveLockedError while another run writes, and other ArchiveErrors when the archive can't be used.
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
    )
    run = jobs.foresee if dry_run else jobs.ingest
    return run(request, on_event or _ignore)


def open_archive(path: str | os.PathLike[str]) -> Archive:
    """An archive to read: iterate it for its `Document`s, `get(name)` one, `rows()` for what `ls` shows.

    Use it in a `with` statement, or close it. Raises ArchiveMissingError, ArchiveNewerError, or ArchiveDamagedError.
    """
    return Archive(Path(path))


def rebuild(path: str | os.PathLike[str]) -> RebuildReport:
    """Makes the catalog, the indexes and the clean files anew from the WARC files.

    Raises ArchiveMissingError, ArchiveNewerError, ArchiveLockedError, or ArchiveError when it can't be written to.
    """
    return archive_room.rebuild(Path(path))


def _ignore(event: Event) -> None:
    """Hears nothing."""
