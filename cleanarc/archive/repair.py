"""Saving what can be saved: sound records are carried over into WARC files written anew, originals go to quarantine.

Nothing is changed in place. What is written and what goes aside is planned first, and then published as one; a repair
that is killed is finished or undone by the next one. Records keep their bytes, so documents keep their names.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from cleanarc.archive.derive import Damage
from cleanarc.archive.journal import Move, Publication, carry_out, recover
from cleanarc.archive.layout import (
    FOLDERS,
    LEARNED,
    LINES,
    QUARANTINE,
    SERIES,
    Layout,
    Settings,
    encode_settings,
    warc_number,
)
from cleanarc.archive.learned import wrong_files
from cleanarc.archive.losses import Loss, encode_losses, read_losses
from cleanarc.archive.old_catalog import OldCatalog
from cleanarc.archive.rebuild import derive_anew
from cleanarc.archive.records import FileFacts, stand_in
from cleanarc.archive.restore import Render, restored_conversion
from cleanarc.archive.rewrite import Piece, assemble
from cleanarc.archive.salvage import Origin, Stock, read_manifest, visible
from cleanarc.archive.settings import settings_or_complaint
from cleanarc.archive.store import failures_told, lock
from cleanarc.archive.warc_writer import WarcFile
from cleanarc.errors import ArchiveDamagedError
from cleanarc.formats.damage import DamageError
from cleanarc.formats.files import OPEN
from cleanarc.formats.manifest import Entry, Manifest, encode
from cleanarc.formats.members import COMPRESSOR, Compressor, compress, inflate
from cleanarc.formats.warc import Record

_UNKNOWN = Compressor("unknown", "unknown", 0)
"""What wrote a file whose manifest is lost, where compressing its records again gives other bytes."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a repair did, or would do.

    `damages` are the places in WARC files at which there was no sound record. `quarantined` files were put aside, and
    `written` ones made, WARC files and manifests alike; `records` counts the sound records of the archive, `restored`
    the conversions that were made again from their ledgers. `lost` is what is lost since the last repair.
    """

    damages: tuple[Damage, ...] = ()
    quarantined: tuple[Move, ...] = ()
    written: tuple[str, ...] = ()
    records: int = 0
    restored: int = 0
    lost: tuple[Loss, ...] = ()


def salvage(root: Path, render: Render, *, dry_run: bool = False) -> Salvaged:
    """Writes anew what is damaged from what is sound, and makes all that is derived from it again.

    `render` gives the clean text of a cleaning, to make lost conversions again. With `dry_run` nothing is changed.
    Raises ArchiveMissingError, ArchiveNewerError, ArchiveLockedError, or ArchiveError when it can't be written to.
    """
    layout = Layout(root)
    with failures_told(root), lock(root, exclusive=True):
        if not dry_run:
            _finish_interrupted(layout)
        settings, complaint = settings_or_complaint(layout)
        if settings.clean_files and not dry_run:
            (root / "clean").mkdir(exist_ok=True)
        with closing(Stock(layout)) as stock, closing(OldCatalog(layout.catalog)) as old:
            stock.take()
            repair = _Repair(layout, settings, stock, old, render, dry_run)
            if complaint:
                repair.replace(layout.settings, encode_settings(settings))
            repair.plan()
            if not dry_run:
                carry_out(layout, repair.publication)
                derive_anew(layout, settings)
                _put_away_texts_of_nothing(layout, repair.publication)
            return repair.report()


def _finish_interrupted(layout: Layout) -> None:
    """Finishes an interrupted publication; one whose journal can't be read goes aside, with all that it was about."""
    for folder in FOLDERS:
        if folder != "clean":
            (layout.root / folder).mkdir(exist_ok=True)
    if layout.journal.is_dir():
        return
    try:
        recover(layout)
    except ArchiveDamagedError:
        if layout.journal.exists():
            _set_aside_unpublished(layout)


def _set_aside_unpublished(layout: Layout) -> None:
    # The journal goes last: without it, whoever opens the archive next removes the rest.
    unpublished = [path for folder in FOLDERS for path in visible(layout.root / folder) if path.name.endswith(OPEN)]
    for path in [*unpublished, layout.journal]:
        publication = Publication()
        publication.put_aside(layout, path.relative_to(layout.root).as_posix())
        for move in publication.aside:
            (layout.root / move.new).parent.mkdir(parents=True, exist_ok=True)
            path.rename(layout.root / move.new)
    recover(layout)


