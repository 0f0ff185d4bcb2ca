"""Reading a source: its bytes, what they are, and what the page says of its own address."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import PurePath

from cleanarc.inputs.found import Found, Unusable, unreadable
from cleanarc.inputs.gz import unpack
from cleanarc.inputs.limits import SOURCE_BYTES
from cleanarc.inputs.records import read_record
from cleanarc.inputs.sniff import GZIP, sniff
from cleanarc.inputs.source import NAMED, Read, misdeclared, no_document
from cleanarc.model import Problem

_OF_SOURCES = frozenset({"gzip-damaged", "misdeclared", "encoding-kept", "truncated", "id-taken"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# 0001-01-01 and 9999-12-31T23:59:59, the ends of what four digits can tell.
_FIRST_SECOND, _LAST_SECOND = -62_135_596_800, 253_402_300_799


def told_by_reading(problem: Problem, media_type: str) -> bool:
    """Whether a problem of a document of this type is of how its source was named or packed: its bytes don't tell."""
    return problem.code in _OF_SOURCES or (problem.code, media_type) == ("too-large", GZIP)


def read(found: Found) -> Read | Unusable:
    """Reads one source. Nothing is raised: what has no bytes, can't be read or is no document comes as `Unusable`.

    A file that is neither HTML nor text is read as the binary file that it is when its suffix says that it was meant
    as a document (.html .htm .xhtml .txt .md), else it is `Unusable`. A `.gz` that is damaged or holds more than
    SOURCE_BYTES is read as the gzip file that it is. A record is read by itself; see `read_record`.
    """
    return read_record(found, found.place) if found.place else _read_file(found)


def _read_file(found: Found) -> Read | Unusable:
    try:
        with found.file.open("rb") as file:
            status = os.fstat(file.fileno())
            # As much room as it says to need: to set aside the most takes longer than to read a page.
            data = file.read(min(status.st_size, SOURCE_BYTES) + 1)
            if len(data) > status.st_size:
                # It is growing, or of a kind that tells no size.
                data += file.read(SOURCE_BYTES + 1 - len(data))
    except OSError as error:
        return unreadable(found.relative, error)
    if len(data) > SOURCE_BYTES:
        return _unusable(found, "too-large", f"It has more than {SOURCE_BYTES} bytes.")
    name = PurePath(found.file.name)
    problems: tuple[Problem, ...] = ()
    if name.suffix.lower() == ".gz":
        name = name.with_suffix("")
        unpacked = unpack(data)
        data, problems = unpacked.data, unpacked.problems
    if not data:
        return _unusable(found, "empty", "It has no bytes.")
    suffix = name.suffix.lower()
    media_type = sniff(data)
    if suffix not in NAMED and (refusals := no_document(suffix, media_type)):
        return Unusable(found.relative, (problems + refusals)[0])
    return Read(
        data,
        media_type,
        _warc_date(status.st_mtime_ns),
        problems + misdeclared("name", NAMED.get(suffix), media_type),
    )


def _warc_date(nanoseconds: int) -> str:
    seconds = max(_FIRST_SECOND, min(nanoseconds // 10**9, _LAST_SECOND))
    return (_EPOCH + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def _unusable(found: Found, code: str, message: str) -> Unusable:
    return Unusable(found.relative, Problem(code, message))
