"""Cutting a plan into segments, each of which becomes a pair of WARC files."""

import hashlib
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from cleanarc.jobs.plan import READ_AGAIN, WITH_RAW_RECORD, Action, each


@dataclass(frozen=True, slots=True)
class Limits:
    """A pair of WARC files is closed before it would hold more than so many bytes of content, or sources."""

    segment_bytes: int = 1 << 30
    segment_sources: int = 25_000


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
        if action in WITH_RAW_RECORD:
            self.raw_date = max(self.raw_date or date, date)
        self.date = max(self.date, date)
        self.sources += 1
        self.bytes += content
        self.digest.update("\n".join((action.value, *facts, "")).encode())


def cut(db: sqlite3.Connection, limits: Limits) -> None:
    """Cuts what is to be done into segments, by counts that are the same on every machine."""
    segment = _Growing(0)
    columns = "seq, action, sha256, uri, path, date, bytes, copy"
    for seq, action, *facts, size, copy in each(db, columns, "action NOT IN ('skip', 'clash', 'leave')"):
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
