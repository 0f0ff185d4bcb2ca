"""Which records are of documents that are to go, and what the WARC files are without them."""

import sqlite3
from collections.abc import Iterator

from cleanarc.archive.catalog import CatalogReader
from cleanarc.archive.layout import Layout
from cleanarc.archive.losses import Loss, noted_losses
from cleanarc.archive.reader import read_record
from cleanarc.archive.records import Identity, Removed, tombstone
from cleanarc.archive.rewrite import copies, read_manifest
from cleanarc.archive.warc_writer import Packed, pack
from cleanarc.formats.manifest import Manifest
from cleanarc.formats.warc import Record

_CONCURRENT = "WARC-Concurrent-To"
_GO_WITH_IT = ("metadata", "request")
"""What goes with a record that it was captured together with. Anything else may be a document of its own."""
_IDENTITY = "SELECT name, sha256, bytes, media_type, record FROM documents WHERE number = ?"
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
        self._contents: dict[str | None, str] = {}
        self._uris: set[str] = set()
        self._buried = {name for (name,) in catalog.execute("SELECT name FROM removed")}

    def add(self, number: int) -> Identity:
        """Takes a document in, with all records that the catalog knows to be of it; damage may have taken any."""
        identity = Identity(*self._catalog.execute(_IDENTITY, (number,)).fetchone())
        records = self._catalog.execute(_RECORDS, (identity.record, number)).fetchall()
        reader = CatalogReader(self._catalog)
        places = (place for record, _ in records if (place := reader.locate(record)))
        together = [other for place in places for other in captured_with(read_record(self._layout, place))]
        self.counts[identity.name] = 0
        self._documents[identity.name] = identity
        self._contents[identity.sha256] = identity.name
        self._uris |= {uri for _, uri in records if uri}
        ids = (identity.record, *(record for record, _ in records), *together)
        self._owners |= dict.fromkeys(ids, identity.name)
        return identity

    def files(self) -> list[str]:
        """The WARC files that hold records of these documents. Raises ArchiveDamagedError where one can't be read."""
        for file in self._layout.warcs("raw"):
            self._add_copies(read_manifest(self._layout, file))
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

    def losses(self) -> tuple[Loss, ...] | None:
        """What stays noted of what damage took; None where that is all of it. Raises ArchiveDamagedError."""
        noted = noted_losses(self._layout)
        left = tuple(loss for loss in noted if not self._tells_of_one(loss))
        return left if left != noted else None

    def _tells_of_one(self, loss: Loss) -> bool:
        of_its_records = loss.name in self._documents or loss.id in self._owners or loss.about in self._owners
        # Of a request that was captured together with a page, nothing tells but the address.
        return of_its_records or (loss.name is None and loss.about is None and loss.uri in self._uris)

    def _add_copies(self, manifest: Manifest) -> None:
        """Takes in imported records that hold one of the documents: damage may have taken what else told so."""
        for entry in manifest.entries:
            if entry.content in self._contents:
                self._owners.setdefault(entry.id, self._contents[entry.content])
                self._uris |= {entry.uri} if entry.uri else set()

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
