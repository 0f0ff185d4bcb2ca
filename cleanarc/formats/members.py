"""Gzip members: a file of records is a row of them, one a record, each readable by itself (RFC 1952)."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cleanarc.formats.damage import DamageError

_LEVEL = 6
_GZIP = 31
"""zlib's window bits for a gzip header and trailer."""
_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 15
_OPENING = 1 << 10
"""Bytes in which a member's header and the first bytes of its data stand."""


@dataclass(frozen=True, slots=True)
class Compressor:
    """What wrote the compressed bytes: they are the same only for the same name, version and level."""

    name: str
    version: str
    level: int


COMPRESSOR = Compressor("zlib", zlib.ZLIB_RUNTIME_VERSION, _LEVEL)


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
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return deflate.compress(data) + deflate.flush()


def crc32(data: bytes) -> str:
    """The CRC-32 of bytes in eight hex digits."""
    return f"{zlib.crc32(data):08x}"


def inflate(member: bytes) -> bytes:
    """The data of exactly one member. Raises DamageError when it is cut, changed, or more than one."""
    inflater = zlib.decompressobj(_GZIP)
    try:
        data = inflater.decompress(member)
    except zlib.error as error:
        raise DamageError(f"the gzip member is damaged: {error}") from error
    if not inflater.eof or inflater.unused_data:
        raise DamageError("the gzip member does not end where it should")
    return data


def walk(stream: BinaryIO) -> Iterator[Member | Torn]:
    """Every member of a file, from its start to its end; after damage it goes on at the next member that opens.

    The members and torn stretches tile the file.
    """
    offset = 0
    end = stream.seek(0, 2)
    while offset < end:
        found = _member_at(stream, offset)
        if isinstance(found, str):
            following = _next_member(stream, offset + 1, end)
            yield Torn(offset, following - offset, found)
            offset = following
        else:
            yield found
            offset += found.length


def _member_at(stream: BinaryIO, offset: int) -> Member | str:
    """The member that starts at an offset, or what is wrong there."""
    stream.seek(offset)
    inflater = zlib.decompressobj(_GZIP)
    parts: list[bytes] = []
    length = crc = 0
    while not inflater.eof:
        chunk = stream.read(_CHUNK)
        if not chunk:
            return "the file ends inside a gzip member"
        try:
            parts.append(inflater.decompress(chunk))
        except zlib.error as error:
            return f"no sound gzip member: {error}"
        used = memoryview(chunk)[: len(chunk) - len(inflater.unused_data)]
        length += len(used)
        crc = zlib.crc32(used, crc)
    return Member(offset, length, f"{crc:08x}", b"".join(parts))


def _next_member(stream: BinaryIO, start: int, end: int) -> int:
    """The first offset from `start` on at which a member with a WARC record opens; `end` when there is none."""
    at = start
    while at < end:
        stream.seek(at)
        chunk = stream.read(_CHUNK)
        found = chunk.find(_MAGIC)
        if found < 0:
            # The magic may lie across the border of two chunks.
            at += max(1, len(chunk) - len(_MAGIC) + 1)
        elif _opens_record(stream, at + found):
            return at + found
        else:
            at += found + 1
    return end


def _opens_record(stream: BinaryIO, offset: int) -> bool:
    stream.seek(offset)
    try:
        return zlib.decompressobj(_GZIP).decompress(stream.read(_OPENING), 5) == b"WARC/"
    except zlib.error:
        return False
