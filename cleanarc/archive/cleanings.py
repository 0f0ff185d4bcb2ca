"""The documents of an archive with their newest cleanings, as they are cleaned again: in order, a few at a time.

Damage may have taken the original bytes of a document, or all of its cleanings: such a document can't be cleaned again
before its source was ingested.
"""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from cleanarc.archive.catalog import Location
from cleanarc.archive.records import Identity
from cleanarc.errors import ArchiveDamagedError
from cleanarc.model import Source

_PAGE = 256
_LAST = (1 << 63) - 1
_QUERY = """
    SELECT d.number, d.name, d.sha256, d.bytes, d.media_type, d.record,
        coalesce((SELECT path FROM sources WHERE document = d.number ORDER BY id LIMIT 1), r.uri), r.uri, r.date,
        c.record, c.conversion,
        r.file, r.offset, r.length, m.file, m.offset, m.length, t.file, t.offset, t.length
    FROM documents d
        JOIN cleanings c ON c.id = (SELECT max(id) FROM cleanings WHERE document = d.number)
        JOIN records r ON r.id = d.record
        LEFT JOIN records m ON m.id = c.record
        LEFT JOIN records t ON t.id = c.conversion
    WHERE d.number BETWEEN ? AND ? ORDER BY d.number LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document and its newest cleaning.

    `source` is the one whose record, at `raw`, holds its bytes; where no path is known, the URI stands for it. `record`
    is the id of the metadata record that tells of the cleaning; that is at `metadata`, and the text at `conversion`,
    where there is one.
    """

    number: int
    identity: Identity
    source: Source
    record: str
    raw: Location
    metadata: Location
    conversion: Location | None


def newest(
    catalog: sqlite3.Connection, numbers: Collection[int] | None = None, first: int = 0, last: int = _LAST
) -> Iterator[Cleaned]:
    """The documents from number `first` to `last` in their order, or of them those that `numbers` names; left out are
    those that can't be cleaned again.

    No query stays open from one to the next. Raises ArchiveDamagedError when a record of a cleaning is missing.
    """
    ranges = [(first, last)] if numbers is None else [(n, n) for n in sorted(numbers) if first <= n <= last]
    for start, end in ranges:
        at = start
        while page := catalog.execute(_QUERY, (at, end, _PAGE)).fetchall():
            yield from (_cleaned(*row) for row in page)
            at = page[-1][0] + 1


def _cleaned(number: int, *row: Any) -> Cleaned:
    identity, source, record, conversion, places = Identity(*row[:5]), Source(*row[5:8]), row[8], row[9], row[10:]
    raw, metadata, text = (Location(*places[n : n + 3]) if places[n] else None for n in (0, 3, 6))
    if raw is None or metadata is None or (conversion and text is None):
        raise ArchiveDamagedError(f"A record of {identity.name} is missing: run 'cleanarc verify'.")
    return Cleaned(number, identity, source, record, raw, metadata, text)
