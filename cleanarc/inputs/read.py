"""Reading a source: its bytes, what they are, and what the page says of its own address."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import PurePath

from cleanarc.inputs.found import Found, Unusable, unreadable
from cleanarc.inputs.gz import unpack
from cleanarc.inputs.hints import Hints, hints_of
from cleanarc.inputs.limits import SOURCE_BYTES
from cleanarc.inputs.sniff import CHARACTERS, GZIP, HTML, TEXT, sniff
from cleanarc.model import Problem

_NAMED = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".txt": TEXT, ".md": TEXT}
# Code and data that no content tells from text, as browsers store them beside a page.
_NEVER_TEXT = frozenset({
    ".css", ".csv", ".ics", ".ini", ".js", ".json", ".jsonl", ".map", ".mjs", ".php", ".py", ".sh", ".sql", ".srt",
    ".toml", ".ts", ".tsv", ".vcf", ".vtt", ".xml", ".yaml", ".yml",
})  # fmt: skip
_OF_SOURCES = frozenset({"gzip-damaged", "misdeclared"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# 0001-01-01 and 9999-12-31T23:59:59, the ends of what four digits can tell.
_FIRST_SECOND, _LAST_SECOND = -62_135_596_800, 253_402_300_799


@dataclass(frozen=True, slots=True)
class Read:
    """A source as read.

    `data` are the bytes that are archived and named by their hash: the file's, of a `.gz` those inside. `media_type`
    is found from them; any but text/html and text/plain has no text to clean. `date` is the file's modification time
    in WARC form. `hints` are empty for all but HTML.
    """

    data: bytes
    media_type: str
    date: str
    hints: Hints = field(default_factory=Hints)
    problems: tuple[Problem, ...] = ()


def told_by_reading(problem: Problem, media_type: str) -> bool:
    """Whether a problem of a document of this type is of how its source was named or packed: its bytes don't tell."""
    return problem.code in _OF_SOURCES or (problem.code, media_type) == ("too-large", GZIP)


def read(found: Found) -> Read | Unusable:
    """Reads one source. Nothing is raised: what has no bytes, can't be read or is no document comes as `Unusable`.

    A file that is neither HTML nor text is read as the binary file that it is when its suffix says that it was meant
    as a document (.html .htm .xhtml .txt .md), else it is `Unusable`. A `.gz` that is damaged or holds more than
    SOURCE_BYTES is read as the gzip file that it is.
    """
    try:
        with found.file.open("rb") as file:
            status = os.fstat(file.fileno())
            data = file.read(SOURCE_BYTES + 1)
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
    if suffix not in _NAMED and (refusals := _no_document(suffix, media_type)):
        return Unusable(found.relative, (problems + refusals)[0])
    hints = hints_of(data) if media_type == HTML else Hints()
    return Read(data, media_type, _warc_date(status.st_mtime_ns), hints, problems + _misdeclared(suffix, media_type))


def _no_document(suffix: str, media_type: str) -> tuple[Problem, ...]:
    """Why a file whose suffix does not say that it is a document is none; empty when it is one."""
    if media_type == TEXT and suffix in _NEVER_TEXT:
        return (Problem("unsupported", f"A {suffix} file is taken only when it holds HTML."),)
    if media_type not in {HTML, TEXT}:
        return (Problem("unsupported", f"It is neither HTML nor plain text ({media_type})."),)
    return ()


def _misdeclared(suffix: str, media_type: str) -> tuple[Problem, ...]:
    named = _NAMED.get(suffix, media_type)
    if media_type == named or media_type not in CHARACTERS:
        return ()
    return (Problem("misdeclared", f"The name says {named}, the content is {media_type} and was taken as that."),)


def _warc_date(nanoseconds: int) -> str:
    seconds = max(_FIRST_SECOND, min(nanoseconds // 10**9, _LAST_SECOND))
    return (_EPOCH + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def _unusable(found: Found, code: str, message: str) -> Unusable:
    return Unusable(found.relative, Problem(code, message))
