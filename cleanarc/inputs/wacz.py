"""The WARC files in a WACZ (https://specs.webrecorder.net/wacz/1.1.1/). Nothing is unpacked to disk."""

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from cleanarc.inputs.found import Found, Unusable
from cleanarc.inputs.names import encoded
from cleanarc.inputs.place import Window
from cleanarc.inputs.suffixes import named_packing
from cleanarc.model import Problem

_ZIP = b"PK\x03\x04"
_SUFFIX = ".wacz"
_PACKAGE = "datapackage.json"
_MOST_DIRECTORY = 1 << 25
"""Bytes that a zip's list of files may have: all of it is held in memory, ten times as large."""
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_LAST = 1 << 17
"""So far from its end a zip tells where its list of files is."""
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, struct.error, OverflowError)


@dataclass(frozen=True, slots=True)
class Zipped:
    """A file in a zip: its path, behind that of the zip, and where its bytes are."""

    relative: str
    window: Window


def is_wacz(name: str, file: BinaryIO) -> bool:
    """Whether a file is a WACZ: a zip with that suffix, or one that is packaged like it."""
    file.seek(0)
    if file.read(len(_ZIP)) != _ZIP:
        return False
    return name.lower().endswith(_SUFFIX) or _is_packaged(file)


def _is_packaged(file: BinaryIO) -> bool:
    try:
        names = [entry.filename for entry in _entries(file)]
    except _ERRORS:
        return False
    return _PACKAGE in names and any(map(named_packing, names))


def wacz_files(found: Found) -> Iterator[Zipped | Unusable]:
    """The files of records in a WACZ, in the order of their names; of others only those are told that climb out.

    Raises OSError.
    """
    with found.file.open("rb") as file:
        try:
            entries = _entries(file)
        except _ERRORS as error:
            yield Unusable(found.relative, Problem("zip-damaged", f"The WACZ can't be opened: {error}."))
            return
        overlapping = _overlapping(entries)
        for entry in sorted(entries, key=lambda entry: entry.filename):
            relative = f"{found.relative}/{encoded(entry.filename)}"
            if refusal := _refusal(entry, overlapping):
                yield Unusable(relative, refusal)
            elif named_packing(entry.filename):
                yield _placed(file, entry, relative)


def _entries(file: BinaryIO) -> list[zipfile.ZipInfo]:
    """The list of a zip's files. Raises one of `_ERRORS`, and OSError."""
    file.seek(max(0, file.seek(0, 2) - _LAST))
    tail = file.read()
    # The list's size stands at these places of the records that end a zip (APPNOTE.TXT, 4.3.14 and 4.3.16).
    for mark, place, width in ((_END, 12, 4), (_END_64, 40, 8)):
        at = tail.rfind(mark)
        size = int.from_bytes(tail[at + place : at + place + width], "little") if at >= 0 else 0
        if _MOST_DIRECTORY < size != 0xFFFFFFFF:
            raise zipfile.BadZipFile(f"its list of files has more than {_MOST_DIRECTORY} bytes")
    with zipfile.ZipFile(file) as archive:
        return archive.infolist()


def _overlapping(entries: list[zipfile.ZipInfo]) -> set[int]:
    """The `id` of files that begin before another one ends: so a small zip could hold endless copies of its bytes."""
    end = 0
    found: set[int] = set()
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            found.add(id(entry))
        end = max(end, entry.header_offset + _LOCAL_HEADER.size + entry.compress_size)
    return found


def _refusal(entry: zipfile.ZipInfo, overlapping: set[int]) -> Problem | None:
    """Why a file in a zip is left alone."""
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in PurePosixPath(name).parts or name[1:2] == ":":
        return Problem("path-climbs-out", "The path leads out of the WACZ: it was not read.")
    if not named_packing(name):
        return None
    if id(entry) in overlapping:
        return Problem("zip-damaged", "The file lies over another one in the WACZ: it was not read.")
    if entry.flag_bits & 1:
        return Problem("zip-encrypted", "The file is encrypted: it was not read.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return Problem("unsupported", "The file is packed in a way that is not read: pack it with deflate, or not.")
    return None


def _placed(file: BinaryIO, entry: zipfile.ZipInfo, relative: str) -> Zipped | Unusable:
    """Where a file's bytes are. What stands before them in the zip has a length of its own."""
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(_ZIP):
        return Unusable(relative, Problem("zip-damaged", f"At byte {entry.header_offset} the WACZ is damaged."))
    _, name, extra = _LOCAL_HEADER.unpack(header)
    start = entry.header_offset + _LOCAL_HEADER.size + name + extra
    is_deflated = entry.compress_type == zipfile.ZIP_DEFLATED
    return Zipped(relative, Window(start, start + entry.compress_size, is_deflated))
