"""A WARC file put together from members of other files. They are copied as they are, so nothing in them changes."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from cleanarc.archive.layout import Layout
from cleanarc.archive.warc_writer import Finished, Packed, WarcFile, pack, written
from cleanarc.formats.members import COMPRESSOR, Compressor, compress, inflate
from cleanarc.formats.warc import Record, parse


@dataclass(frozen=True, slots=True)
class Piece:
    """The member of a record: where it stands in a file, which is given relative to the archive.

    An `altered` one is not copied but made anew: its record is sound, but its compressed bytes are not as written.
    `imported` and `content` are what the manifest tells of it.
    """

    file: str
    offset: int
    length: int
    altered: bool = False
    imported: bool = False
    content: str | None = None


def assemble(
    layout: Layout, out: WarcFile, pieces: Iterable[Piece | Record], compressor: Compressor = COMPRESSOR
) -> Finished | None:
    """A WARC file of members of other files and of records made anew, in this order; None when there are none.

    Raises DamageError when one of the members is damaged, and OSError; no file is left then.
    """
    with ExitStack() as opened:

        @cache
        def stream_of(file: str) -> BinaryIO:
            return opened.enter_context((layout.root / file).open("rb"))

        def packed(piece: Piece | Record) -> Packed:
            return pack(piece) if isinstance(piece, Record) else _copied(stream_of(piece.file), piece)

        return written(out, map(packed, pieces), compressor)


def _copied(stream: BinaryIO, piece: Piece) -> Packed:
    stream.seek(piece.offset)
    member = stream.read(piece.length)
    plain = inflate(member)
    record = parse(plain)
    member = compress(plain) if piece.altered else member
    return Packed(record.type, record.id, record.uri, plain, member, piece.imported, piece.content)
