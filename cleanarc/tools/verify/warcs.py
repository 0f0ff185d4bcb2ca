"""One WARC file against its manifest and its format."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from cleanarc.archive.catalog import CatalogReader, Location
from cleanarc.archive.derive import Deriver, Placed
from cleanarc.archive.layout import HEX_DIGITS, Layout, numbered, warc_number
from cleanarc.formats.damage import DamageError
from cleanarc.formats.manifest import Entry, Manifest, decode
from cleanarc.formats.members import Member, Torn, walk
from cleanarc.formats.warc import Record, parse, serialize
from cleanarc.formats.warc_rules import violations
from cleanarc.tools.verify.findings import Finding
from cleanarc.tools.verify.imported import imported_violations
from cleanarc.tools.verify.replay import Replayer


class WarcChecker:
    """Checks WARC files one after the other, and takes their records to `deriver`, which fills `catalog`."""

    def __init__(self, layout: Layout, deriver: Deriver, catalog: sqlite3.Connection) -> None:
        self.records = 0
        self.replayer = Replayer()
        self._layout = layout
        self._deriver = deriver
        self._catalog = CatalogReader(catalog)
        self._info: Record | None = None

    def check(self, file: str) -> Iterator[Finding]:
        """What is wrong with a file, in the order of its bytes, and then with the file as a whole."""
        manifest = self._read_manifest(file)
        if isinstance(manifest, Finding):
            yield manifest
            manifest = None
        named = self._layout.manifest(file).relative_to(self._layout.root).as_posix()
        expected = {entry.offset: entry for entry in manifest.entries} if manifest else {}
        plain = hashlib.sha256()
        torn = False
        self._info = None
        self._deriver.add_file(self._layout, file)
        with (self._layout.root / file).open("rb") as stream:
            for found in walk(stream):
                entry = expected.pop(found.offset, None)
                if isinstance(found, Torn):
                    torn = True
                    yield Finding(file, found.offset, found.message)
                    continue
                plain.update(found.data)
                record = _parsed(found)
                messages = [
                    *_against_entry(found, record, entry, named if manifest else None),
                    *([record] if isinstance(record, str) else self._check_record(record, entry, file, found)),
                ]
                yield from (Finding(file, found.offset, message) for message in messages)
        for entry in expected.values():
            yield Finding(file, entry.offset, f"the {entry.type} record {entry.id} that {named} lists is missing")
        if not torn and file != _named(file, plain.hexdigest()):
            yield Finding(file, None, f"the records have another hash than the name says: {plain.hexdigest()}")
        if manifest:
            yield from self._against_manifest(file, manifest, named)

    def _read_manifest(self, file: str) -> Manifest | Finding | None:
        """The manifest of a file; None where there is none, which is told elsewhere."""
        path = self._layout.manifest(file)
        if not path.exists():
            return None
        relative = path.relative_to(self._layout.root).as_posix()
        try:
            manifest = decode(path.read_bytes())
        except DamageError as error:
            return Finding(relative, None, str(error))
        if manifest.file != file or manifest.records != len(manifest.entries):
            return Finding(relative, None, "the manifest does not agree with itself or with its name")
        return manifest

    def _against_manifest(self, file: str, manifest: Manifest, named: str) -> Iterator[Finding]:
        path = self._layout.root / file
        size = path.stat().st_size
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if size != manifest.bytes:
            at = min(size, manifest.bytes)
            yield Finding(file, at, f"the file has {size} bytes, {named} says {manifest.bytes}")
        elif digest != manifest.sha256:
            yield Finding(file, None, f"the file's SHA-256 is not the one in {named}")

    def _check_record(self, record: Record, entry: Entry | None, file: str, member: Member) -> Iterator[str]:
        """What is wrong with a record, in itself and where it stands."""
        self.records += 1
        if entry and entry.imported:
            yield from imported_violations(record, entry)
            yield from self._check_imported_place()
        else:
            yield from violations(record)
            yield from self._check_place(record)
            if serialize(record) != member.data:
                yield "the record is not written as this archive writes records"
        at = Location(file, member.offset, member.length)
        try:
            self._deriver.add(Placed(record, at))
            if record.type != "warcinfo" and self._catalog.locate(record.id) != at:
                yield f"another record has the id {record.id}"
            if not file.startswith("raw/"):
                yield from self.replayer.add(record)
        except DamageError as error:
            yield str(error)

    def _check_imported_place(self) -> Iterator[str]:
        if self._info is None:
            yield "the file does not begin with a warcinfo record"

    def _check_place(self, record: Record) -> Iterator[str]:
        """Whether a record belongs behind the warcinfo record of its file."""
        if self._info is None:
            if record.type != "warcinfo":
                yield "the file does not begin with a warcinfo record"
            self._info = record
        elif record.type == "warcinfo":
            yield "there is a second warcinfo record"
        elif record.header("WARC-Warcinfo-ID") != self._info.id:
            yield "WARC-Warcinfo-ID is not the id of the file's warcinfo record"
        elif record.date > self._info.date:
            yield "the record is younger than the file's warcinfo record"


def _parsed(member: Member) -> Record | str:
    """The record in a member, or what is wrong with it."""
    try:
        return parse(member.data)
    except DamageError as error:
        return str(error)


def _against_entry(member: Member, record: Record | str, entry: Entry | None, manifest: str | None) -> Iterator[str]:
    """What the manifest of that name says against a member; nothing where there is no manifest."""
    if manifest is None:
        return
    if entry is None:
        yield f"{manifest} lists no record here"
    elif (entry.length, entry.crc32) != (member.length, member.crc32):
        yield f"the compressed record is not the one that {manifest} lists"
    elif isinstance(record, Record) and (entry.type, entry.id, entry.uri) != (record.type, record.id, record.uri):
        yield f"{manifest} lists another record here"


def _named(file: str, digest: str) -> str:
    series = Path(file).parent.name
    return f"{series}/{numbered(warc_number(file), digest[:HEX_DIGITS])}.warc.gz"
