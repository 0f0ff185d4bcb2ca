"""Taking stock of WARC files whatever is wrong with them: which records are sound, and which files are whole."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cleanarc.archive.derive import NOT_STORED, Damage
from cleanarc.archive.layout import HEX_DIGITS, SERIES, Layout, numbered
from cleanarc.archive.place import is_foreign, misplaced
from cleanarc.archive.records import told_by
from cleanarc.archive.told import told
from cleanarc.formats.damage import DamageError
from cleanarc.formats.manifest import Entry, Manifest, decode
from cleanarc.formats.members import Member, Torn, compress, crc32, walk
from cleanarc.formats.warc import Record, parse
from cleanarc.formats.warc_rules import violations

CONTENT = """
    CASE WHEN imported THEN coalesce(content, (
        SELECT sha256 FROM found told WHERE told.document = found.id
        UNION ALL SELECT sha256 FROM found told WHERE told.refers_to = found.id LIMIT 1
    )) END
"""
"""In a query of `found`: the SHA-256 of the document in an imported record, from a manifest or its metadata record."""
_TABLES = (files("cleanarc.archive") / "salvage.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a WARC file is by its warcinfo record: its collection, series and number."""

    collection: str
    software: str
    series: str
    number: int


def origin(info: Record) -> Origin | None:
    """What a warcinfo record tells of its file; None when this program did not write it."""
    fields = told_by(info)
    number = fields.get("number", "")
    if fields.get("series") not in SERIES or not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    return Origin(fields.get("isPartOf", ""), fields.get("software", ""), fields["series"], int(number))


