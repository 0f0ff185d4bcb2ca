"""The unpacked bytes of a file of records as they come, piece by piece: none is held longer than it is looked at."""

import re
from dataclasses import dataclass
from typing import Protocol

PIECE = 1 << 20
"""No piece has more bytes than this."""

ROOM, MEMBER_ROOM, RATIO = 1 << 30, 1 << 28, 200
"""A file may unpack to so many bytes, a member of it to so many, and to so many times its size besides: pages are
packed to a tenth, hardly to a fiftieth. A member that unpacks to more is left, and a file is read no further."""

MOST_OPENINGS = 100_000
"""Places at which a member may begin that are looked at after damage: a look costs as much as a small record."""

STARTS = re.compile(rb"WARC/\d\.\d|[A-Za-z][A-Za-z0-9+.-]*:[^ \r\n]* [^ \r\n]+ \d{14} [^\r\n]{1,200}\d\r?\n")
"""How a record begins: with the version of WARC, or as an ARC record with its address, host and date."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Unpacked bytes of one member: of a gzip member, a zstd frame, or a file that is not packed, as a whole.

    `member` is the offset at which the member begins, `skip` how many of its bytes came before these; where it ends
    with these, `end` is the offset behind it.
    """

    member: int
    skip: int
    data: bytes
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a file at which there is no record that can be read, and why; `code` is that of a problem."""

    offset: int
    message: str
    code: str = "record-damaged"


class Unpacker(Protocol):
    """A file on the way from a member to its end. After damage it goes on at the next member that holds a record.

    `is_packed` is False where the one member is the file itself.
    """

    is_packed: bool

    def next(self) -> Piece | Gap | None:
        """The next piece, or damage, or None at the end of the file. Raises OSError."""
        ...

    def forward(self, count: int) -> int:
        """Passes over up to `count` bytes that need not be unpacked, and returns how many. Raises OSError."""
        ...

    def back(self, skip: int) -> bool:
        """Goes back to a byte of the member that is being read, where that costs nothing; False where it would."""
        ...
