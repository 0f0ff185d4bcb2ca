"""The content of a record: of an HTTP response the entity body, its transfer and content encodings undone."""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from cleanarc.formats.codings import unpack_brotli, unpack_zstd
from cleanarc.formats.damage import DamageError
from cleanarc.formats.warc import Record, http_head

MOST_CONTENT = 128 * 2**20
"""No encoding is undone that gives more bytes than this."""
_MOST_CODINGS = 8
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?\s*([^\s;\"']+)", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]{0,4096})?\r?\n")
_GZIP, _DEFLATE, _RAW = 31, 15, -15
"""zlib's window bits for a gzip header, for zlib's own, and for none, which some servers send as "deflate"."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a record holds: its payload as the reader of a page got it, and what was said of it beside.

    `media_type` and `charset` are those of Content-Type, `modified` the day of Last-Modified (YYYY-MM-DD), None where
    nothing is said. `is_success` is False for a response with a status other than 200 to 299, and where there is none.
    `faults` tell, a sentence each, what of its encodings could not be undone; the bytes are then as they were.
    """

    data: bytes
    media_type: str | None = None
    charset: str | None = None
    modified: str | None = None
    is_success: bool = True
    faults: tuple[str, ...] = ()


class _AbsentError(DamageError):
    """The body is not in the encoding that it should be in: crawlers undo one and leave the header."""


def content(record: Record) -> Content:
    """The content of a record: of one that is no HTTP response its block. Nothing is raised."""
    head = http_head(record) if record.type == "response" else None
    if head is None:
        said = record.header("Content-Type")
        return Content(record.block, _media_type(said), _charset(said), is_success=record.type != "response")
    data, faults = record.block[head.length :], []
    codings = [*_listed(head.header("Content-Encoding")), *_listed(head.header("Transfer-Encoding"))]
    for coding in reversed(codings[-_MOST_CODINGS:]):
        try:
            data = _undone(coding, data)
        except DamageError as error:
            faults.append(f"The body's encoding '{coding[:40]}' was not undone: {error}.")
            if not isinstance(error, _AbsentError):
                break
    said = head.header("Content-Type")
    modified = _day(head.header("Last-Modified"))
    return Content(data, _media_type(said), _charset(said), modified, head.is_success, tuple(faults))


def _media_type(said: str | None) -> str | None:
    return (said or "").partition(";")[0].strip().lower() or None


def _charset(said: str | None) -> str | None:
    found = _CHARSET.search(said or "")
    return found[1] if found else None


def _day(said: str | None) -> str | None:
    """The day of an HTTP date, in UTC."""
    try:
        moment = parsedate_to_datetime(said or "")
        # Where no zone is given, HTTP has UTC.
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def _listed(value: str | None) -> list[str]:
    return [coding for part in (value or "").lower().split(",") if (coding := part.strip())]


def _undone(coding: str, data: bytes) -> bytes:
    undo = _CODINGS.get(coding)
    if undo is None:
        raise _AbsentError("it is not known")
    return undo(data) if data else data


def _as_is(data: bytes) -> bytes:
    return data


def _bounded(unpack: Callable[[bytes, int], bytes]) -> Callable[[bytes], bytes]:
    """An unpacker that gives up where the bytes have no bounds."""

    def unpacked(data: bytes) -> bytes:
        result = unpack(data, MOST_CONTENT + 1)
        if len(result) > MOST_CONTENT:
            raise DamageError(f"the body has more than {MOST_CONTENT} bytes")
        return result

    return unpacked


def _gunzip(data: bytes, most: int) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        raise _AbsentError("the body is not packed")
    parts: list[bytes] = []
    while data.startswith(b"\x1f\x8b") and most > 0:
        part, data = _inflate(data, _GZIP, most)
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _deflate(data: bytes, most: int) -> bytes:
    try:
        return _inflate(data, _DEFLATE, most)[0]
    except DamageError:
        return _inflate(data, _RAW, most)[0]


def _inflate(data: bytes, window: int, most: int) -> tuple[bytes, bytes]:
    """The first stream in the data, and what stands behind it. Raises DamageError."""
    inflater = zlib.decompressobj(window)
    try:
        result = inflater.decompress(data, most)
    except zlib.error as error:
        raise DamageError(str(error)) from error
    if not inflater.eof and len(result) < most:
        raise DamageError("the body is cut")
    return result, inflater.unused_data


def _unchunked(data: bytes) -> bytes:
    """The body of chunks (RFC 9112, 7.1). One that was cut ends with the last byte that is there."""
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(data, at):
        size = int(found[1], 16)
        parts.append(data[found.end() : found.end() + size])
        at = found.end() + size
        if not size or at >= len(data):
            return b"".join(parts)
        at += 2 if data[at : at + 2] == b"\r\n" else data[at : at + 1] == b"\n"
    if parts and at >= len(data):
        return b"".join(parts)
    if parts:
        raise DamageError("the body is damaged between its chunks")
    raise _AbsentError("the body has no chunks")


_CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "identity": _as_is,
    "none": _as_is,
    "gzip": _bounded(_gunzip),
    "x-gzip": _bounded(_gunzip),
    "deflate": _bounded(_deflate),
    "br": _bounded(unpack_brotli),
    "zstd": _bounded(unpack_zstd),
    "chunked": _unchunked,
}