def visible(folder: Path) -> list[Path]:
    """What is in a folder, by name; hidden files are let be."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


class Stock:
    """What there is. `db` holds the tables of `salvage.sql`.

    `origins` are the warcinfo records that are sound, by id; `manifests` those that can be read, by the id of the
    warcinfo record that they list first; `damages` is what was found between the records; `learned` are the SHA-256s of
    the learned lines that cleanings name.
    """

    def __init__(self, layout: Layout) -> None:
        self.db = sqlite3.connect("", isolation_level=None)
        self.db.executescript(_TABLES)
        self.origins: dict[str, Origin] = {}
        self.manifests: dict[str, Manifest] = {}
        self.damages: list[Damage] = []
        self.learned: set[str] = set()
        self._layout = layout

    def close(self) -> None:
        self.db.close()

    def take(self) -> None:
        """Reads every file of both series and every manifest. Raises OSError."""
        self.db.execute("BEGIN")
        for series in SERIES:
            for path in visible(self._layout.root / series):
                if path.is_file():
                    self._take_warc(f"{series}/{path.name}")
        for path in visible(self._layout.root / "manifest"):
            if manifest := read_manifest(path):
                self._take_manifest(manifest)
        self.db.execute("COMMIT")

    def _take_warc(self, file: str) -> None:
        manifest = read_manifest(self._layout.manifest(file))
        listed = {entry.id: entry for entry in manifest.entries} if manifest else {}
        plain = hashlib.sha256()
        info: Record | None = None
        home: str | None = None
        whole = True
        count = 0
        with (self._layout.root / file).open("rb") as stream:
            for found in walk(stream):
                if isinstance(found, Torn):
                    self._damaged(file, found.offset, found.message)
                    whole = False
                    continue
                plain.update(found.data)
                record = _found(found, file, info, listed)
                if isinstance(record, str):
                    self._damaged(file, found.offset, record)
                    whole = False
                    continue
                try:
                    self._add(record, file, found)
                except NOT_STORED:
                    self._damaged(file, found.offset, "the JSON of this metadata record is not of its form")
                    whole = False
                    continue
                whole = whole and not record.is_misplaced and not record.altered
                info = info or record.record
                home = home or record.home
                count += 1
        origin_ = self.origins.get(home or "")
        named = origin_ and f"{origin_.series}/{numbered(origin_.number, plain.hexdigest()[:HEX_DIGITS])}.warc.gz"
        self.db.execute("INSERT INTO files VALUES (?, ?, ?, ?)", (file, home, whole and file == named, count))

    def _add(self, found: "_Found", file: str, member: Member) -> None:
        record, entry = found.record, found.entry
        if record.type == "warcinfo" and not found.imported and (about := origin(record)):
            self.origins.setdefault(record.id, about)
        what = told(record) if record.type == "metadata" and not found.imported else None
        if what and what.learned:
            self.learned.add(what.learned)
        lives = what if what and not what.removed else None
        leans = record.refers_to if not found.imported and (lives or not what) else None
        self.db.execute(
            "INSERT INTO found (id, type, uri, date, home, file, offset, length, crc32, altered, refers_to, imported,"
            " content, document, name, sha256, path, cleaned, conversion)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(record.id, record.type, record.uri, record.date, found.home),
                *(file, member.offset, member.length, member.crc32, found.altered, leans),
                *(found.imported, entry.content if entry else None),
                *((lives.identity.record, lives.identity.name, lives.identity.sha256) if lives else (None,) * 3),
                next((source.path for source, _ in lives.sources), None) if lives else None,
                lives and lives.cleaning is not None,
                lives.cleaning.conversion if lives and lives.cleaning else None,
            ),
        )

    def _take_manifest(self, manifest: Manifest) -> None:
        if manifest.entries and manifest.entries[0].type == "warcinfo":
            self.manifests.setdefault(manifest.entries[0].id, manifest)
        self.add_known((entry.id, entry.type, entry.uri) for entry in manifest.entries)

    def add_known(self, records: Iterable[tuple[str, str, str | None]]) -> None:
        """Takes in id, type and URI of records that the archive had."""
        self.db.executemany("INSERT OR IGNORE INTO known VALUES (?, ?, ?)", records)

    def _damaged(self, file: str, offset: int, message: str) -> None:
        self.damages.append(Damage(file, offset, message))

    def document_names(self) -> list[str]:
        """The names that sound metadata records give documents."""
        return [row[0] for row in self.db.execute("SELECT DISTINCT name FROM found WHERE name IS NOT NULL")]

    def whole_files(self) -> Iterator[tuple[str, int]]:
        """The files that are whole, with how many records each has, those with the most first."""
        yield from self.db.execute("SELECT file, records FROM files WHERE whole ORDER BY records DESC, file").fetchall()


@dataclass(frozen=True, slots=True)
class _Found:
    """A sound record, and what its manifest lists of it. `home` is the warcinfo record of the file it belongs to."""

    record: Record
    entry: Entry | None
    imported: bool
    altered: bool
    is_misplaced: bool
    home: str


def _found(member: Member, file: str, info: Record | None, listed: Mapping[str, Entry]) -> _Found | str:
    """The record in a member of a file that begins with `info`, or what is wrong with it by itself."""
    try:
        record = parse(member.data)
        entry = listed.get(record.id)
        imported = entry.imported if entry else is_foreign(record, info, file)
        if record.type == "metadata" and not imported:
            told(record)
    except DamageError as error:
        return str(error)
    if imported:
        # It came as it is: no rule of ours, and no digest that was false already, tells whether it was damaged here.
        if entry and entry.crc32 != member.crc32:
            return "the imported record is not the one that the manifest lists"
        first = next(iter(listed.values()), None)
        home = info.id if info else first.id if first and first.type == "warcinfo" else _home(record)
        return _Found(record, entry, True, False, info is None, home)
    wrong = next(iter(violations(record)), None)
    return wrong or _Found(
        record, entry, False, _is_altered(member, entry), misplaced(record, info) is not None, _home(record)
    )


def _is_altered(member: Member, entry: Entry | None) -> bool:
    """Whether a member is not the one that a manifest lists, and compressing its record again gives that one."""
    return entry is not None and entry.crc32 != member.crc32 and entry.crc32 == crc32(compress(member.data))


def read_manifest(path: Path) -> Manifest | None:
    """The manifest that a file holds; None when it holds none."""
    try:
        return decode(path.read_bytes())
    except (DamageError, OSError):
        return None


def _home(record: Record) -> str:
    return record.id if record.type == "warcinfo" else record.header("WARC-Warcinfo-ID") or ""
