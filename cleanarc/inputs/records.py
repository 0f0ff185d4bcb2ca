"""Reading one record of a file that holds many: a document, or something that is kept as it is."""

from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from cleanarc.formats.damage import DamageError
from cleanarc.formats.http import Content, content
from cleanarc.formats.imported import Imported, imported
from cleanarc.formats.urls import page_address
from cleanarc.formats.warc import Record
from cleanarc.inputs.found import Found, Unusable, unreadable
from cleanarc.inputs.place import Place
from cleanarc.inputs.sniff import HTML, TEXT, sniff
from cleanarc.inputs.source import Origin, Read, misdeclared, no_document
from cleanarc.inputs.stretch import fetch, stamp_of
from cleanarc.model import Problem

_WARC = "application/warc"
_TYPES = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/plain": TEXT,
    "text/markdown": TEXT,
    "text/x-markdown": TEXT,
}
# What servers and crawlers say of a document of which they know no type.
_UNTOLD = frozenset({None, "application/octet-stream", "binary/octet-stream", "no-type", "unknown", "unknown/unknown"})


def read_record(found: Found, place: Place) -> Read | Unusable:
    """Reads one record by itself. Nothing is raised: what is no record, or not a sound one, comes as `Unusable`.

    Documents are responses and resources of HTML or text, of responses those with a status of 200 to 299, and, in files
    of extracted texts, conversions. Their type is what the server or the crawler said; where that is nothing, their
    content tells. Anything else is read as the record that it is.
    """
    try:
        record = _imported(found, place)
    except OSError as error:
        return unreadable(found.relative, error)
    except DamageError as error:
        return Unusable(found.relative, Problem("record-damaged", f"The record can't be used: {error}."))
    return _document(record, place) or Read(
        record.plain, _WARC, record.date, origin=Origin(record, uri=record.record.uri)
    )


def _imported(found: Found, place: Place) -> Imported:
    """The record at a place, with the warcinfo record that it stands behind, where that is sound."""
    info = _info(found.file, place.info, stamp_of(found.file)) if place.info else None
    fetched = fetch(found.file, place)
    return imported(fetched.plain, fetched.member, info)


@lru_cache(maxsize=4)
def _info(file: Path, place: Place, stamp: tuple[int, ...]) -> Imported | None:
    """The warcinfo record at a place: so many stand behind one that it is not read again for each of them."""
    try:
        fetched = fetch(file, place)
        return imported(fetched.plain, fetched.member)
    except DamageError:
        return None


def _document(imported: Imported, place: Place) -> Read | None:
    """The document in a record; None when it holds none."""
    record = imported.record
    if not _may_hold_document(record, place):
        return None
    held = content(record)
    media_type = _type(record, held)
    if media_type is None:
        return None
    problems = _problems(record, held, media_type)
    return Read(held.data, media_type, imported.date, problems, _origin(imported, held))


def _may_hold_document(record: Record, place: Place) -> bool:
    """Whether a record is of a type that holds documents, and whole: a segment of a larger one is none."""
    types = ("response", "resource", *(("conversion",) if place.is_extracted else ()))
    return record.type in types and record.header("WARC-Segment-Number") is None


def _type(record: Record, held: Content) -> str | None:
    """The type of the document that a record holds, from its content; None where it was not meant as one."""
    if not held.data or not held.is_success:
        return None
    if record.type == "conversion":
        return TEXT if held.media_type == TEXT else None
    media_type = sniff(held.data)
    untold = held.media_type in _UNTOLD and not no_document(_suffix(record.uri or ""), media_type)
    return media_type if held.media_type in _TYPES or untold else None


def _suffix(uri: str) -> str:
    try:
        return PurePosixPath(urlsplit(uri).path).suffix.lower()
    except ValueError:
        return ""


def _problems(record: Record, held: Content, media_type: str) -> tuple[Problem, ...]:
    faults = tuple(Problem("encoding-kept", fault) for fault in held.faults)
    cut = record.header("WARC-Truncated")
    truncated = (Problem("truncated", f"Only a part of it was recorded ({cut[:40]})."),) if cut else ()
    named = _TYPES.get(held.media_type or "")
    return faults + truncated + misdeclared("header", named, media_type)


def _origin(imported: Imported, held: Content) -> Origin:
    uri = imported.record.uri
    return Origin(imported, True, uri, page_address(uri), held.charset, held.modified)
