"""Reading unpacked bytes at any place of a file of records, from where the last reading ended where that is nearer."""

from typing import BinaryIO

from cleanarc.formats.damage import DamageError
from cleanarc.formats.pieces import Gap, Piece
from cleanarc.formats.unpack import Packing, unpacker


class Cursor:
    """A place in the unpacked bytes of a file. A member that holds many records is unpacked once, not once for each."""

    def __init__(self, packing: Packing, raw: BinaryIO) -> None:
        self._packing = packing
        self._raw = raw
        self._begin(0)

    def _begin(self, member: int) -> None:
        self._unpacked = unpacker(self._packing, self._raw, member)
        self._piece = Piece(member, 0, b"")

    def read(self, member: int, skip: int, length: int) -> bytes:
        """The bytes behind the first `skip` of the member at an offset; they may run on into the members behind it.

        Raises DamageError when there are not as many, and OSError.
        """
        if (self._piece.member, self._piece.skip) > (member, skip) or self._piece.member < member:
            self._begin(member)
        # Only a file that is not packed can be entered anywhere.
        self._unpacked.back(skip)
        if not self._unpacked.is_packed:
            self._piece = Piece(member, skip, b"")
        while self._piece.member == member and self._piece.skip + len(self._piece.data) <= skip:
            self._next()
        parts: list[bytes] = []
        at = skip - self._piece.skip
        while True:
            parts.append(self._piece.data[at : at + length])
            length -= len(parts[-1])
            if not length:
                return b"".join(parts)
            self._next()
            at = 0

    def _next(self) -> None:
        found = self._unpacked.next()
        if found is None or isinstance(found, Gap):
            self._piece = Piece(-1, 0, b"")
            raise DamageError(found.message if found else "the file ends before the record does")
        self._piece = found
