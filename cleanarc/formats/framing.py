"""Where the records of a file are, WARC or ARC, packed or not, sound or damaged; no record is held in memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleanarc.formats.arc import block_length
from cleanarc.formats.pieces import STARTS, Gap, Piece, Unpacker

MOST_HEAD = 1 << 16
"""Bytes of a record's own headers: real ones have a thousandth of it."""
NO_RECORD = "no record begins here"
ARC = "arc"
TOO_LARGE = "too-large"
_MOST_GAPS = 1_000
"""Places of damage after which the rest of a file is given up."""
_END = b"\r\n\r\n"
_MOST_ENDS = 64
"""Bytes of line ends behind a record that are copied with it."""
_ENDS = re.compile(rb"[\r\n]*")
_END_OF_LINE = re.compile(rb"\n")
_END_OF_HEAD = re.compile(rb"\A\r?\n|\n\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type[ \t]*:[ \t]*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_LATER = re.compile(rb"\n(?=" + STARTS.pattern + rb")")
_OVERLAP = 2048
"""More bytes than `STARTS` needs, so that no beginning of a record is lost between two pieces."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record is: in the member at an offset, behind `skip` of its unpacked bytes, `length` bytes long.

    `packed` is the length of the member where that holds this record alone. `type` is what the record says of itself,
    "arc" for an ARC record, whose description of its file counts as a warcinfo record.
    """

    member: int
    skip: int
    length: int
    packed: int | None
    type: str


def records(unpacked: Unpacker, most: int) -> Iterator[Spot | Gap]:
    """Every record from where the unpacker is to the end of its file, in order, and what can't be read between them.

    A record of more than `most` bytes is a gap, as is one that does not hold what it says. Raises OSError.
    """
    stream = _Stream(unpacked)
    gaps, lost = 0, False
    while gaps < _MOST_GAPS:
        try:
            if (lost and not stream.find_start()) or not stream.blank():
                return
            found: Spot | Gap = _record(stream, most)
        except _TornError as error:
            found = error.gap
        yield found
        lost = isinstance(found, Gap) and found.code != TOO_LARGE
        gaps += lost
    yield Gap(stream.offset, f"there are more than {_MOST_GAPS} such places: the rest was not read")


class _TornError(Exception):
    """The bytes that are being read end before they should."""

    def __init__(self, gap: Gap) -> None:
        super().__init__(gap.message)
        self.gap = gap


def _record(stream: "_Stream", most: int) -> Spot | Gap:
    """The record that begins here; behind a gap the stream stands where the next may be looked for."""
    member, skip, start = stream.piece.member, stream.skip, stream.begin()
    line = stream.take_to(_END_OF_LINE, MOST_HEAD)
    if line is None or not STARTS.match(line):
        return Gap(start, NO_RECORD)
    kind = "warcinfo" if line.startswith(b"filedesc:") else ARC
    head, length = len(line), block_length(line)
    if line.startswith(b"WARC/"):
        rest = stream.take_to(_END_OF_HEAD, MOST_HEAD)
        if rest is None:
            return Gap(start, f"the record's headers don't end within {MOST_HEAD} bytes")
        declared, named = _LENGTH.search(rest), _TYPE.search(rest)
        if declared is None:
            return Gap(start, "the record has no Content-Length that can be read")
        kind = named[1].decode("ascii", "replace").lower() if named else ""
        head, length = head + len(rest), int(declared[1])
    return _with_block(stream, Spot(member, skip, head + length, None, kind), length, most)


def _with_block(stream: "_Stream", spot: Spot, length: int, most: int) -> Spot | Gap:
    """Passes over a record's block and the line ends behind it."""
    block = stream.skip
    whole = stream.pass_over(length)
    ends = stream.line_ends() if whole else 0
    at_seam = whole and stream.at_seam()
    if not ends and not at_seam:
        stream.go_back(block)
        return Gap(stream.begun, f"the record does not hold the {length} bytes that it says")
    if spot.length > most:
        return Gap(stream.begun, f"the record has more than {most} bytes", TOO_LARGE)
    member_end = stream.piece.end if at_seam and stream.piece.member == spot.member else None
    if spot.skip == 0 and member_end and ends <= _MOST_ENDS:
        return Spot(spot.member, 0, spot.length + ends, member_end - spot.member, spot.type)
    return Spot(spot.member, spot.skip, spot.length + min(ends, len(_END)), None, spot.type)


class _Stream:
    """The unpacked bytes of a file as one row; `piece` is the one that the next byte is from, or that was read last.

    `begun` is the offset in the file of the record that is being read.
    """

    def __init__(self, unpacked: Unpacker) -> None:
        self._unpacked = unpacked
        self.piece = Piece(0, 0, b"")
        self.begun = 0
        self._at = 0

    @property
    def skip(self) -> int:
        """How many unpacked bytes of its member come before the next one."""
        return self.piece.skip + self._at

    @property
    def offset(self) -> int:
        """The offset in the file of the next byte, or of its member where it is packed."""
        return self.piece.member if self._unpacked.is_packed else self.skip

    def begin(self) -> int:
        """Notes that a record begins at the next byte, and returns its offset in the file."""
        self.begun = self.offset
        return self.begun

    def _more(self) -> bool:
        """Takes the next piece; False at the end of the file. Raises _TornError."""
        found = self._unpacked.next()
        if isinstance(found, Gap):
            raise _TornError(found)
        if found is None:
            return False
        self.piece, self._at = found, 0
        return True

    def _more_of_record(self) -> bool:
        """Takes the next piece inside a record. Where another record begins with it, the one before was cut."""
        if not self._more():
            return False
        if self._unpacked.is_packed and self.piece.skip == 0 and STARTS.match(self.piece.data):
            raise _TornError(Gap(self.begun, "the record is cut: another one begins before it ends"))
        return True

    @property
    def _used_up(self) -> bool:
        return self._at == len(self.piece.data)

    def blank(self) -> bool:
        """Passes over line ends between records; False when the file ends there."""
        while True:
            self._pass_ends()
            if not self._used_up:
                return True
            if not self._more():
                return False

    def line_ends(self) -> int:
        """Passes over line ends to the end of the member at most; returns how many bytes they have."""
        count = 0
        while not self.at_seam() and self.piece.data[self._at] in b"\r\n":
            count += self._pass_ends()
        return count

    def _pass_ends(self) -> int:
        """Passes over the line ends that follow in the piece at hand; returns how many bytes they have."""
        found = _ENDS.match(self.piece.data, self._at)
        step = len(found[0]) if found else 0
        self._at += step
        return step

    def at_seam(self) -> bool:
        """Whether the member, or the file, ends before the next byte."""
        while self._used_up and self.piece.end is None and self._more():
            pass
        return self._used_up

    def take_to(self, end: re.Pattern[bytes], most: int) -> bytes | None:
        """The bytes up to where `end` ends; None where it does not within `most` bytes, which are passed over."""
        taken = bytearray()
        while len(taken) < most:
            if self._used_up and not self._more_of_record():
                return None
            window = self.piece.data[self._at : self._at + most - len(taken)]
            before = len(taken)
            taken += window
            if found := end.search(taken, max(0, before - len(_END))):
                self._at += found.end() - before
                return bytes(taken[: found.end()])
            self._at += len(window)
        return None

    def pass_over(self, count: int) -> bool:
        """Passes over bytes of a record; False when there are fewer."""
        while count:
            if self._used_up:
                if passed := self._unpacked.forward(count):
                    self.piece, self._at = Piece(self.piece.member, self.skip + passed, b""), 0
                    count -= passed
                elif not self._more_of_record():
                    return False
            step = min(count, len(self.piece.data) - self._at)
            self._at += step
            count -= step
        return True

    def go_back(self, skip: int) -> None:
        """Goes back to a byte of the member, where that costs nothing."""
        if self._unpacked.back(skip):
            self.piece, self._at = Piece(self.piece.member, skip, b""), 0

    def find_start(self) -> bool:
        """Goes on to where a record may begin; False when the file ends before. Raises _TornError."""
        if STARTS.match(self.piece.data, self._at):
            return True
        while not (found := _LATER.search(self.piece.data, self._at)):
            last, kept = self.piece, max(self._at, len(self.piece.data) - _OVERLAP)
            if not self._more():
                return False
            if self.piece.member != last.member:
                if STARTS.match(self.piece.data):
                    return True
            elif self.piece.data:
                # A beginning may lie across the border of two pieces.
                joined = last.data[kept:] + self.piece.data
                self.piece = Piece(last.member, last.skip + kept, joined, self.piece.end)
        self._at = found.end()
        return True
