"""Carrying sound records over: files that are whole stay, all other records go into WARC files written anew.

Records that name the same warcinfo record were written into the same file, so wherever they stand now, they go into one
again: in the order of its manifest, where that is still there. Nothing in them changes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cleanarc.archive.assemble import Piece, assemble
from cleanarc.archive.layout import SERIES, Settings, warc_number
from cleanarc.archive.records import FileFacts, stand_in
from cleanarc.archive.restore import Render, restored_conversion, restored_tombstones
from cleanarc.archive.salvage import CONTENT, Origin, visible
from cleanarc.archive.warc_writer import WarcFile
from cleanarc.archive.work import Work
from cleanarc.formats.manifest import Manifest
from cleanarc.formats.members import COMPRESSOR, Compressor, compress, inflate
from cleanarc.formats.warc import Record

_UNKNOWN = Compressor("unknown", "unknown", 0)
"""What wrote a file whose manifest is lost, where compressing its records again gives other bytes."""
_COLUMNS = f"id, type, file, offset, length, altered, crc32, date, conversion, imported, {CONTENT}"

_FOREIGN_INFO = "type = 'warcinfo' AND imported"


@dataclass(frozen=True, slots=True)
class _Row:
    """A sound record and where it is."""

    id: str
    type: str
    file: str
    offset: int
    length: int
    altered: int
    crc32: str
    date: str
    conversion: str | None
    imported: int
    content: str | None

    @property
    def piece(self) -> Piece:
        return Piece(self.file, self.offset, self.length, bool(self.altered), bool(self.imported), self.content)


class CarryOver:
    """Decides on every WARC file. `restored` counts the records that were made again: conversions from their ledgers,
    tombstones from the old catalog."""

    def __init__(self, work: Work, settings: Settings, render: Render) -> None:
        self.restored = 0
        self._work = work
        self._settings = settings
        self._render = render
        self._db = work.stock.db

    def run(self) -> None:
        """Plans what stays, what goes aside and what is written anew. Raises OSError."""
        for file, _ in self._work.stock.whole_files():
            self._let_stay(file)
        for series in SERIES:
            for home in self._homes_of_loose_records(series):
                self._write_anew(series, home)
            for path in visible(self._work.layout.root / series):
                if f"{series}/{path.name}" not in self._work.stays:
                    self._work.aside(path)
        self._bury_again()

    def _bury_again(self) -> None:
        """One more WARC file, of the tombstones that no file holds any more: what was removed is to stay away."""
        kept = "SELECT 1 FROM kept WHERE id = ?"
        graves = [grave for grave in self._work.old.graves() if not self._db.execute(kept, (grave.record,)).fetchone()]
        files = [file for file in (*self._work.stays, *self._work.written) if file.startswith("text/")]
        number = max(map(warc_number, files), default=-1) + 1
        about = Origin(self._settings.collection, self._settings.cleaner, "text", number)
        if records := restored_tombstones(about, graves):
            self._db.executemany("INSERT INTO kept VALUES (?)", [(record.id,) for record in records])
            self._assemble(about, [*records], None)
            self.restored += len(records) - 1

    def _let_stay(self, file: str) -> None:
        """Keeps a whole file as it is, unless its records stand in another one too, or it is of another archive."""
        home = self._db.execute("SELECT home FROM files WHERE file = ?", (file,)).fetchone()[0]
        # A warcinfo record of others is copied into each file that holds records of theirs.
        query = "SELECT 1 FROM found WHERE file = ? AND type != 'warcinfo' AND id IN (SELECT id FROM kept)"
        if self._is_ours(home) and not self._db.execute(query, (file,)).fetchone():
            self._work.stays.append(file)
            self._db.execute("INSERT INTO kept SELECT DISTINCT id FROM found WHERE file = ?", (file,))

    def _is_ours(self, home: str) -> bool:
        stock = self._work.stock
        about = stock.origins.get(home)
        return about.collection == self._settings.collection if about else home in stock.manifests

    def _homes_of_loose_records(self, series: str) -> list[str]:
        """The warcinfo records to which records belong that no file holds which stays.

        One that is lost, and its manifest too, is known by its records alone: they may be of another archive, unless
        they have a file to themselves.
        """
        found = self._db.execute(
            "SELECT home, min(file) FROM found WHERE type != 'warcinfo' AND id NOT IN (SELECT id FROM kept)"
            " GROUP BY home ORDER BY min(place)"
        ).fetchall()
        return [
            home
            for home, file in found
            if self._about(home, file).series == series and (self._is_ours(home) or self._is_alone(home, file))
        ]

    def _is_alone(self, home: str, file: str) -> bool:
        homes = self._db.execute("SELECT DISTINCT home FROM found WHERE file = ?", (file,)).fetchall()
        return home not in self._work.stock.origins and not any(self._is_ours(home) for (home,) in homes)

    def _about(self, home: str, file: str) -> Origin:
        """What file the records of a warcinfo record belong to: told by it, by its manifest, or by where they stand."""
        manifest = self._work.stock.manifests.get(home)
        file = manifest.file if manifest else file
        number = file.rpartition("/")[2].partition("_")[0]
        told = Origin(
            self._settings.collection,
            self._settings.cleaner,
            file.partition("/")[0],
            warc_number(file) if number.isascii() and number.isdigit() else 0,
        )
        return self._work.stock.origins.get(home, told)

    def _write_anew(self, series: str, home: str) -> None:
        """One WARC file of the sound records that belong to a warcinfo record."""
        query = f"home = ? AND (type != 'warcinfo' AND id NOT IN (SELECT id FROM kept) OR {_FOREIGN_INFO})"
        manifest = self._work.stock.manifests.get(home)
        rows = _in_order(self._rows(query, home), manifest)
        records = list(self._with_texts(rows) if series == "text" else ((row.id, row.piece) for row in rows))
        if not records:
            return
        kept = [(home,), *((name,) for name, _ in records)]
        self._db.executemany("INSERT OR IGNORE INTO kept VALUES (?)", kept)
        about = self._about(home, rows[0].file)
        newest = max((row.date for row in rows if not row.imported), default=rows[0].date)
        info = self._rows("id = ? AND type = 'warcinfo' AND NOT imported", home)
        facts = FileFacts(about.collection, about.software, series, about.number, newest, sources="")
        first = info[0].piece if info else stand_in(home, facts)
        self._assemble(about, [first, *(piece for _, piece in records)], manifest)

    def _rows(self, condition: str, value: str) -> list[_Row]:
        found = self._db.execute(f"SELECT {_COLUMNS} FROM found WHERE {condition} ORDER BY place", (value,))
        return [_Row(*row) for row in found]

    def _assemble(self, about: Origin, pieces: list[Piece | Record], manifest: Manifest | None) -> None:
        if self._work.dry_run:
            self._work.written.append(f"{about.series}/{about.number:03d}_….warc.gz")
            return
        # Two of them may have the same number, where files were put in from elsewhere.
        out = WarcFile(self._work.layout, about.series, about.number, f".{len(self._work.written)}")
        compressor = manifest.compressor if manifest else proven(self._work, pieces)
        if finished := assemble(self._work.layout, out, pieces, compressor):
            self._work.add_warc(finished)

    def _with_texts(self, rows: list[_Row]) -> Iterator[tuple[str, Piece | Record]]:
        """Metadata records, each behind the conversion that it explains. A conversion that nothing explains is no text
        of any document; a cleaning whose text can't be had again goes with it."""
        conversions = {row.id: row for row in rows if row.type == "conversion"}
        for row in rows:
            if row.type != "metadata":
                continue
            if row.conversion:
                text = self._text(row, conversions)
                if text is None:
                    continue
                yield row.conversion, text
            yield row.id, row.piece

    def _text(self, row: _Row, conversions: Mapping[str, _Row]) -> Piece | Record | None:
        if found := conversions.get(row.conversion or ""):
            return found.piece
        record = restored_conversion(self._work.layout, self._db, row.piece, self._render)
        self.restored += record is not None
        return record


def proven(work: Work, pieces: list[Piece | Record]) -> Compressor:
    """Today's compressor, where it gives the same bytes for a record of the file."""
    piece = next((piece for piece in pieces if isinstance(piece, Piece)), None)
    if piece is None:
        return COMPRESSOR
    with (work.layout.root / piece.file).open("rb") as stream:
        stream.seek(piece.offset)
        member = stream.read(piece.length)
    return COMPRESSOR if compress(inflate(member)) == member else _UNKNOWN


def _in_order(rows: list[_Row], manifest: Manifest | None) -> list[_Row]:
    """Each record once, the one that the manifest lists where they differ, in the order in which they were written."""
    entries = manifest.entries if manifest else ()
    listed = {entry.id: (n, entry.crc32) for n, entry in enumerate(entries)}
    best: dict[str, _Row] = {}
    for row in sorted(rows, key=lambda row: listed.get(row.id, (0, row.crc32))[1] != row.crc32):
        best.setdefault(row.id, row)
    return sorted(best.values(), key=lambda row: listed.get(row.id, (len(listed), ""))[0])
