"""Adding to the catalog what WARC files hold."""

import sqlite3

from cleanarc.archive.catalog import Cleaning, Location
from cleanarc.archive.layout import document_number
from cleanarc.archive.records import Claims, Grave, Identity
from cleanarc.formats.warc import Record
from cleanarc.model import Source


class CatalogWriter:
    """Adds what WARC files hold. What is there already is left as it is, so adding twice changes nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def add_file(self, file: str, size: int, manifest: str | None) -> None:
        self._db.execute("INSERT INTO files VALUES (?, ?, ?)", (file, size, manifest))

    def add_record(self, record: Record, at: Location, *, imported: bool = False) -> None:
        digest = record.header("WARC-Payload-Digest")
        about = (record.id, record.type, record.uri, record.date, digest, record.refers_to)
        self._db.execute(
            "INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*about, at.file, at.offset, at.length, imported),
        )

    def add_document(self, identity: Identity) -> int:
        """The document's number; its row is made where there is none. A record that holds its bytes takes the place of
        one that is lost."""
        number = document_number(identity.name)
        made = self._db.execute(
            "INSERT OR IGNORE INTO documents VALUES (?, ?, ?, ?, ?, ?)",
            (number, identity.name, identity.sha256, identity.bytes, identity.media_type, identity.record),
        ).rowcount
        if not made:
            self._db.execute(
                "UPDATE documents SET record = ?1 WHERE number = ?2 AND record != ?1"
                " AND NOT EXISTS (SELECT 1 FROM records WHERE id = documents.record)",
                (identity.record, number),
            )
        return number

    def add_source(self, document: int, source: Source, claims: Claims, record: str) -> None:
        self._db.execute(
            "INSERT INTO sources (document, path, uri, date, record, canonical, title) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (document, source.path, source.uri, source.date, record, claims.canonical, claims.title),
        )

    def add_removed(self, grave: Grave) -> None:
        identity, removed = grave.identity, grave.removed
        self._db.execute(
            "INSERT OR IGNORE INTO removed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(identity.sha256, document_number(identity.name), identity.name, identity.bytes, identity.media_type),
                *(identity.record, removed.why, removed.date, grave.record, grave.date),
            ),
        )

    def add_cleaning(self, document: int, cleaning: Cleaning) -> None:
        row = self._db.execute(
            "INSERT INTO cleanings (document, record, conversion, text_sha256, title, language, canonical)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                document,
                cleaning.record,
                cleaning.conversion,
                cleaning.text_sha256,
                cleaning.title,
                cleaning.language,
                cleaning.canonical,
            ),
        ).fetchone()
        self._db.executemany(
            "INSERT INTO problems VALUES (?, ?, ?, ?, ?)",
            [(row[0], n, p.code, p.message, p.transient) for n, p in enumerate(cleaning.problems)],
        )
