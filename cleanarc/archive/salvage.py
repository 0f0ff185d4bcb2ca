"""Taking stock of WARC files whatever is wrong with them: which records are sound, and which files are whole."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cleanarc.archive.derive import NOT_STORED, Damage, told
from cleanarc.archive.layout import HEX_DIGITS, SERIES, Layout, numbered
from cleanarc.archive.place import misplaced
from cleanarc.archive.records import told_by
from cleanarc.formats.damage import DamageError
from cleanarc.formats.manifest import Entry, Manifest, decode
from cleanarc.formats.members import Member, Torn, compress, crc32, walk
from cleanarc.formats.warc import Record, parse
from cleanarc.formats.warc_rules import violations

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
                record = sound(found)
                if isinstance(record, str):
                    self._damaged(file, found.offset, record)
                    whole = False
                    continue
                altered = _is_altered(found, listed.get(record.id))
                try:
                    self._add(record, file, found, altered=altered)
                except NOT_STORED:
                    self._damaged(file, found.offset, "the JSON of this metadata record is not of its form")
                    whole = False
                    continue
                whole = whole and misplaced(record, info) is None and not altered
                info = info or record
                home = home or _home(record)
                count += 1
        origin_ = self.origins.get(home or "")
        named = origin_ and f"{origin_.series}/{numbered(origin_.number, plain.hexdigest()[:HEX_DIGITS])}.warc.gz"
        self.db.execute("INSERT INTO files VALUES (?, ?, ?, ?)", (file, home, whole and file == named, count))

    def _add(self, record: Record, file: str, member: Member, *, altered: bool) -> None:
        if record.type == "warcinfo" and (about := origin(record)):
            self.origins.setdefault(record.id, about)
        what = told(record) if record.type == "metadata" else None
        if what and what.learned:
            self.learned.add(what.learned)
        self.db.execute(
            "INSERT INTO found (id, type, uri, date, home, file, offset, length, crc32, altered, refers_to, document,"
            " name, path, cleaned, conversion) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(record.id, record.type, record.uri, record.date, _home(record)),
                *(file, member.offset, member.length, member.crc32, altered, record.refers_to),
                what and what.identity.record,
                what and what.identity.name,
                next((source.path for source, _ in what.sources), None) if what else None,
                what and what.cleaning is not None,
                what.cleaning.conversion if what and what.cleaning else None,
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


def sound(member: Member) -> Record | str:
    """The record in a member, or what is wrong with it by itself."""
    try:
        record = parse(member.data)
        if record.type == "metadata":
            told(record)
    except DamageError as error:
        return str(error)
    return next(iter(violations(record)), record)


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
