"""Files of records, plain or packed: gzip has a record in a member (RFC 1952), zstd in a frame (RFC 8878)."""

import zlib
from enum import StrEnum
from typing import BinaryIO

from cleanarc.formats.pieces import MEMBER_ROOM, MOST_OPENINGS, PIECE, RATIO, ROOM, STARTS, Gap, Piece, Unpacker
from cleanarc.formats.zstd import Zstd, is_zstd

_GZIP = 31
"""zlib's window bits for a gzip header and trailer."""
_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_OPENING = 1 << 11
_SEARCHED = 1 << 20


class Packing(StrEnum):
    """How the records of a file are packed."""

    PLAIN = "plain"
    GZIP = "gzip"
    ZSTD = "zstd"


def packing_of(head: bytes) -> Packing:
    """How a file is packed that begins with these bytes."""
    if head.startswith(_MAGIC):
        return Packing.GZIP
    return Packing.ZSTD if is_zstd(head) else Packing.PLAIN


def opening(raw: BinaryIO) -> bytes:
    """The first bytes of what is packed in a file; empty where they can't be unpacked. Raises OSError."""
    raw.seek(0)
    head = raw.read(_OPENING)
    packing = packing_of(head)
    if packing is Packing.PLAIN:
        return head
    piece = unpacker(packing, raw).next()
    return piece.data[:_OPENING] if isinstance(piece, Piece) else b""


def unpacker(packing: Packing, raw: BinaryIO, member: int = 0) -> Unpacker:
    """Unpacks a file from the member on that begins at an offset."""
    match packing:
        case Packing.PLAIN:
            return _Plain(raw)
        case Packing.GZIP:
            return _Gzip(raw, member)
        case Packing.ZSTD:
            return Zstd(raw, member)


class _Plain:
    """A file that is not packed: one member, of which any byte is as near as any other."""

    is_packed = False

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._size = raw.seek(0, 2)
        self._at = 0

    def next(self) -> Piece | None:
        self._raw.seek(self._at)
        data = self._raw.read(PIECE)
        skip, self._at = self._at, self._at + len(data)
        return Piece(0, skip, data, self._size if self._at >= self._size else None) if data else None

    def forward(self, count: int) -> int:
        passed = max(0, min(count, self._size - self._at))
        self._at += passed
        return passed

    def back(self, skip: int) -> bool:
        self._at = skip
        return True


class _Gzip:
    """A file of gzip members. What was inflated counts, so that a small file can't unpack without end."""

    is_packed = True

    def __init__(self, raw: BinaryIO, member: int) -> None:
        self._raw = raw
        self._room = ROOM + RATIO * raw.seek(0, 2)
        self._looks = MOST_OPENINGS
        self._begin(member)

    def _begin(self, member: int) -> None:
        """Goes to a member; what was read of the file before is forgotten."""
        self._raw.seek(member)
        self._packed = b""
        self._open(member)

    def _open(self, member: int) -> None:
        self._member = self._at = member
        self._skip = 0
        self._inflater = zlib.decompressobj(_GZIP)

    def next(self) -> Piece | Gap | None:
        while True:
            self._packed = self._packed or self._raw.read(_CHUNK)
            if not self._packed:
                return self._ended()
            try:
                data = self._inflater.decompress(self._packed, PIECE)
            except zlib.error as error:
                return self._torn(f"there is no sound gzip member: {error}", self._next_member(self._member + 1))
            left = self._inflater.unused_data or self._inflater.unconsumed_tail
            self._at += len(self._packed) - len(left)
            self._packed = left
            self._room -= len(data)
            if self._room < 0:
                return self._torn(f"the file unpacks to more than {RATIO} times its size", self._raw.seek(0, 2))
            if self._skip > MEMBER_ROOM + RATIO * (self._at - self._member):
                return self._torn(
                    f"the member unpacks to more than {RATIO} times its size", self._next_member(self._at)
                )
            piece = Piece(self._member, self._skip, data, self._at if self._inflater.eof else None)
            self._skip += len(data)
            if piece.end is not None:
                self._open(self._at)
            if data or piece.end is not None:
                return piece

    def _ended(self) -> Gap | None:
        if self._at == self._member:
            return None
        # A record may begin in what was taken for the rest of a member that was cut.
        return self._torn("the file ends inside a gzip member", self._next_member(self._member + 1))

    def _torn(self, message: str, following: int) -> Gap:
        gap = Gap(self._member, message)
        self._begin(following)
        return gap

    def forward(self, count: int) -> int:
        return 0

    def back(self, skip: int) -> bool:
        return False

    def _next_member(self, start: int) -> int:
        """The first offset from `start` on at which a member with a record begins; the file's end when none does."""
        while True:
            self._raw.seek(start)
            found = self._raw.read(_SEARCHED)
            if len(found) < len(_MAGIC) or not self._looks:
                return self._raw.seek(0, 2)
            # The end of what was read is looked at again, with what follows on it.
            whole = len(found) - (_OPENING if len(found) == _SEARCHED else 0)
            at = found.find(_MAGIC)
            while 0 <= at < whole and self._looks:
                self._looks -= 1
                if STARTS.match(_inflated(found[at : at + _OPENING])):
                    return start + at
                at = found.find(_MAGIC, at + 1)
            start += whole


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(_GZIP).decompress(head, _OPENING)
    except zlib.error:
        return b""
