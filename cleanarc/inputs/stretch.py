"""Files of records opened to be read at any place, without holding anything open between two reads."""

import io
import os
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from cleanarc.formats.cursor import Cursor
from cleanarc.formats.members import inflate
from cleanarc.formats.pieces import RATIO, ROOM
from cleanarc.formats.unpack import Packing
from cleanarc.inputs.place import Place, Window

_CHUNK = 1 << 16


def opened(file: Path, window: Window | None) -> BinaryIO:
    """A file of records, or the stretch of a file that is one, to be read. Raises OSError."""
    stored: BinaryIO = cast(BinaryIO, Stretch(file, window))
    return cast(BinaryIO, Inflated(stored)) if window and window.is_deflated else stored


@dataclass(frozen=True, slots=True)
class Fetched:
    """A record's bytes, and its gzip member where it is alone in it."""

    plain: bytes
    member: bytes | None


def fetch(file: Path, place: Place) -> Fetched:
    """The record at a place. Raises OSError, and DamageError when there is none any more."""
    stamp = stamp_of(file)
    if place.packing is not Packing.GZIP or place.packed is None:
        cursor = _cursor(file, place.window, place.packing, stamp)
        return Fetched(cursor.read(place.member, place.skip, place.length), None)
    raw = _raw(file, place.window, stamp)
    raw.seek(place.member)
    member = raw.read(place.packed)
    return Fetched(inflate(member), member)


def stamp_of(file: Path) -> tuple[int, ...]:
    """What tells a file from what it was before it was changed. Raises OSError."""
    status = file.stat()
    return (status.st_ino, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=2)
def _raw(file: Path, window: Window | None, stamp: tuple[int, ...]) -> BinaryIO:
    """The file as it was read last: in one that is packed in a zip, it is not far to what comes next."""
    return opened(file, window)


@lru_cache(maxsize=2)
def _cursor(file: Path, window: Window | None, packing: Packing, stamp: tuple[int, ...]) -> Cursor:
    return Cursor(packing, opened(file, window))


class Stretch(io.RawIOBase):
    """A file, or a stretch of one, that is open only while it is read: so it may be kept, and costs no handle."""

    def __init__(self, file: Path, window: Window | None = None) -> None:
        super().__init__()
        self._file = file
        size = file.stat().st_size
        self._start, self._end = (window.start, min(window.end, size)) if window else (0, size)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._end - self._start}[whence]
        self._at = max(0, base + offset)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        left = max(0, self._end - self._start - self._at)
        with self._file.open("rb", buffering=0) as stream:
            stream.seek(self._start + self._at)
            data = stream.read(left if size < 0 else min(size, left)) or b""
        self._at += len(data)
        return data


class Inflated(io.RawIOBase):
    """A deflated file in a zip, inflated as far as it is read; to go back is to begin again.

    It ends where its bytes are damaged, or where they are more than a file may unpack to.
    """

    def __init__(self, stored: BinaryIO) -> None:
        super().__init__()
        self._stored = stored
        self._room = ROOM + RATIO * stored.seek(0, os.SEEK_END)
        self._begin()
        self._size: int | None = None

    def _begin(self) -> None:
        self._stored.seek(0)
        self._inflater = zlib.decompressobj(-15)
        self._packed, self._ready, self._at = b"", b"", 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        if whence == os.SEEK_END:
            offset += self._whole_size()
        if offset < self._at:
            self._begin()
        while self._at < offset and self.read(min(_CHUNK, offset - self._at)):
            pass
        return self._at

    def _whole_size(self) -> int:
        if self._size is None:
            while self.read(_CHUNK):
                pass
            self._size = self._at
        return self._size

    def read(self, size: int = -1, /) -> bytes:
        parts: list[bytes] = []
        while size and (self._ready or self._inflate()):
            part = self._ready if size < 0 else self._ready[:size]
            self._ready = self._ready[len(part) :]
            self._at += len(part)
            size -= len(part) if size > 0 else 0
            parts.append(part)
        return b"".join(parts)

    def _inflate(self) -> bool:
        while not self._ready and not self._inflater.eof and self._at < self._room:
            self._packed = self._packed or self._stored.read(_CHUNK)
            is_end = not self._packed
            try:
                # At the end too: the inflater may hold bytes back for which there was no room the last time.
                self._ready = self._inflater.decompress(self._packed, _CHUNK)
            except zlib.error:
                return False
            self._packed = self._inflater.unconsumed_tail
            if is_end:
                break
        return bool(self._ready)
