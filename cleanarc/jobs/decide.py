"""Deciding a plan: which sources are known, which address each has, what the documents are called, where files end."""

import hashlib
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cleanarc.archive.layout import document_number, numbered
from cleanarc.archive.records import raw_id
from cleanarc.jobs.plan import READ_AGAIN, Action, Plan
from cleanarc.model import Source

_PAGE = 256
_WITH_RAW_RECORD = (Action.NEW, Action.REVISIT, Action.RESTORE, Action.KEEP)

_KNOWN = """
    SELECT s.path, s.uri, raw, record, first_uri, first_date, name FROM plan s
        WHERE sha256 = ?1 AND action IN ('new', 'revisit', 'source', 'restore') AND {condition}
    UNION ALL
    SELECT s.path, s.uri, s.record, d.record, coalesce(r.uri, s.uri), coalesce(r.date, s.date), d.name
        FROM main.documents d JOIN main.sources s ON s.document = d.number LEFT JOIN main.records r ON r.id = d.record
        WHERE d.sha256 = ?1 AND {condition}
    UNION ALL
    SELECT s.path, s.uri, s.record, s.record, s.uri, s.date, s.name FROM (
        SELECT '' AS path, r.uri, r.date, d.record, d.name
            FROM main.documents d JOIN main.records r ON r.id = d.record WHERE d.sha256 = ?1
    ) s WHERE {condition}
    LIMIT 1
"""
"""Sources of these bytes, and last their record itself, whose source damage may have taken."""
_RETRY = """
    SELECT 1 FROM main.documents d LEFT JOIN main.cleanings c
        ON c.id = (SELECT max(id) FROM main.cleanings WHERE document = d.number)
        WHERE d.sha256 = ?1 AND (c.id IS NULL OR c.id IN (SELECT cleaning FROM main.problems WHERE transient))
        AND NOT EXISTS (SELECT 1 FROM plan WHERE sha256 = ?1 AND action IN ('new', 'retry'))
"""
_LOST = """
    SELECT s.path, s.uri, s.date, s.record, d.record, coalesce(r.uri, f.uri), coalesce(r.date, f.date), d.name
        FROM main.documents d JOIN main.sources s ON s.document = d.number LEFT JOIN main.records r ON r.id = d.record
        LEFT JOIN main.sources f ON f.id =
            (SELECT min(id) FROM main.sources WHERE document = d.number AND record = d.record)
        WHERE d.sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM main.records WHERE id = s.record)
        AND NOT EXISTS (SELECT 1 FROM plan WHERE sha256 = ?1 AND raw = s.record)
        ORDER BY s.record != d.record, s.id
"""
_BARE = """
    SELECT d.name FROM main.documents d WHERE d.sha256 = ?1
        AND (d.record = ?2 OR NOT EXISTS (SELECT 1 FROM main.records WHERE id = d.record))
        AND NOT EXISTS (SELECT 1 FROM main.cleanings WHERE document = d.number)
        AND NOT EXISTS (SELECT 1 FROM plan WHERE sha256 = ?1 AND action IN ('new', 'retry', 'restore'))
"""
"""A document without a cleaning, where nothing is left of its bytes either, or this is the source that they came from:
damage took all but its name."""
_TAKEN = """
    SELECT type, target FROM plan WHERE copy = ?1 AND action IN ('new', 'revisit', 'keep')
    UNION ALL SELECT type, uri FROM main.records WHERE id = ?1
"""
_LEFT_OUT = "SELECT 1 FROM left_out WHERE id = ?1 OR id IN (SELECT id FROM ties WHERE seq = ?2)"
_TITLES = "SELECT title FROM plan WHERE canonical = ?1 UNION SELECT title FROM main.sources WHERE canonical = ?1"


@dataclass(frozen=True, slots=True)
class Limits:
    """A pair of WARC files is closed before it would hold more than so many bytes of content, or sources."""

    segment_bytes: int = 1 << 30
    segment_sources: int = 25_000


@dataclass(frozen=True, slots=True)
class _Known:
    """A source of bytes that the archive has or will have."""

    path: str
    uri: str
    raw: str
    record: str
    first_uri: str
    first_date: str
    name: str | None


@dataclass(frozen=True, slots=True)
class _Row:
    """A source that is to be decided."""

    seq: int
    path: str
    sha256: str
    date: str
    canonical: str | None
    fallback: str
    container: str | None
    copy: str | None
    type: str | None
    target: str | None
    is_document: int


_COLUMNS = "seq, path, sha256, date, canonical, fallback, container, copy, type, target, is_document"


