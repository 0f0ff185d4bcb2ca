"""Which records are of documents that are to go, and what the WARC files are without them."""

import sqlite3
from collections.abc import Iterator

from cleanarc.archive.cleanings import Cleaned
from cleanarc.archive.layout import Layout
from cleanarc.archive.reader import read_record
from cleanarc.archive.records import Identity, Removed, tombstone
from cleanarc.archive.rewrite import copies, read_manifest
from cleanarc.archive.warc_writer import Packed, pack
from cleanarc.formats.warc import Record

_CONCURRENT = "WARC-Concurrent-To"
_GO_WITH_IT = ("metadata", "request")
"""What goes with a record that it was captured together with. Anything else may be a document of its own."""
_RECORDS = """
    WITH raw (id) AS (SELECT ?1 UNION SELECT record FROM sources WHERE document = ?2)
    SELECT id, uri FROM records WHERE id IN raw OR refers_to IN raw
"""


def captured_with(record: Record) -> tuple[str, ...]:
    """The ids of the records that a record says it was captured together with."""
    return record.every(_CONCURRENT)


def goes_with(record: Record) -> tuple[str, ...]:
    """The ids of the records with any of which a record goes: one that it refers to and, for a request or metadata, one
    that it was captured together with."""
    told = captured_with(record) if record.type in _GO_WITH_IT else ()
    return (record.refers_to, *told) if record.refers_to else told


class Leaving:
    """Documents that leave an archive. `counts` are how many records of each were met in `without`."""

    def __init__(self, layout: Layout, catalog: sqlite3.Connection, removed: Removed) -> None:
        self.counts: dict[str, int] = {}
        self._layout = layout
        self._catalog = catalog
        self._removed = removed
        self._documents: dict[str, Identity] = {}
        self._owners: dict[str, str] = {}
        self._uris: set[str] = set()
        self._buried = {name for (name,) in catalog.execute("SELECT name FROM removed")}

    def add(self, document: Cleaned) -> None:
        """Takes a document in, with all records that the catalog knows to be of it."""
        identity = document.identity
        records = self._catalog.execute(_RECORDS, (identity.record, document.number)).fetchall()
        together = captured_with(read_record(self._layout, document.raw))
        self.counts[identity.name] = 0
        self._documents[identity.name] = identity
        self._uris |= {uri for _, uri in records if uri}
        self._owners |= dict.fromkeys((*(record for record, _ in records), *together), identity.name)

    def files(self) -> list[str]:
        """The WARC files that hold records of these documents. Raises ArchiveDamagedError where one can't be read."""
        return [file for file in self._layout.all_warcs() if self._may_be_in(file) and self._is_in(file)]

    def without(self, file: str) -> Iterator[Packed]:
        """The records of a file that stay. In the place of the first metadata record of a document stands what is left
        of it. Raises ArchiveDamagedError where the file can't be read."""
        for copy in copies(self._layout, file):
            name = self._owner(copy.record)
            if name is None:
                yield copy.packed
                continue
            self.counts[name] += 1
            if copy.record.type == "metadata" and file.startswith("text/") and name not in self._buried:
                self._buried.add(name)
                info = copy.record.header("WARC-Warcinfo-ID") or ""
                yield pack(tombstone(self._documents[name], self._removed, copy.record.date, info))

    def _owner(self, record: Record) -> str | None:
        """The name of the document that a record is of, or goes with; None when it stays."""
        told = (record.id, *goes_with(record))
        return next((self._owners[one] for one in told if one in self._owners), None)

    def _may_be_in(self, file: str) -> bool:
        """Whether the manifest of a file lists one of the records, or one that may have been captured with it."""
        entries = read_manifest(self._layout, file).entries
        return any(entry.id in self._owners or entry.uri in self._uris for entry in entries)

    def _is_in(self, file: str) -> bool:
        return any(self._owner(copy.record) for copy in copies(self._layout, file))
