"""Files of zstd frames, a record in each (RFC 8878).

As https://iipc.github.io/warc-specifications/specifications/warc-zstd/ has it, a file may begin with a dictionary.
"""

import io
from typing import BinaryIO, cast

from cleanarc.formats.codings import Reader, unpack_zstd, zstd_reader
from cleanarc.formats.damage import DamageError
from cleanarc.formats.pieces import MEMBER_ROOM, MOST_OPENINGS, PIECE, RATIO, ROOM, STARTS, Gap, Piece

_FRAME = b"\x28\xb5\x2f\xfd"
_DICTIONARY = b"\x5d\x2a\x4d\x18"
_SKIPPABLE = b"\x2a\x4d\x18"
"""What the magic numbers of frames that hold no data end in; they begin with 0x50 to 0x5f."""
_MOST_DICTIONARY = 1 << 24
_OPENING = 1 << 11
_SEARCHED = 1 << 20
_HEADS = 1 << 12
_RLE, _RESERVED = 1, 3


def is_zstd(head: bytes) -> bool:
    """Whether a file that begins with these bytes holds zstd frames."""
    return head.startswith((_FRAME, _DICTIONARY))


class Zstd:
    """A file of zstd frames, unpacked from the frame on that begins at an offset."""

    is_packed = True

    def __init__(self, raw: BinaryIO, member: int) -> None:
        self._raw = raw
        self._size = raw.seek(0, 2)
        self._room = ROOM + RATIO * self._size
        self._looks = MOST_OPENINGS
        self._dictionary = self._read_dictionary()
        self._frame = self._end = member
        self._skip = 0
        self._reader: Reader | None = None

    def _read_dictionary(self) -> bytes | None:
        self._raw.seek(0)
        head = self._raw.read(8)
        length = int.from_bytes(head[4:], "little")
        if not head.startswith(_DICTIONARY) or length > _MOST_DICTIONARY:
            return None
        data = self._raw.read(length)
        try:
            return unpack_zstd(data, _MOST_DICTIONARY) if data.startswith(_FRAME) else data
        except DamageError:
            return None

    def next(self) -> Piece | Gap | None:
        try:
            while self._reader is None:
                if self._frame >= self._size:
                    return None
                self._begin()
            data = self._reader.read(PIECE)
        except (OSError, ValueError, DamageError) as error:
            return self._left(f"there is no sound zstd frame: {error}", self._next_frame(self._frame + 1))
        self._room -= len(data)
        if self._room < 0:
            return self._left(f"the file unpacks to more than {RATIO} times its size", self._size)
        if self._skip > MEMBER_ROOM + RATIO * (self._end - self._frame):
            return self._left(f"the frame unpacks to more than {RATIO} times its size", self._end)
        piece = Piece(self._frame, self._skip, data, None if data else self._end)
        self._skip += len(data)
        if not data:
            self._frame, self._reader = self._end, None
        return piece

    def _begin(self) -> None:
        """Begins with a frame; of one that holds no data nothing is read. Raises DamageError."""
        self._end, holds_data = self._frame_end(self._frame)
        self._skip = 0
        if holds_data:
            self._reader = zstd_reader(_window(self._raw, self._frame, self._end), self._dictionary)
        else:
            self._frame = self._end

    def forward(self, count: int) -> int:
        return 0

    def back(self, skip: int) -> bool:
        return False

    def _left(self, message: str, following: int) -> Gap:
        gap = Gap(self._frame, message)
        self._frame, self._reader = following, None
        return gap

    def _frame_end(self, frame: int) -> tuple[int, bool]:
        """The offset behind a frame, and whether it holds data. Raises DamageError when it is none, or cut."""
        self._raw.seek(frame)
        head = self._raw.read(18)
        if head[1:4] == _SKIPPABLE and head[0] >> 4 == 5:
            end = frame + 8 + int.from_bytes(head[4:8], "little")
            is_data = False
        elif head.startswith(_FRAME) and len(head) > 5:
            end = self._behind_blocks(frame + 5 + _header_length(head[4])) + 4 * (head[4] >> 2 & 1)
            is_data = True
        else:
            raise DamageError("none begins here")
        if end > self._size:
            raise DamageError("it is cut")
        return end, is_data

    def _behind_blocks(self, at: int) -> int:
        start, window = at, b""
        last = 0
        while not last:
            if at + 3 > start + len(window):
                self._raw.seek(at)
                start, window = at, self._raw.read(_HEADS)
            head = int.from_bytes(window[at - start : at - start + 3], "little")
            last, kind, length = head & 1, head >> 1 & 3, head >> 3
            # A block without bytes is the last one, if any: else a small file would have no end of them.
            if kind == _RESERVED or at >= self._size or not (length or last):
                raise DamageError("its blocks are damaged")
            at += 3 + (1 if kind == _RLE else length)
        return at

    def _next_frame(self, start: int) -> int:
        """The first offset from `start` on at which a frame with a record begins; the file's end when none does."""
        while start < self._size and self._looks:
            self._raw.seek(start)
            found = self._raw.read(_SEARCHED)
            at = found.find(_FRAME)
            while at >= 0 and self._looks:
                self._looks -= 1
                if self._opens_record(start + at):
                    return start + at
                at = found.find(_FRAME, at + 1)
            start += max(1, len(found) - len(_FRAME) + 1)
        return self._size

    def _opens_record(self, frame: int) -> bool:
        try:
            head = zstd_reader(_window(self._raw, frame, self._size), self._dictionary).read(_OPENING)
        except (OSError, ValueError):
            return False
        return bool(STARTS.match(head))


def _header_length(descriptor: int) -> int:
    """How many bytes of a frame's header follow on its descriptor."""
    single = descriptor >> 5 & 1
    return (1 - single) + (0, 1, 2, 4)[descriptor & 3] + (single, 2, 4, 8)[descriptor >> 6]


def _window(raw: BinaryIO, start: int, end: int) -> BinaryIO:
    return cast(BinaryIO, _Window(raw, start, end))


class _Window(io.RawIOBase):
    """A stretch of a file as a file."""

    def __init__(self, raw: BinaryIO, start: int, end: int) -> None:
        super().__init__()
        self._raw, self._at, self._end = raw, start, end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._raw.seek(self._at)
        data = self._raw.read(min(len(buffer), self._end - self._at))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return self._at
