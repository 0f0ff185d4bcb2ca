"""Deciding a plan: which sources are known, which address each has, what the documents are called, where files end."""

import hashlib
import sqlite3
from dataclasses import dataclass, replace

from cleanarc.archive.catalog import Location
from cleanarc.archive.layout import Layout
from cleanarc.archive.losses import lost_names
from cleanarc.archive.reader import read_record
from cleanarc.archive.records import raw_id
from cleanarc.formats.http import content
from cleanarc.jobs.name_new import name_new
from cleanarc.jobs.plan import WITH_RAW_RECORD, Action, Plan, each
from cleanarc.jobs.segments import Limits, cut
from cleanarc.model import Source

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
    SELECT 1 FROM main.documents d WHERE d.sha256 = ?1
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
_THERE = """
    SELECT file, offset, length, EXISTS (
        SELECT 1 FROM main.documents d WHERE sha256 = ?2 AND (
            record = ?1 OR EXISTS (SELECT 1 FROM main.sources WHERE document = d.number AND record = ?1)
        )
    ) FROM main.records WHERE id = ?1
        AND NOT EXISTS (SELECT 1 FROM plan WHERE copy = ?1 AND action IN ('new', 'revisit'))
"""
"""Where the archive has a record, and whether a metadata record tells that it holds certain bytes."""
_LEFT_OUT = "SELECT 1 FROM left_out WHERE id = ?1 OR id IN (SELECT id FROM ties WHERE seq = ?2)"
_TITLES = "SELECT title FROM plan WHERE canonical = ?1 UNION SELECT title FROM main.sources WHERE canonical = ?1"


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


def decide(plan: Plan, hex_digits: int, limits: Limits, layout: Layout) -> None:
    """Decides everything that a plan is to tell. To be called once, when every source was added.

    `hex_digits` of a document's SHA-256 go into its name; documents that damage took have their names again when they
    come back, and no other document gets their numbers. `layout` is that of the archive. Raises ArchiveDamagedError.
    """
    lost = lost_names(layout)
    for values in each(plan.db, _COLUMNS, "TRUE"):
        row = _Row(*values)
        if row.is_document:
            _decide_one(plan.db, row, layout)
        else:
            _decide_kept(plan.db, row)
    name_new(plan.db, hex_digits, lost)
    cut(plan.db, limits)
    # A transaction that read the catalog would keep the run from writing to it.
    plan.db.commit()


def _decide_one(db: sqlite3.Connection, row: _Row, layout: Layout) -> None:
    claimed = row.canonical if row.canonical and not _is_shared(db, row.canonical) else row.fallback
    uri = row.target or claimed
    source = Source(row.path, uri, row.date)
    first = _find(db, row.sha256, "TRUE")
    # A record whose id another one has can't be copied; its content is archived as that of a file is.
    row = replace(row, copy=None) if row.copy and _is_of_another(db, row, layout) else row
    record = row.copy or raw_id("resource", source, row.sha256)
    bare = db.execute(_BARE, (row.sha256, record)).fetchone()
    if first is None or bare:
        name = db.execute("SELECT name FROM main.documents WHERE sha256 = ?", (row.sha256,)).fetchone()
        _note(db, row, Action.NEW, _Known(row.path, uri, record, record, uri, row.date, name and name[0]))
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


def _is_of_another(db: sqlite3.Connection, row: _Row, layout: Layout) -> bool:
    """Whether the id of a record that holds a document is that of another record. Where the archive has it, but damage
    took what told of its content, that is looked at."""
    if (taken := _taken(db, row.copy or "")) is None:
        return False
    found = db.execute(_THERE, (row.copy, row.sha256)).fetchone()
    if taken != (row.type, row.target) or found is None:
        return True
    *at, is_told = found
    return not is_told and hashlib.sha256(content(read_record(layout, Location(*at))).data).hexdigest() != row.sha256


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
            row.copy if action in WITH_RAW_RECORD else None,
            row.seq,
        ),
    )