def decide(plan: Plan, hex_digits: int, limits: Limits, lost: Collection[str] = ()) -> None:
    """Decides everything that a plan is to tell. To be called once, when every source was added.

    `hex_digits` of a document's SHA-256 go into its name. `lost` are names of documents that damage took: they have
    them again when they come back, and no other document gets their numbers.
    """
    for values in _each(plan.db, _COLUMNS, "TRUE"):
        row = _Row(*values)
        if row.is_document:
            _decide_one(plan.db, row)
        else:
            _decide_kept(plan.db, row)
    _name(plan.db, hex_digits, lost)
    _cut(plan.db, limits)
    # A transaction that read the catalog would keep the run from writing to it.
    plan.db.commit()


def _each(db: sqlite3.Connection, columns: str, condition: str) -> Iterator[tuple[Any, ...]]:
    """Rows of the plan in the order of the input, `columns` beginning with seq; a page at a time is in memory."""
    page: list[tuple[Any, ...]] = [(0,)]
    while page:
        page = db.execute(
            f"SELECT {columns} FROM plan WHERE seq > ? AND {condition} ORDER BY seq LIMIT {_PAGE}", (page[-1][0],)
        ).fetchall()
        yield from page


def _decide_one(db: sqlite3.Connection, row: _Row) -> None:
    claimed = row.canonical if row.canonical and not _is_shared(db, row.canonical) else row.fallback
    uri = row.target or claimed
    source = Source(row.path, uri, row.date)
    first = _find(db, row.sha256, "TRUE")
    # A record whose id another one has can't be copied; its content is archived as that of a file is.
    row = replace(row, copy=None) if row.copy and _taken(db, row.copy) else row
    record = row.copy or raw_id("resource", source, row.sha256)
    bare = db.execute(_BARE, (row.sha256, record)).fetchone()
    if first is None or bare:
        _note(db, row, Action.NEW, _Known(row.path, uri, record, record, uri, row.date, bare and bare[0]))
    elif restored := _lost(db, row):
        was, known = restored
        db.execute("UPDATE plan SET path = ?, date = ? WHERE seq = ?", (was.path, was.date, row.seq))
        _note(db, row, Action.RESTORE, known)
    # Whether a claimed address counts may change when more pages are known; that makes no new source of a page.
    elif _find_again(db, row):
        retry = db.execute(_RETRY, (row.sha256,)).fetchone()
        _note(db, row, Action.RETRY if retry else Action.SKIP, first)
    else:
        same_uri = _find(db, row.sha256, "s.uri = ?2", uri)
        raw = same_uri.raw if same_uri else row.copy or raw_id("revisit", source, row.sha256)
        _note(db, row, Action.SOURCE if same_uri else Action.REVISIT, replace(first, uri=uri, raw=raw))


def _decide_kept(db: sqlite3.Connection, row: _Row) -> None:
    """Decides on a record that holds no document: it is known by its id."""
    record = row.copy or ""
    if db.execute(_LEFT_OUT, (record, row.seq)).fetchone():
        db.execute("UPDATE plan SET action = ? WHERE seq = ?", (Action.LEAVE.value, row.seq))
        return
    action = {None: Action.KEEP, (row.type, row.target): Action.SKIP}.get(_taken(db, record), Action.CLASH)
    _note(db, row, action, _Known(row.path, row.target or "", record, record, row.target or "", row.date, None))


def _taken(db: sqlite3.Connection, record: str) -> tuple[str, str | None] | None:
    """Type and target URI of the record that has an id, or will have it."""
    found = db.execute(_TAKEN, (record,)).fetchone()
    return (found[0], found[1]) if found else None


def _find_again(db: sqlite3.Connection, row: _Row) -> _Known | None:
    """The same bytes at the same path and address: the source itself, or another record of its file."""
    if row.container:
        condition = "s.uri = ?2 AND substr(s.path, 1, length(?3)) = ?3"
        return _find(db, row.sha256, condition, row.target, row.container)
    return _find(db, row.sha256, "s.path = ?2 AND s.uri IN (?3, ?4)", row.path, row.canonical, row.fallback)


def _lost(db: sqlite3.Connection, row: _Row) -> tuple[Source, _Known] | None:
    """A source of these bytes whose raw record the archive has lost, and can have again as it was."""
    for path, uri, date, raw, record, first_uri, first_date, name in db.execute(_LOST, (row.sha256,)).fetchall():
        source = Source(path, uri, date)
        made_again = raw_id("resource" if raw == record else "revisit", source, row.sha256)
        if raw in (row.copy, made_again) and first_uri:
            return source, _Known(path, uri, raw, record, first_uri, first_date, name)
    return None


def _find(db: sqlite3.Connection, sha256: str, condition: str, *values: str | None) -> _Known | None:
    """A source of these bytes that meets a condition."""
    found = db.execute(_KNOWN.format(condition=condition), (sha256, *values)).fetchone()
    return _Known(*found) if found else None