def _put_away_texts_of_nothing(layout: Layout, publication: Publication) -> None:
    """Files in clean/ of which the new catalog knows no text."""
    with closing(OldCatalog(layout.catalog)) as catalog:
        strays = Publication()
        for path in visible(layout.root / "clean"):
            if path.suffix != ".txt" or not catalog.has_text(path.stem):
                strays.put_aside(layout, f"clean/{path.name}")
    carry_out(layout, strays)
    publication.aside += strays.aside


@dataclass
class _Repair:
    """One repair on its way. `homes` are the ids of the warcinfo records that belong to this archive."""

    layout: Layout
    settings: Settings
    stock: Stock
    old: OldCatalog
    render: Render
    dry_run: bool
    publication: Publication = field(default_factory=Publication)
    written: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    restored: int = 0
    lost: list[Loss] = field(default_factory=list)

    def plan(self) -> None:
        """Decides on every file, and writes what is new under unfinished names."""
        self.stock.db.executemany("INSERT OR IGNORE INTO known VALUES (?, ?, ?)", self.old.records())
        for file, _ in self.stock.whole_files():
            self._let_stay(file)
        for series in SERIES:
            for home in self._homes_of_loose_records(series):
                self._write_anew(series, home)
            for path in visible(self.layout.root / series):
                if f"{series}/{path.name}" not in self.stays and not _is_unfinished(path):
                    self._aside(f"{series}/{path.name}")
        self._manifests()
        self._learned()
        self._strays()
        self._losses()

    def replace(self, path: Path, data: bytes) -> None:
        """Plans a file that takes the place of what has its name, which goes aside."""
        name = path.relative_to(self.layout.root).as_posix()
        if path.exists():
            self._aside(name)
        self.written.append(name)
        if not self.dry_run:
            self.publication.add_file(self.layout, path, data)

    def report(self) -> Salvaged:
        kept = "SELECT count(*) FROM kept"
        return Salvaged(
            tuple(self.stock.damages),
            tuple(self.publication.aside),
            tuple(self.written),
            self.stock.db.execute(kept).fetchone()[0],
            self.restored,
            tuple(self.lost),
        )

    def _aside(self, name: str) -> None:
        self.publication.put_aside(self.layout, name)

    def _let_stay(self, file: str) -> None:
        """Keeps a whole file as it is, unless its records stand in another one too, or it is of another archive."""
        db = self.stock.db
        home = db.execute("SELECT home FROM files WHERE file = ?", (file,)).fetchone()[0]
        double = db.execute("SELECT 1 FROM found WHERE file = ? AND id IN (SELECT id FROM kept)", (file,)).fetchone()
        if not double and self._is_ours(home):
            self.stays.append(file)
            db.execute("INSERT INTO kept SELECT DISTINCT id FROM found WHERE file = ?", (file,))

    def _is_ours(self, home: str) -> bool:
        about = self.stock.origins.get(home)
        return about.collection == self.settings.collection if about else home in self.stock.manifests

    def _homes_of_loose_records(self, series: str) -> list[str]:
        """The warcinfo records to which records belong that no file holds which stays.

        One that is lost, and its manifest too, is known by its records alone: they may be of another archive, unless
        they have a file to themselves.
        """
        query = (
            "SELECT home, min(file) FROM found WHERE type != 'warcinfo' AND id NOT IN (SELECT id FROM kept)"
            " GROUP BY home ORDER BY min(place)"
        )
        found = self.stock.db.execute(query).fetchall()
        return [
            home
            for home, file in found
            if self._about(home, file).series == series
            and (self._is_ours(home) or (home not in self.stock.origins and self._has_no_other_home(file)))
        ]

    def _has_no_other_home(self, file: str) -> bool:
        homes = self.stock.db.execute("SELECT DISTINCT home FROM found WHERE file = ?", (file,)).fetchall()
        return not any(self._is_ours(home) for (home,) in homes)

    def _about(self, home: str, file: str) -> Origin:
        """What file the records of a warcinfo record belong to: told by it, by its manifest, or by where they stand."""
        manifest = self.stock.manifests.get(home)
        file = manifest.file if manifest else file
        number = file.rpartition("/")[2].partition("_")[0]
        told = Origin(
            self.settings.collection,
            self.settings.cleaner,
            file.partition("/")[0],
            warc_number(file) if number.isascii() and number.isdigit() else 0,
        )
        return self.stock.origins.get(home, told)

    def _write_anew(self, series: str, home: str) -> None:
        """One WARC file of the sound records that belong to a warcinfo record."""
        db = self.stock.db
        columns = "id, type, file, offset, length, altered, crc32, date, cleaned, conversion"
        rows = [
            _Row(*row)
            for row in db.execute(
                f"SELECT {columns} FROM found WHERE home = ? AND type != 'warcinfo' AND id NOT IN (SELECT id FROM kept)"
                " ORDER BY place",
                (home,),
            )
        ]
        manifest = self.stock.manifests.get(home)
        rows = _in_order(rows, manifest)
        about = self._about(home, rows[0].file)
        pieces = list(self._with_texts(rows) if series == "text" else ((row.id, row.piece) for row in rows))
        if not pieces:
            return
        db.executemany("INSERT OR IGNORE INTO kept VALUES (?)", [(home,), *((name,) for name, _ in pieces)])
        info = db.execute(
            f"SELECT {columns} FROM found WHERE id = ? AND type = 'warcinfo' ORDER BY place", (home,)
        ).fetchone()
        newest = max(row.date for row in rows)
        facts = FileFacts(about.collection, about.software, series, about.number, newest, sources="")
        first = _Row(*info).piece if info else stand_in(home, facts)
        self._assemble(about, [first, *(piece for _, piece in pieces)], manifest, home)

    def _assemble(self, about: Origin, pieces: list[Piece | Record], manifest: Manifest | None, home: str) -> None:
        compressor = manifest.compressor if manifest else self._proven(pieces)
        if self.dry_run:
            self.written.append(f"{about.series}/{about.number:03d}_….warc.gz")
            return
        # Two of them may have the same number, where files were put in from elsewhere.
        out = WarcFile(self.layout, about.series, about.number, f".{len(self.written)}")
        finished = assemble(self.layout, out, pieces, compressor)
        if finished:
            self.written.append(finished.manifest.file)
            self.publication.add_warc(self.layout, finished)

    def _with_texts(self, rows: list["_Row"]) -> Iterator[tuple[str, Piece | Record]]:
        """Metadata records, each behind the conversion that it explains. A conversion that nothing explains is no
        text of any document; a cleaning whose text can't be had again goes with it."""
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

    def _text(self, row: "_Row", conversions: Mapping[str, "_Row"]) -> Piece | Record | None:
        if found := conversions.get(row.conversion or ""):
            return found.piece
        record = restored_conversion(self.layout, self.stock.db, row.piece, self.render)
        if record is None:
            return None
        self.restored += 1
        return record

    def _proven(self, pieces: list[Piece | Record]) -> Compressor:
        """Today's compressor, where it gives the same bytes for a record of the file."""
        for piece in pieces:
            if isinstance(piece, Piece):
                with (self.layout.root / piece.file).open("rb") as stream:
                    stream.seek(piece.offset)
                    member = stream.read(piece.length)
                return COMPRESSOR if compress(inflate(member)) == member else _UNKNOWN
        return COMPRESSOR

    def _manifests(self) -> None:
        """The manifests of the files that stay, made anew where they are not right; all others go aside."""
        for file in self.stays:
            path = self.layout.manifest(file)
            data = path.read_bytes() if path.is_file() else None
            right = self._right_manifest(file, read_manifest(path))
            if data != right:
                self.replace(path, right)
        belonging = {self.layout.manifest(file).name for file in self.stays}
        for path in visible(self.layout.root / "manifest"):
            if path.name not in belonging and not _is_unfinished(path):
                self._aside(f"manifest/{path.name}")

    def _right_manifest(self, file: str, there: Manifest | None) -> bytes:
        """What the manifest of a whole file should be; the old catalog knows which it was, where there is doubt."""
        rows = self.stock.db.execute(
            "SELECT type, id, uri, offset, length, crc32 FROM found WHERE file = ? ORDER BY offset", (file,)
        )
        entries = tuple(Entry(*row) for row in rows.fetchall())
        with (self.layout.root / file).open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            size = stream.seek(0, 2)
        proven = self._proven([Piece(file, entries[0].offset, entries[0].length)])
        compressors = [there.compressor] if there else []
        candidates = [
            encode(Manifest(file, len(entries), size, sha256, compressor, entries))
            for compressor in (*compressors, proven)
        ]
        known = self.old.manifest(file)
        return next((data for data in candidates if hashlib.sha256(data).hexdigest() == known), candidates[0])

    def _learned(self) -> None:
        for path, _ in wrong_files(self.layout):
            self._aside(f"{LEARNED}/{path.name}")

    def _strays(self) -> None:
        """What does not belong to an archive; texts in clean/ are looked at when it is known which there are."""
        layout = self.layout
        ours = {
            "": {
                *(path.name for path in (layout.settings, layout.losses, layout.catalog)),
                *(f"{layout.catalog.name}-journal", *FOLDERS, LEARNED, QUARANTINE),
            },
            "index": {layout.index(series).name for series in SERIES},
        }
        for folder, names in ours.items():
            for path in visible(layout.root / folder):
                if path.name not in names and not _is_unfinished(path):
                    self._aside(path.relative_to(layout.root).as_posix())

    def _losses(self) -> None:
        """Notes what is lost: what manifests and the old catalog list, what records lean on, and what they lack."""
        try:
            noted = read_losses(self.layout)
        except DamageError:
            noted = ()
        lost = {**self._missing(), **self._leaned_on(), **self._lost_lines()}
        abouts = {loss.about for loss in lost.values()}
        lost |= {name: loss for name, loss in self._unexplained().items() if loss.about not in abouts}
        known = {(loss.id, loss.about) for loss in noted}
        self.lost = [loss for loss in lost.values() if (loss.id, loss.about) not in known]
        data = encode_losses([*noted, *self.lost])
        path = self.layout.losses
        if data != (path.read_bytes() if path.is_file() else b""):
            if not noted and path.exists():
                self._aside(path.name)
            self.written.append(path.name)
            if not self.dry_run:
                self.publication.add_file(self.layout, path, data)

    def _missing(self) -> dict[str, Loss]:
        rows = self.stock.db.execute(
            "SELECT id, type, uri FROM known WHERE type != 'warcinfo' AND id NOT IN (SELECT id FROM kept) ORDER BY id"
        )
        return {
            name: self._loss(kind, name, uri, self.old.refers_to(name) if kind == "metadata" else None)
            for name, kind, uri in rows.fetchall()
        }

    def _leaned_on(self) -> dict[str, Loss]:
        rows = self.stock.db.execute(
            "SELECT DISTINCT name FROM (SELECT refers_to AS name, id FROM found UNION SELECT document, id FROM found)"
            " WHERE id IN (SELECT id FROM kept) AND name NOT IN (SELECT id FROM kept)"
            " AND name NOT IN (SELECT id FROM known) ORDER BY name"
        )
        return {name: self._loss("resource", name, None) for (name,) in rows.fetchall()}

    def _unexplained(self) -> dict[str, Loss]:
        """Raw records that no metadata record gives a source, and those of documents of which no cleaning is left."""
        rows = self.stock.db.execute(
            "SELECT DISTINCT id, uri FROM found raw WHERE type IN ('resource', 'revisit')"
            " AND id IN (SELECT id FROM kept) AND (NOT EXISTS (SELECT 1 FROM found WHERE refers_to = raw.id"
            " AND path IS NOT NULL AND id IN (SELECT id FROM kept)) OR type = 'resource' AND NOT EXISTS"
            " (SELECT 1 FROM found WHERE document = raw.id AND cleaned AND id IN (SELECT id FROM kept))) ORDER BY id"
        )
        return {f"about {name}": self._loss("metadata", None, uri, about=name) for name, uri in rows.fetchall()}

    def _lost_lines(self) -> dict[str, Loss]:
        aside = {move.old for move in self.publication.aside}
        paths = {digest: self.layout.learned(digest, LINES) for digest in sorted(self.stock.learned)}
        return {
            digest: Loss("learned", digest)
            for digest, path in paths.items()
            if not path.exists() or f"{LEARNED}/{path.name}" in aside
        }

    def _loss(self, kind: str, name: str | None, uri: str | None, about: str | None = None) -> Loss:
        record = name or about or ""
        document, paths = self.old.document(record)
        if document is None:
            told = self.stock.db.execute(
                "SELECT name, path FROM found WHERE type = 'metadata' AND ?1 IN (id, refers_to, document, conversion)"
                " ORDER BY path IS NULL, place",
                (record,),
            ).fetchone()
            document, paths = (told[0], (told[1],) if told[1] else ()) if told else (None, ())
        return Loss(kind, name, uri, about, document, paths)


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
    cleaned: int | None
    conversion: str | None

    @property
    def piece(self) -> Piece:
        return Piece(self.file, self.offset, self.length, bool(self.altered))


def _is_unfinished(path: Path) -> bool:
    """Whether it is a file that this repair is writing: what others left was removed before."""
    return path.name.endswith(OPEN) and path.is_file()


def _in_order(rows: list[_Row], manifest: Manifest | None) -> list[_Row]:
    """Each record once, the one that the manifest lists where they differ, in the order in which they were written."""
    entries = manifest.entries if manifest else ()
    listed = {entry.id: (n, entry.crc32) for n, entry in enumerate(entries)}
    best: dict[str, _Row] = {}
    for row in sorted(rows, key=lambda row: listed.get(row.id, (0, row.crc32))[1] != row.crc32):
        best.setdefault(row.id, row)
    return sorted(best.values(), key=lambda row: listed.get(row.id, (len(listed), ""))[0])
