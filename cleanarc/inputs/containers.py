"""Files that hold many documents: WARC, WET, ARC and WACZ, each of their records found by itself."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from cleanarc.formats.framing import NO_RECORD, Spot, records
from cleanarc.formats.pieces import STARTS, Gap
from cleanarc.formats.unpack import Packing, opening, packing_of, unpacker
from cleanarc.inputs.found import Found, Unusable, unreadable
from cleanarc.inputs.limits import SOURCE_BYTES
from cleanarc.inputs.place import Place, Window
from cleanarc.inputs.stretch import opened
from cleanarc.inputs.suffixes import is_named_extracted, named_packing
from cleanarc.inputs.wacz import is_wacz, wacz_files
from cleanarc.model import Problem

_INFO, _CONVERSION = "warcinfo", "conversion"


def expand(found: Found) -> Iterator[Found | Unusable]:
    """What is in a file: each record of one that holds records, in their order; any other is itself.

    Told by name and by content. What of such a file can't be read comes as `Unusable`, with the place. A file without a
    single record is taken for what it may be else.
    """
    try:
        with found.file.open("rb") as file:
            in_zip = is_wacz(found.file.name, file)
            packing = None if in_zip else _packing(found.file.name, file)
        if in_zip:
            yield from _zipped(found)
        elif packing:
            yield from _records(found, packing, None)
        else:
            yield found
    except OSError as error:
        yield unreadable(found.relative, error)


def _packing(name: str, file: BinaryIO) -> Packing | None:
    """How the records of a file are packed; None where neither name nor content says that it holds any."""
    file.seek(0)
    packing = packing_of(file.read(4))
    if STARTS.match(opening(file)):
        return packing
    named = named_packing(name)
    # With such a name, its beginning may be damaged.
    return packing if named is Packing.PLAIN else named


def _records(found: Found, packing: Packing, window: Window | None) -> Iterator[Found | Unusable]:
    spots = records(unpacker(packing, opened(found.file, window)), SOURCE_BYTES)
    gaps: list[Gap] = []
    for spot in spots:
        if isinstance(spot, Spot):
            yield from _placed(found, packing, window, chain(gaps, (spot,), spots))
            return
        gaps.append(spot)
    if window or any(gap.message != NO_RECORD for gap in gaps):
        yield from (_damaged(found, gap) for gap in gaps)
    else:
        yield found


def _placed(
    found: Found, packing: Packing, window: Window | None, spots: Iterable[Spot | Gap]
) -> Iterator[Found | Unusable]:
    is_extracted = True if is_named_extracted(found.relative) else None
    info: Place | None = None
    for spot in spots:
        if isinstance(spot, Gap):
            yield _damaged(found, spot)
            continue
        if is_extracted is None and spot.type != _INFO:
            is_extracted = spot.type == _CONVERSION
        where = (packing, spot.member, spot.skip, spot.length, spot.packed, window)
        if spot.type == _INFO:
            info = Place(*where)
        else:
            place = Place(*where, info, bool(is_extracted))
            yield Found(found.file, f"{found.relative}#{place.label}", place)


def _damaged(found: Found, gap: Gap) -> Unusable:
    message = f"Nothing can be read at byte {gap.offset}: {gap.message}."
    return Unusable(f"{found.relative}#{gap.offset}", Problem(gap.code, message))


def _zipped(found: Found) -> Iterator[Found | Unusable]:
    """The records of the WARC files in a WACZ, as if it were a folder."""
    for file in wacz_files(found):
        if isinstance(file, Unusable):
            yield file
            continue
        with opened(found.file, file.window) as raw:
            packing = packing_of(raw.read(4))
        yield from _records(Found(found.file, file.relative), packing, file.window)
