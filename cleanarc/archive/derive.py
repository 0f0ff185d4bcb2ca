"""Catalog, CDXJ indexes and clean files, made from WARC files: the only place that makes them."""

import hashlib
import heapq
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cleanarc.archive.catalog import Location, connect_for_writing
from cleanarc.archive.catalog_writer import CatalogWriter
from cleanarc.archive.layout import SERIES, Layout
from cleanarc.archive.old_catalog import OldCatalog
from cleanarc.archive.reader import read_record
from cleanarc.archive.records import Grave
from cleanarc.archive.told import Told, told
from cleanarc.formats.cdxj import cdxj_line, is_indexed
from cleanarc.formats.damage import DamageError
from cleanarc.formats.files import OPEN, atomic_file, sync_folder
from cleanarc.formats.members import Torn, walk
from cleanarc.formats.warc import Record, parse

_NEWEST_TEXTS = """
    SELECT d.name, c.text_sha256, r.file, r.offset, r.length FROM documents d
        JOIN cleanings c ON c.id = (SELECT max(id) FROM cleanings WHERE document = d.number)
        JOIN records r ON r.id = c.conversion
    ORDER BY d.number
"""

NOT_STORED = (ValueError, OverflowError, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
"""What SQLite and its driver raise for values that no column takes."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in a WARC file at which there is no record that can be used."""

    file: str
    offset: int
    message: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A record and where it is."""

    record: Record
    at: Location


def read_warc(layout: Layout, file: str) -> Iterator[Placed | Damage]:
    """Every record of a WARC file from its start to its end, and the damage between them. Raises OSError."""
    with (layout.root / file).open("rb") as stream:
        for found in walk(stream):
            if isinstance(found, Torn):
                yield Damage(file, found.offset, found.message)
                continue
            try:
                record = parse(found.data)
            except DamageError as error:
                yield Damage(file, found.offset, str(error))
            else:
                yield Placed(record, Location(file, found.offset, found.length))


KeepText = Callable[[str, bytes | None], None]


class SortedLines:
    """Lines in the order of their bytes, each once; more than memory holds go to a private file on disk."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("CREATE TABLE lines (line BLOB PRIMARY KEY) WITHOUT ROWID")
        self._db.execute("BEGIN")

    def add(self, line: str) -> None:
        self._db.execute("INSERT OR IGNORE INTO lines VALUES (?)", (line.encode("utf-8"),))

    def __iter__(self) -> Iterator[bytes]:
        return (row[0] for row in self._db.execute("SELECT line FROM lines ORDER BY line"))

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM lines").fetchone()[0])

    def close(self) -> None:
        self._db.close()


class Deriver:
    """Takes the records of an archive in their order to a catalog, to index lines, and to clean texts.

    `keep_text` is called with a document's name and its clean text each time it was cleaned, None where it has none;
    the last one counts.
    """

    def __init__(self, catalog: CatalogWriter, keep_text: KeepText) -> None:
        self.lines = {series: SortedLines() for series in SERIES}
        self._catalog = catalog
        self._keep_text = keep_text
        self._last_text: tuple[str, bytes] = ("", b"")
        self._info: str | None = None

    def add_file(self, layout: Layout, file: str) -> None:
        manifest = layout.manifest(file)
        digest = hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else None
        self._info = None
        self._catalog.add_file(file, (layout.root / file).stat().st_size, digest)

    def add(self, placed: Placed) -> None:
        """Takes one record. Raises DamageError when a metadata record does not hold what it should."""
        record, at = placed.record, placed.at
        if record.type == "warcinfo":
            # The first is that of the file; others came with imported records.
            self._info = self._info or record.id
            return
        series = at.file.partition("/")[0]
        imported = series == "raw" and record.header("WARC-Warcinfo-ID") != self._info
        self._catalog.add_record(record, at, imported=imported)
        if is_indexed(record, series):
            self.lines[series].add(cdxj_line(record, Path(at.file).name, at.offset, at.length))
        if series == "raw":
            return
        if record.type == "conversion":
            # The metadata record that says whose text it is follows on it.
            self._last_text = (record.id, record.block)
        if record.type == "metadata":
            try:
                self._add_told(record, told(record))
            except NOT_STORED as error:
                raise DamageError("the JSON of this metadata record is not of its form") from error

    def close(self) -> None:
        for lines in self.lines.values():
            lines.close()

    def _add_told(self, record: Record, what: Told) -> None:
        name = what.identity.name
        if what.removed:
            self._catalog.add_removed(Grave(what.identity, what.removed, record.id, record.date))
            self._keep_text(name, None)
            return
        number = self._catalog.add_document(what.identity)
        for source, claims in what.sources:
            self._catalog.add_source(number, source, claims, record.refers_to or "")
        if what.cleaning:
            self._catalog.add_cleaning(number, what.cleaning)
            if what.cleaning.conversion is None:
                self._keep_text(name, None)
            elif what.cleaning.conversion == self._last_text[0]:
                self._keep_text(name, self._last_text[1])


def derive(
    layout: Layout, connection: sqlite3.Connection, warcs: Iterable[str], *, clean_files: bool, anew: bool = False
) -> tuple[Damage, ...]:
    """Adds WARC files to the catalog, the indexes and, with `clean_files`, the clean files.

    With `anew` the indexes hold nothing but these files. The transaction of the catalog ends last: what is in the
    catalog is in the others too. Returns what of the files could not be used.
    """

    def keep_text(name: str, text: bytes | None) -> None:
        # Of all files together, many a text is an older one.
        if clean_files and (text is None or not anew):
            _write_changed(layout.clean(name), text)

    damages: list[Damage] = []
    with _transaction(connection), closing(Deriver(CatalogWriter(connection), keep_text)) as deriver:
        for file in warcs:
            deriver.add_file(layout, file)
            for found in read_warc(layout, file):
                if isinstance(found, Damage):
                    damages.append(found)
                    continue
                try:
                    deriver.add(found)
                except DamageError as error:
                    damages.append(Damage(file, found.at.offset, str(error)))
        for series in SERIES:
            _merge(layout.index(series), deriver.lines[series], anew=anew)
        if clean_files and anew:
            _write_newest(layout, connection)
    return tuple(damages)


def derive_anew(layout: Layout, *, clean_files: bool) -> tuple[Damage, ...]:
    """Makes catalog, indexes and clean files from all WARC files; the old ones stay until the new ones are whole.

    Returns what of the files could not be used.
    """
    unfinished = layout.catalog.with_name(layout.catalog.name + OPEN)
    unfinished.unlink(missing_ok=True)
    with closing(connect_for_writing(unfinished)) as connection:
        damages = derive(layout, connection, layout.all_warcs(), clean_files=clean_files, anew=True)
        if damages:
            _remember_removed(layout, connection)
    # The rollback journal of the old catalog would be played back into the new one.
    layout.catalog_journal.unlink(missing_ok=True)
    unfinished.replace(layout.catalog)
    sync_folder(layout.root)
    return damages


def _remember_removed(layout: Layout, connection: sqlite3.Connection) -> None:
    """Keeps what the old catalog knows to be removed: a tombstone may be what the damage hides, and `repair`, which
    writes it again, comes later."""
    with closing(OldCatalog(layout.catalog)) as old:
        for grave in old.graves():
            CatalogWriter(connection).add_removed(grave)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # After some failures, such as a full disk, SQLite has done it itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _write_newest(layout: Layout, connection: sqlite3.Connection) -> None:
    """Writes the clean files that are not the newest text of their document."""
    for name, sha256, *at in connection.execute(_NEWEST_TEXTS):
        path = layout.clean(name)
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            _write_changed(path, read_record(layout, Location(*at)).block)


def _write_changed(path: Path, data: bytes | None) -> None:
    """Writes a file where it differs. It is not synced: after a power cut `verify` sees it, `rebuild` mends it."""
    if data is None:
        path.unlink(missing_ok=True)
        return
    if path.exists() and path.read_bytes() == data:
        return
    unfinished = path.with_name(path.name + OPEN)
    unfinished.write_bytes(data)
    unfinished.replace(path)


def _merge(index: Path, lines: SortedLines, *, anew: bool) -> None:
    if not anew and not len(lines):
        return
    with atomic_file(index) as out:
        if anew:
            out.writelines(lines)
            return
        last = b""
        with index.open("rb") as old:
            for line in heapq.merge(old, lines):
                if line != last:
                    out.write(line)
                last = line
