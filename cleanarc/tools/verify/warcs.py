"""One WARC file against its manifest and its format."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from cleanarc.archive.catalog import CatalogReader, Location
from cleanarc.archive.derive import NOT_STORED, Deriver, Placed
from cleanarc.archive.layout import HEX_DIGITS, Layout, numbered, warc_number
from cleanarc.archive.place import is_foreign, misplaced
from cleanarc.archive.salvage import origin
from cleanarc.formats.damage import DamageError
from cleanarc.formats.http import content
from cleanarc.formats.manifest import Entry
from cleanarc.formats.members import Member, Torn, inflate, walk
from cleanarc.formats.warc import Record, parse, serialize
from cleanarc.formats.warc_rules import violations
from cleanarc.tools.verify.findings import Finding
from cleanarc.tools.verify.manifests import against_manifest, read_manifest
from cleanarc.tools.verify.replay import Replayer

_NOT_OF_ITS_FORM = (*NOT_STORED, KeyError, TypeError, AttributeError, RecursionError)


class WarcChecker:
    """Checks WARC files one after the other, and takes their records to `deriver`, which fills `catalog`.

    `collection` is the archive's. With `replay` every cleaning is done again as well. `foreign_faults` counts imported
    records that the standard does not allow.
    """

    def __init__(
        self, layout: Layout, collection: str, deriver: Deriver, catalog: sqlite3.Connection, *, replay: bool
    ) -> None:
        self.records = 0
        self.foreign_faults = 0
        self._collection = collection
        self.replayer = Replayer(self._read_raw)
        self._replay = replay
        self._layout = layout
        self._deriver = deriver
        self._catalog = CatalogReader(catalog)
        self._info: Record | None = None

    def check(self, file: str) -> Iterator[Finding]:
        """What is wrong with a file, in the order of its bytes, and then with the file as a whole."""
        manifest = read_manifest(self._layout, file)
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
            yield from against_manifest(self._layout, file, manifest)

    def _check_record(self, record: Record, entry: Entry | None, file: str, member: Member) -> Iterator[str]:
        """What is wrong with a record, in itself and where it stands."""
        self.records += 1
        imported = entry.imported if entry else is_foreign(record, self._info, file)
        if imported:
            yield from self._check_imported(record, entry)
        else:
            yield from self._check_own(record, member)
        self._info = self._info or record
        at = Location(file, member.offset, member.length)
        try:
            self._deriver.add(Placed(record, at))
            if record.type != "warcinfo" and self._catalog.locate(record.id) != at:
                yield f"another record has the id {record.id}"
            if self._replay and not file.startswith("raw/"):
                yield from self.replayer.add(record)
        except DamageError as error:
            yield str(error)
        except _NOT_OF_ITS_FORM:
            yield "the JSON of this metadata record is not of its form"

    def _check_own(self, record: Record, member: Member) -> Iterator[str]:
        yield from violations(record)
        if serialize(record) != member.data:
            yield "the record is not written as this archive writes records"
        if wrong := misplaced(record, self._info):
            yield wrong
        about = origin(record) if record.type == "warcinfo" else None
        if about and about.collection != self._collection:
            yield f"the file is of another archive, of the collection '{about.collection}'"

    def _check_imported(self, record: Record, entry: Entry | None) -> Iterator[str]:
        """What is wrong with a record that was copied, as far as this archive relies on it. It came as it is: what of
        it is against the standard, or was damaged before, is counted."""
        self.foreign_faults += bool(violations(record, imported=True))
        if self._info is None:
            yield "the file does not begin with a warcinfo record"
        wanted = entry.content if entry else None
        if wanted and hashlib.sha256(content(record).data).hexdigest() != wanted:
            yield "the content is not that of the document that the manifest names"

    def _read_raw(self, record: str) -> Record | None:
        """A raw record by its id, where there is a sound one."""
        at = self._catalog.locate(record)
        if at is None:
            return None
        try:
            with (self._layout.root / at.file).open("rb") as stream:
                stream.seek(at.offset)
                return parse(inflate(stream.read(at.length)))
        except (DamageError, OSError):
            return None


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
