"""ARC records (https://archive.org/web/researcher/ArcFileFormat.php), as the WARC records that stand for them.

What a WARC record must have and an ARC record has not is made from it, as warcio's `recompress` makes it, but for ids
and digests, which are the same each time; docs/format.md says what that is.
"""

import hashlib
import re
from dataclasses import dataclass

from cleanarc.formats.damage import DamageError
from cleanarc.formats.warc import Record, record_id, sha256_digest

# URL, IP address, date, type, in version 2 also result, checksum, location, offset and file name; then the length.
_HEAD = re.compile(rb"(\S[^\r\n]*?) (\S+) (\d{14}) ([^\r\n]*?)(?: (?:\S+ ){4}\S+)? (\d{1,18})\s*\n")
_LENGTH = re.compile(rb" (\d{1,18})\s*\Z")
_FILE = "filedesc://"
_HTTP = ("http://", "https://")


def block_length(line: bytes) -> int:
    """How many bytes follow on the first line of an ARC record; 0 for any other line."""
    found = _LENGTH.search(line)
    return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class _Head:
    """What the first line of an ARC record tells."""

    uri: str
    host: str
    date: str
    media_type: str
    length: int


def as_warc(data: bytes, info: str | None) -> Record:
    """The record that stands for an ARC record: `data` are its bytes, `info` the id of its file's warcinfo record.

    The description of the file becomes a warcinfo record, what came by HTTP a response, anything else a resource.
    Raises DamageError when the bytes are no ARC record.
    """
    found = _HEAD.match(data)
    if not found:
        raise DamageError("this is no ARC record")
    uri, host, stamp, media_type, length = (part.decode("utf-8", "replace") for part in found.groups())
    block = data[found.end() : found.end() + int(length)]
    if len(block) != int(length):
        raise DamageError(f"the ARC record does not hold the {length} bytes that it says")
    head = _Head(uri, host, _warc_date(stamp), media_type, int(length))
    return _file_record(head, block) if uri.startswith(_FILE) else _capture(head, block, info)


def _warc_date(stamp: str) -> str:
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:]}Z"


def _file_record(head: _Head, block: bytes) -> Record:
    name = head.uri.removeprefix(_FILE)
    return _record("warcinfo", head, block, {"WARC-Filename": name, "Content-Type": head.media_type})


def _capture(head: _Head, block: bytes, info: str | None) -> Record:
    is_http = head.uri.lower().startswith(_HTTP) and block.startswith(b"HTTP/")
    headers = {
        "WARC-Target-URI": head.uri,
        "WARC-IP-Address": None if head.host in {"-", "0.0.0.0"} else head.host,
        "WARC-Warcinfo-ID": info,
        "Content-Type": "application/http; msgtype=response" if is_http else head.media_type,
    }
    return _record("response" if is_http else "resource", head, block, headers)


def _record(kind: str, head: _Head, block: bytes, headers: dict[str, str | None]) -> Record:
    identifier = record_id("arc", head.uri, head.date, hashlib.sha256(block).hexdigest())
    fixed = {"WARC-Type": kind, "WARC-Record-ID": identifier, "WARC-Date": head.date}
    given = {name: value for name, value in headers.items() if value}
    return Record(tuple({**fixed, **given, "WARC-Block-Digest": sha256_digest(block)}.items()), block)
