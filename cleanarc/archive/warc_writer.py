"""Writing one WARC file: records packed into members, under a name that ends in ".open" until all is published."""

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cleanarc.archive.layout import HEX_DIGITS, Layout, numbered
from cleanarc.archive.records import FileFacts, warcinfo
from cleanarc.formats.files import OPEN
from cleanarc.formats.imported import Imported
from cleanarc.formats.manifest import Entry, Manifest
from cleanarc.formats.members import COMPRESSOR, Compressor, compress, crc32
from cleanarc.formats.warc import Record, serialize


@dataclass(frozen=True, slots=True)
class Packed:
    """A record ready to be written: its bytes as they are and as a gzip member.

    `imported` says that it was made by others, and `content` is then the SHA-256 of the document in it, if any; `info`
    is the warcinfo record that it belongs behind.
    """

    type: str
    id: str
    uri: str | None
    plain: bytes = field(repr=False)
    member: bytes = field(repr=False)
    imported: bool = False
    content: str | None = None
    info: "Packed | None" = None


def pack(record: Record) -> Packed:
    """Most of the work of writing a record, so that it can be done anywhere."""
    plain = serialize(record)
    return Packed(record.type, record.id, record.uri, plain, compress(plain))


def copied(imported: Imported, content: str | None = None) -> Packed:
    """A record of another archive as it is; its member too, where it had one of its own."""
    record = imported.record
    return Packed(
        record.type,
        record.id,
        record.uri,
        imported.plain,
        imported.member or compress(imported.plain),
        imported=True,
        content=content,
        info=copied(imported.info) if imported.info else None,
    )


@dataclass(frozen=True, slots=True)
class Finished:
    """A WARC file that is complete and synced, still under its unfinished name, and its manifest."""

    unfinished: Path
    manifest: Manifest


class WarcFile:
    """A WARC file in the making, member by member, under its unfinished name; made when its first member comes.

    `part` tells unfinished files of the same number from one another.
    """

    def __init__(self, layout: Layout, series: str, number: int, part: str = "") -> None:
        self.path = layout.root / series / f"{number:03d}{part}.warc.gz{OPEN}"
        self._series = series
        self._number = number
        self._out: BinaryIO | None = None
        self._entries: list[Entry] = []
        self._size = 0
        self._plain = hashlib.sha256()
        self._compressed = hashlib.sha256()

    @property
    def is_empty(self) -> bool:
        return not self._entries

    def write(self, packed: Packed) -> None:
        """Appends a record, its member as it is."""
        if self._out is None:
            self._out = self.path.open("wb")
        self._out.write(packed.member)
        place = (self._size, len(packed.member), crc32(packed.member))
        self._entries.append(Entry(packed.type, packed.id, packed.uri, *place, packed.imported, packed.content))
        self._size += len(packed.member)
        self._plain.update(packed.plain)
        self._compressed.update(packed.member)

    def finish(self, compressor: Compressor = COMPRESSOR) -> Finished | None:
        """Closes and syncs the file; None when there were no records. `compressor` is what made the members."""
        if self._out is None:
            return None
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()
        name = numbered(self._number, self._plain.hexdigest()[:HEX_DIGITS])
        return Finished(
            self.path,
            Manifest(
                f"{self._series}/{name}.warc.gz",
                len(self._entries),
                self._size,
                self._compressed.hexdigest(),
                compressor,
                tuple(self._entries),
            ),
        )

    def close(self) -> None:
        """Closes the file. What was not published stays unfinished, and goes with it."""
        if self._out is not None:
            self._out.close()
            self.path.unlink(missing_ok=True)


def written(out: WarcFile, records: Iterable[Packed], compressor: Compressor = COMPRESSOR) -> Finished | None:
    """A file of these records, finished; None when there are none. Whatever is raised meanwhile, no file is left."""
    try:
        for packed in records:
            out.write(packed)
        return out.finish(compressor)
    except BaseException:
        out.close()
        raise


class WarcWriter:
    """One WARC file of new records; no file is made for no records. `info` is the id of its warcinfo record.

    Imported records stand behind a copy of their own warcinfo record, one for all that follow on each other.

    `known` tells of a record's id whether the archive has it: such a record outlived a loss that the others make good,
    and is not written again.
    """

    def __init__(self, layout: Layout, facts: FileFacts, known: Callable[[str], bool] = lambda record: False) -> None:
        self._warcinfo = warcinfo(facts)
        self._known = known
        self._behind: str | None = None
        self._file = WarcFile(layout, facts.series, facts.number)

    @property
    def info(self) -> str:
        return self._warcinfo.id

    def add(self, records: Iterable[Packed]) -> None:
        """Appends records, behind the warcinfo when they are the first."""
        for packed in records:
            if self._known(packed.id):
                continue
            if self._file.is_empty:
                self._file.write(pack(self._warcinfo))
            if packed.info and packed.info.id != self._behind:
                self._file.write(packed.info)
                self._behind = packed.info.id
            self._file.write(packed)

    def finish(self) -> Finished | None:
        """Closes and syncs the file; None when there were no records."""
        return self._file.finish()

    def close(self) -> None:
        """Closes the file. What was not published stays unfinished, and goes with it."""
        self._file.close()