def _is_shared(db: sqlite3.Connection, canonical: str) -> bool:
    """Whether pages of different titles claim the same address: then it is that of a template, not of a page."""
    titles = {title for (title,) in db.execute(_TITLES, (canonical,)) if title is not None}
    return len(titles) > 1


def _note(db: sqlite3.Connection, row: _Row, action: Action, known: _Known) -> None:
    db.execute(
        "UPDATE plan SET action = ?, uri = ?, raw = ?, record = ?, first_uri = ?, first_date = ?, name = ?, copy = ?"
        " WHERE seq = ?",
        (
            action.value,
            known.uri,
            known.raw,
            known.record,
            known.first_uri,
            known.first_date,
            known.name,
            row.copy if action in _WITH_RAW_RECORD else None,
            row.seq,
        ),
    )


def _name(db: sqlite3.Connection, digits: int, lost: Collection[str]) -> None:
    """Names the new documents, with more digits for those that share the first ones with another document."""
    known = db.execute(
        "SELECT coalesce(max(number), -1) FROM"
        " (SELECT number FROM main.documents UNION ALL SELECT number FROM main.removed)"
    ).fetchone()[0]
    number = max(known, *(document_number(name) for name in lost), -1) + 1
    free = {name.partition("_")[2]: name for name in lost if not _is_taken(db, name)}
    for seq, sha256 in _each(db, "seq, sha256", "action = 'new' AND name IS NULL"):
        length = max(digits, _shared_digits(db, sha256) + 1)
        name = free.get(sha256[:length]) or numbered(number, sha256[:length])
        db.execute("UPDATE plan SET name = ? WHERE seq = ?", (name, seq))
        number += name not in lost
    db.execute(
        "UPDATE plan SET name = (SELECT n.name FROM plan n WHERE n.sha256 = plan.sha256 AND n.action = 'new')"
        " WHERE name IS NULL"
    )


def _is_taken(db: sqlite3.Connection, name: str) -> bool:
    query = "SELECT 1 FROM main.documents WHERE number = ? OR name = ?"
    return db.execute(query, (document_number(name), name)).fetchone() is not None


def _shared_digits(db: sqlite3.Connection, sha256: str) -> int:
    """How many first digits a hash shares with the nearest other one, in the archive or among the new ones."""
    neighbours = db.execute(
        "SELECT max(sha256) FROM plan WHERE sha256 < ?1 AND action = 'new'"
        " UNION ALL SELECT min(sha256) FROM plan WHERE sha256 > ?1 AND action = 'new'"
        " UNION ALL SELECT max(sha256) FROM main.documents WHERE sha256 < ?1"
        " UNION ALL SELECT min(sha256) FROM main.documents WHERE sha256 > ?1",
        (sha256,),
    )
    return max(_shared_length(sha256, other or "") for (other,) in neighbours)


def _shared_length(a: str, b: str) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


@dataclass(slots=True)
class _Growing:
    """A segment that sources are still added to."""

    number: int
    raw_date: str | None = None
    date: str = ""
    sources: int = 0
    bytes: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def take(self, action: Action, facts: tuple[str, str, str, str], content: int) -> None:
        """`facts` are what tells a source: the hash, URI, path and date."""
        date = facts[-1]
        if action in _WITH_RAW_RECORD:
            self.raw_date = max(self.raw_date or date, date)
        self.date = max(self.date, date)
        self.sources += 1
        self.bytes += content
        self.digest.update("\n".join((action.value, *facts, "")).encode())


def _cut(db: sqlite3.Connection, limits: Limits) -> None:
    """Cuts what is to be done into segments, by counts that are the same on every machine."""
    segment = _Growing(0)
    columns = "seq, action, sha256, uri, path, date, bytes, copy"
    for seq, action, *facts, size, copy in _each(db, columns, "action NOT IN ('skip', 'clash', 'leave')"):
        content = size if copy or action in READ_AGAIN else 0
        if segment.sources and (
            segment.bytes + content > limits.segment_bytes or segment.sources == limits.segment_sources
        ):
            _note_segment(db, segment)
            segment = _Growing(segment.number + 1)
        segment.take(Action(action), (facts[0], facts[1], facts[2], facts[3]), content)
        db.execute("UPDATE plan SET segment = ? WHERE seq = ?", (segment.number, seq))
    if segment.sources:
        _note_segment(db, segment)


def _note_segment(db: sqlite3.Connection, segment: _Growing) -> None:
    db.execute(
        "INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?)",
        (
            segment.number,
            segment.raw_date,
            segment.date,
            f"sha256:{segment.digest.hexdigest()}",
            segment.sources,
            segment.bytes,
        ),
    )
