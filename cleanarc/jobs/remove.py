"""Remove: documents taken out of the archive for good, their WARC files written anew without them."""

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from cleanarc.archive.catalog import CatalogReader, connect, readable
from cleanarc.archive.layout import Layout, document_number, read_settings
from cleanarc.archive.records import Removed
from cleanarc.archive.removal import Leaving
from cleanarc.archive.rewrite import rewrite
from cleanarc.archive.store import failures_told, open_for_writing
from cleanarc.archive.warc_writer import Finished
from cleanarc.errors import NotFoundError, UsageError

_LEARNED = "What it taught of its site still counts: learned/ may hold short lines that stood around its text."
_QUARANTINE = "Files in quarantine/ may still hold it: look there, and delete what does."


@dataclass(frozen=True, slots=True)
class RemoveRequest:
    """What is to go, and why; `cleanarc.remove` says what each part means."""

    archive: Path
    names: tuple[str, ...]
    why: str
    date: str


@dataclass(frozen=True, slots=True)
class RemovedDocument:
    """A document that went: its name, its SHA-256, and how many records of it."""

    name: str
    sha256: str
    records: int


@dataclass(frozen=True, slots=True)
class RewrittenFile:
    """A WARC file, relative to the archive, and the one that takes its place; None where that was not written."""

    file: str
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class RemoveReport:
    """The documents that went, those asked for that had gone before, the files written anew, and what to know."""

    removed: tuple[RemovedDocument, ...]
    gone_before: tuple[str, ...]
    files: tuple[RewrittenFile, ...]
    notes: tuple[str, ...]


def remove(request: RemoveRequest) -> RemoveReport:
    """Takes documents out of an archive: all of them, or none.

    Raises UsageError when no reason is given or a name is cut short, NotFoundError for a name that there is not, and
    what `open_for_writing` raises.
    """
    removed = _removed(request)
    layout = Layout(request.archive)
    with open_for_writing(request.archive, read_settings(layout)) as store, ExitStack() as unpublished:
        job = _Job(request, removed, store.layout, store.connection)
        finished: list[Finished] = []
        for file in job.files:
            warc = rewrite(store.layout, file, job.leaving.without(file))
            unpublished.callback(partial(warc.unfinished.unlink, missing_ok=True))
            finished.append(warc)
        if finished:
            store.replace(finished, job.files, job.leaving.losses())
        return job.report([warc.manifest.file for warc in finished])


def foresee_remove(request: RemoveRequest) -> RemoveReport:
    """What `remove` would do; nothing is written."""
    removed = _removed(request)
    layout = Layout(request.archive)
    read_settings(layout)
    with failures_told(layout.root), closing(connect(layout.catalog)) as catalog, readable(layout.catalog):
        job = _Job(request, removed, layout, catalog)
        for file in job.files:
            for _ in job.leaving.without(file):
                pass
        return job.report([None for _ in job.files])


def _removed(request: RemoveRequest) -> Removed:
    why = " ".join(request.why.encode("utf-8", "replace").decode().split())
    if not why:
        raise UsageError("A document is removed for a reason: give it with --why.")
    try:
        day = date.fromisoformat(request.date)
    except ValueError as error:
        raise UsageError(f"'{request.date}' is no day: write it as 2026-01-31.") from error
    return Removed(why, day.isoformat())


class _Job:
    """One removal: which documents go, and which files hold them."""

    def __init__(self, request: RemoveRequest, removed: Removed, layout: Layout, catalog: sqlite3.Connection) -> None:
        self._layout = layout
        self._gone: list[str] = []
        self._sha256: dict[str, str] = {}
        self.leaving = Leaving(layout, catalog, removed)
        numbers = {number for name in request.names if (number := self._find(CatalogReader(catalog), name)) is not None}
        for number in sorted(numbers):
            identity = self.leaving.add(number)
            self._sha256[identity.name] = identity.sha256
        self.files = self.leaving.files() if numbers else []

    def report(self, written: Sequence[str | None]) -> RemoveReport:
        counts = self.leaving.counts
        return RemoveReport(
            tuple(RemovedDocument(name, sha256, counts[name]) for name, sha256 in self._sha256.items()),
            tuple(self._gone),
            tuple(RewrittenFile(*pair) for pair in zip(self.files, written, strict=True)),
            self._notes() if self._sha256 else (),
        )

    def _find(self, catalog: CatalogReader, name: str) -> int | None:
        """The number of a document; None when it was removed before. What goes for good is not to be guessed."""
        try:
            found = catalog.find(name)
        except NotFoundError:
            gone = catalog.find_removed(name)
            if gone is None:
                raise
            self._gone.append(gone.name)
            return None
        if found.name != name and not name.isdigit():
            raise UsageError(f"'{name}' is cut short: to remove {found.name}, give its whole name or its number.")
        return document_number(found.name)

    def _notes(self) -> tuple[str, ...]:
        quarantine = any(path.is_file() for path in (self._layout.root / "quarantine").rglob("*"))
        learned = bool(self._layout.sightings)
        return (*([_LEARNED] if learned else []), *([_QUARANTINE] if quarantine else []))
