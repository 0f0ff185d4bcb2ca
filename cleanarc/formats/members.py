"""Gzip members: a file of records is a row of them, one a record, each readable by itself (RFC 1952).

The only module that imports isal: ISA-L deflates and inflates several times as fast as zlib.
"""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import isal
from isal import isal_zlib

from cleanarc.formats.damage import DamageError

LARGEST = 2**30
"""What a member may inflate to, in bytes; one that holds more is damage. A whole file is closed at about this size."""

_LEVEL = 2
"""The highest at which ISA-L gives the same bytes on every x86-64 processor: at 3 they differ with its vector units."""
_GZIP = 31
"""zlib's window bits for a gzip header and trailer."""
_Unsound: type[Exception] = isal_zlib.error  # type: ignore[assignment]  # Its stub takes the class for an instance.
_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_PIECE = 1 << 18
"""Bytes of a file that are read at once: many members, most of which are smaller than a chunk."""
_OPENING = 1 << 10
"""Bytes in which a member's header and the first bytes of its data stand."""


@dataclass(frozen=True, slots=True)
class Compressor:
    """What wrote the compressed bytes: they are the same only for the same name, version and level.

    The name has the machine's family in it, since ISA-L's bytes on ARM are others than on x86-64.
    """

    name: str
    version: str
    level: int


_FAMILIES = {"amd64": "x86_64", "arm64": "aarch64"}
"""Names of families of processors that are the same by another."""


def _family() -> str:
    machine = platform.machine().lower()
    return _FAMILIES.get(machine, machine)


COMPRESSOR = Compressor(f"isa-l {_family()}", isal.ISAL_VERSION, _LEVEL)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a file: `data` inflated, `length` the number of its compressed bytes, `crc32` their checksum."""

    offset: int
    length: int
    crc32: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Torn:
    """Bytes of a file that are no whole member."""

    offset: int
    length: int
    message: str


def compress(data: bytes) -> bytes:
    """One member, with no time and no name in it."""
    return isal_zlib.compress(data, _LEVEL, _GZIP)


def crc32(data: bytes) -> str:
    """The CRC-32 of bytes in eight hex digits."""
    return f"{isal_zlib.crc32(data):08x}"


def inflate(member: bytes) -> bytes:
    """The data of exactly one member. Raises DamageError when it is cut, changed, too large, or more than one."""
    inflater = isal_zlib.decompressobj(_GZIP)
    try:
        data = inflater.decompress(member, LARGEST)
    except _Unsound as error:
        raise DamageError(f"the gzip member is damaged: {error}") from error
    if not inflater.eof or inflater.unused_data:
        raise DamageError("the gzip member does not end where it should")
    return data


def walk(stream: BinaryIO) -> Iterator[Member | Torn]:
    """Every member of a file, from its start to its end; after damage it goes on at the next member that opens.

    The members and torn stretches tile the file.
    """
    file = _File(stream)
    offset = 0
    while offset < file.size:
        found = _member_at(file, offset)
        if isinstance(found, str):
            following = _next_member(file, offset + 1)
            yield Torn(offset, following - offset, found)
            offset = following
        else:
            yield found
            offset += found.length


class _File:
    """A file that is looked at from its start to its end, and so read in pieces that hold many members."""

    def __init__(self, stream: BinaryIO) -> None:
        self.size = stream.seek(0, 2)
        self._stream = stream
        self._start, self._piece = 0, memoryview(b"")

    def at(self, offset: int) -> memoryview:
        """The next bytes from an offset on: a chunk, less before the end of the file, none behind it."""
        skip = offset - self._start
        if not 0 <= skip <= len(self._piece) - _CHUNK:
            self._stream.seek(offset)
            self._start, self._piece, skip = offset, memoryview(self._stream.read(_PIECE)), 0
        return self._piece[skip : skip + _CHUNK]


def _member_at(file: _File, offset: int) -> Member | str:
    """The member that starts at an offset, or what is wrong there."""
    inflater = isal_zlib.decompressobj(_GZIP)
    parts: list[bytes] = []
    length = crc = 0
    left = LARGEST
    while not inflater.eof:
        chunk = file.at(offset + length)
        if not chunk:
            return "the file ends inside a gzip member"
        try:
            parts.append(inflater.decompress(chunk, left + 1))
        except _Unsound as error:
            return f"no sound gzip member: {error}"
        left -= len(parts[-1])
        if left < 0:
            return f"the gzip member holds more than {LARGEST} bytes"
        used = chunk[: len(chunk) - len(inflater.unused_data)]
        length += len(used)
        crc = isal_zlib.crc32(used, crc)
    return Member(offset, length, f"{crc:08x}", b"".join(parts))


def _next_member(file: _File, start: int) -> int:
    """The first offset from `start` on at which a member with a WARC record opens; the file's end for none."""
    at = start
    while at < file.size:
        chunk = bytes(file.at(at))
        found = chunk.find(_MAGIC)
        if found < 0:
            # The magic may lie across the border of two chunks.
            at += max(1, len(chunk) - len(_MAGIC) + 1)
        elif _opens_record(file, at + found):
            return at + found
        else:
            at += found + 1
    return file.size


def _opens_record(file: _File, offset: int) -> bool:
    try:
        return isal_zlib.decompressobj(_GZIP).decompress(file.at(offset)[:_OPENING], 5) == b"WARC/"
    except _Unsound:
        return False
