"""Writing a WARC file anew from chosen records. Their members are copied as they are, so nothing in them changes."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from cleanarc.archive.layout import Layout, warc_number
from cleanarc.archive.warc_writer import Finished, Packed, WarcFile, pack
from cleanarc.formats.manifest import Entry, decode
from cleanarc.formats.members import COMPRESSOR, Compressor, compress, inflate
from cleanarc.formats.warc import Record, parse


@dataclass(frozen=True, slots=True)
class Piece:
    """The member of a record: where it stands in a file, which is given relative to the archive.

    An `altered` one is not copied but made anew: its record is sound, but its compressed bytes are not as written.
    """

    file: str
    offset: int
    length: int
    altered: bool = False


def rewrite(layout: Layout, file: str, keep: Callable[[Entry], bool]) -> Finished | None:
    """A sound WARC file anew, with its warcinfo record and those of its records that are to be kept.

    It has the old number; its name follows from what it holds. Nothing is published yet, and the old file stays. None
    where no record but the warcinfo would be left. Raises DamageError when manifest or records are damaged, OSError.
    """
    manifest = decode(layout.manifest(file).read_bytes())
    kept = [entry for entry in manifest.entries if entry.type == "warcinfo" or keep(entry)]
    if all(entry.type == "warcinfo" for entry in kept):
        return None
    pieces = (Piece(file, entry.offset, entry.length) for entry in kept)
    out = WarcFile(layout, file.partition("/")[0], warc_number(file))
    return assemble(layout, out, pieces, manifest.compressor)


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

        try:
            for piece in pieces:
                out.write(pack(piece) if isinstance(piece, Record) else _copied(stream_of(piece.file), piece))
            return out.finish(compressor)
        except BaseException:
            out.close()
            raise


def _copied(stream: BinaryIO, piece: Piece) -> Packed:
    stream.seek(piece.offset)
    member = stream.read(piece.length)
    plain = inflate(member)
    record = parse(plain)
    return Packed(record.type, record.id, record.uri, plain, compress(plain) if piece.altered else member)
