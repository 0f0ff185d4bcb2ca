"""What the catalog of a damaged archive still tells: of documents and sources whose own records may be lost."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleanarc.archive.catalog import connect
from cleanarc.archive.layout import DOCUMENT_NAME
from cleanarc.archive.records import Grave, Identity, Removed
from cleanarc.errors import ArchiveDamagedError

_DOCUMENT = """
    SELECT number, name FROM documents WHERE number = (
        SELECT number FROM documents WHERE record = ?1
        UNION ALL SELECT document FROM sources WHERE record = ?1
        UNION ALL SELECT document FROM cleanings WHERE record = ?1
        UNION ALL SELECT document FROM cleanings WHERE conversion = ?1
        UNION ALL SELECT s.document FROM records r JOIN sources s ON s.record = r.refers_to WHERE r.id = ?1
        LIMIT 1
    )
"""

_GRAVES = """
    SELECT CAST(name AS TEXT), CAST(sha256 AS TEXT), CAST(bytes AS INTEGER), CAST(media_type AS TEXT),
        CAST(record AS TEXT), CAST(why AS TEXT), CAST(date AS TEXT),
        CAST(tombstone AS TEXT), CAST(tombstone_date AS TEXT)
    FROM removed ORDER BY number
"""
_OLDEST = 3
"""The oldest schema that is read; it does not tell enough of what was removed to write a tombstone again."""
_HAS_TEXT = """
    SELECT 1 FROM documents d JOIN cleanings c ON c.id = (SELECT max(id) FROM cleanings WHERE document = d.number)
    WHERE d.name = ? AND c.conversion IS NOT NULL
"""


class OldCatalog:
    """A catalog that may be damaged, missing or of an older schema: what can't be read of it is not there."""

    def __init__(self, path: Path) -> None:
        try:
            self._db: sqlite3.Connection | None = connect(path, oldest=_OLDEST)
        except ArchiveDamagedError:
            self._db = None

    def close(self) -> None:
        if self._db:
            self._db.close()

    def records(self) -> Iterator[tuple[Any, ...]]:
        """Id, type and URI of every record."""
        yield from self._ask("SELECT id, type, uri FROM records")

    def manifest(self, file: str) -> str | None:
        """The SHA-256 of a WARC file's manifest."""
        return next((row[0] for row in self._ask("SELECT manifest FROM files WHERE file = ?", file)), None)

    def refers_to(self, record: str) -> str | None:
        """The raw record that a metadata record is about."""
        return next((row[0] for row in self._ask("SELECT refers_to FROM records WHERE id = ?", record)), None)

    def graves(self) -> list[Grave]:
        """What there is to tell of every document that was removed."""
        rows = (row for row in self._ask(_GRAVES) if DOCUMENT_NAME.fullmatch(row[0]))
        return [Grave(Identity(*row[:5]), Removed(*row[5:7]), *row[7:]) for row in rows]

    def has_text(self, name: str) -> bool:
        """Whether there is a document of this name whose newest cleaning has a text."""
        return bool(self._ask(_HAS_TEXT, name))

    def document(self, record: str) -> tuple[str | None, tuple[str, ...]]:
        """The name of the document that a record belongs to, and the paths at which it was found."""
        for number, name in self._ask(_DOCUMENT, record):
            paths = self._ask("SELECT DISTINCT path FROM sources WHERE document = ? ORDER BY id", number)
            return name, tuple(path for (path,) in paths)
        return None, ()

    def _ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall() if self._db else []
        except sqlite3.Error:
            return []
