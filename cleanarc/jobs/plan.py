"""The plan of an ingest: what is to be done with each source, decided before anything is written.

It is kept in private tables beside the archive's catalog that spill to disk, so that its size is not bound by memory,
and so that each decision sees the whole input and the whole archive.
"""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

from cleanarc.archive.catalog import CatalogReader
from cleanarc.archive.records import Claims, Identity
from cleanarc.archive.removal import captured_with, goes_with
from cleanarc.inputs import Found, decode_place, encode_place
from cleanarc.jobs.look import Seen
from cleanarc.model import Source

_TABLES = (files("cleanarc.jobs") / "plan.sql").read_text("utf-8")
_PAGE = 256

_TASKS = """
    SELECT seq, action, file, path, place, uri, date, canonical, title, page_url, copy, coalesce(name, ''), sha256,
        bytes, media_type, record, first_uri, first_date, raw, draft, (
            SELECT c.record FROM main.documents d JOIN main.cleanings c ON c.document = d.number
                WHERE d.sha256 = plan.sha256 ORDER BY c.id DESC LIMIT 1
        )
    FROM plan WHERE segment = ? AND seq > ? ORDER BY seq LIMIT ?
"""


class Action(StrEnum):
    """What is to be done with a source."""

    SKIP = "skip"
    """The archive knows it."""
    NEW = "new"
    """Its bytes are new: a document."""
    REVISIT = "revisit"
    """Its bytes are known from another URI."""
    SOURCE = "source"
    """Its bytes are known from this URI, but not from this path."""
    RETRY = "retry"
    """The archive knows it, with a problem that may have passed, or without a cleaning that damage took."""
    RESTORE = "restore"
    """The archive knows it, and lost the raw record that it came from."""
    KEEP = "keep"
    """It is a record that holds no document."""
    CLASH = "clash"
    """It is such a record, and its id is that of another one."""
    LEAVE = "leave"
    """It is such a record, and goes with a document that was removed."""


READ_AGAIN = (Action.NEW, Action.RETRY, Action.RESTORE)
"""The actions for which the bytes are read once more."""
WITH_RAW_RECORD = (Action.NEW, Action.REVISIT, Action.RESTORE, Action.KEEP)
"""The actions that may write a record of the raw series."""


@dataclass(frozen=True, slots=True)
class Task:
    """One source and what is to be done with it.

    `first` is the source whose record holds the bytes, `raw` the id of the raw record that the metadata record is
    about. `url` is the page's own address where one is known. `copy` is the id of an imported record, where that is to
    be copied. `draft` is the place of what it was cleaned to at the first look, where it was. `replaces` is the
    metadata record of the document's cleaning until now, where there is one.
    """

    action: Action
    found: Found
    source: Source
    claims: Claims
    identity: Identity
    first: Source
    raw: str
    url: str | None
    copy: str | None = None
    draft: int | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """The tasks of one pair of WARC files.

    `raw_date` is the greatest date of the raw records, None when there are none, `date` that of all. `digest` tells
    the segment from any other. `sources` and `bytes` count what is to be read.
    """

    number: int
    raw_date: str | None
    date: str
    digest: str
    sources: int
    bytes: int


class Plan:
    """The sources of an ingest in the order of the input. `decide` decides what is to be done with them.

    `catalog` is a connection to the archive's catalog; the plan's tables live in it as temporary ones.
    """

    def __init__(self, catalog: sqlite3.Connection) -> None:
        self.db = catalog
        self.archive = CatalogReader(catalog)
        self.db.executescript(_TABLES)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, seen: Seen, *, date: str, fallback: str, draft: int | None = None) -> None:
        """Notes a source that was read. `fallback` is its URI where the address that it claims does not count; `draft`
        is the place of its draft."""
        hints, origin, place = seen.hints, seen.read.origin, seen.found.place
        title = " ".join(hints.title.split()) if hints.title else None
        self._count += 1
        self.db.execute(
            "INSERT INTO plan (seq, file, path, sha256, bytes, media_type, date, canonical, title, fallback, place,"
            " container, copy, type, target, page_url, is_document, draft)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._count,
                os.fsencode(seen.found.file),
                seen.relative,
                seen.sha256,
                seen.size,
                seen.read.media_type,
                date,
                hints.canonical,
                title if hints.canonical else None,
                fallback,
                encode_place(place) if place else None,
                seen.relative.removesuffix(place.label) if place else None,
                origin.imported.record.id if origin else None,
                origin.imported.record.type if origin else None,
                origin.uri if origin else None,
                origin.url if origin else None,
                seen.read.is_document,
                draft,
            ),
        )
        if origin and not seen.read.is_document:
            ties = [(self._count, other) for other in goes_with(origin.imported.record)]
            self.db.executemany("INSERT INTO ties VALUES (?, ?)", ties)

    def leave_out(self, seen: Seen) -> None:
        """Notes a source of a document that was removed: what was captured together with it is left out too."""
        if origin := seen.read.origin:
            record = origin.imported.record
            ids = ((one,) for one in (record.id, *captured_with(record)))
            self.db.executemany("INSERT OR IGNORE INTO left_out VALUES (?)", ids)

    def counts(self) -> dict[Action, int]:
        """How many sources there are for each action, once all is decided."""
        found = dict(self.db.execute("SELECT action, count(*) FROM plan GROUP BY action").fetchall())
        return {action: found.get(action.value, 0) for action in Action}

    def clashes(self) -> list[str]:
        """The paths of the records that are left out as their ids are those of others."""
        return [path for (path,) in self.db.execute("SELECT path FROM plan WHERE action = 'clash' ORDER BY seq")]

    def segments(self) -> list[Segment]:
        """The segments in the order in which they are to be written."""
        rows = self.db.execute("SELECT segment, raw_date, date, digest, sources, bytes FROM segments ORDER BY segment")
        return [Segment(*row) for row in rows]

    def tasks(self, segment: Segment, *, fallback_is_known: bool) -> Iterator[Task]:
        """The tasks of a segment in the order of the input. `fallback_is_known`: the fallbacks are real addresses."""
        after = 0
        while page := self.db.execute(_TASKS, (segment.number, after, _PAGE)).fetchall():
            for row in page:
                after = row[0]
                yield _task(row, fallback_is_known=fallback_is_known)


def _task(row: tuple[Any, ...], *, fallback_is_known: bool) -> Task:
    _, action, file, path, place, uri, date, canonical, title, page_url, copy, *identity = row[:-5]
    first_uri, first_date, raw, draft, replaces = row[-5:]
    is_known = not place and (fallback_is_known or uri == canonical)
    return Task(
        Action(action),
        Found(Path(os.fsdecode(file)), path, decode_place(place) if place else None),
        Source(path, uri, date),
        Claims(canonical, title),
        Identity(*identity),
        Source(path, first_uri, first_date),
        raw,
        page_url or (uri if is_known else None),
        copy,
        draft,
        replaces,
    )


def each(db: sqlite3.Connection, columns: str, condition: str) -> Iterator[tuple[Any, ...]]:
    """Rows of the plan in the order of the input, `columns` beginning with seq; a page at a time is in memory."""
    page: list[tuple[Any, ...]] = [(0,)]
    while page:
        page = db.execute(
            f"SELECT {columns} FROM plan WHERE seq > ? AND {condition} ORDER BY seq LIMIT {_PAGE}", (page[-1][0],)
        ).fetchall()
        yield from page
