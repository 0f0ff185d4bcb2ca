"""CDXJ: the index of a WARC file, a line a capture, sorted by SURT key and time.

The lines are those that cdxj-indexer 1.5 writes, field by field. Replay tools search them by bisection, so a file must
be sorted by bytes, as `LC_ALL=C sort` does it.
"""

import base64
import hashlib
import json
import re

from cleanarc.formats.surt import surt
from cleanarc.formats.warc import HttpHead, Record, http_head

_NOT_DIGITS = re.compile(r"\D")
_LEAST = "00000101000000"
"""What stands for the parts of a time that a record leaves off."""
_PARAMETERS = re.compile(r"[;\s].*", re.DOTALL)


def is_indexed(record: Record, series: str) -> bool:
    """Whether a record has a line in the index of its series: in the raw one as cdxj-indexer chooses them."""
    if series == "text":
        return record.type == "conversion"
    if record.type in {"resource", "metadata"}:
        return record.header("Content-Type") != "application/warc-fields"
    return record.type in {"response", "revisit"}


def cdxj_line(record: Record, filename: str, offset: int, length: int) -> str:
    """The line of a record, with its line end. `offset` and `length` are those of its member."""
    uri = record.uri
    head = http_head(record) if record.type in {"response", "revisit"} else None
    fields = {
        "url": uri,
        "mime": _mime(record, head),
        "status": head.status or "" if head else None,
        "digest": record.header("WARC-Payload-Digest") or _digest(record, head),
        "length": str(length),
        "offset": str(offset),
        "filename": filename,
    }
    digits = _NOT_DIGITS.sub("", record.date)[:14]
    timestamp = digits + _LEAST[len(digits) :]
    known = {name: value for name, value in fields.items() if value is not None}
    return f"{_key(uri)} {timestamp} {json.dumps(known)}\n"


def _mime(record: Record, head: HttpHead | None) -> str | None:
    if record.type == "revisit":
        return "warc/revisit"
    if record.type == "response":
        value = head.header("Content-Type") if head else None
    else:
        value = record.header("Content-Type")
    return _PARAMETERS.sub("", value) if value else value


def _digest(record: Record, head: HttpHead | None) -> str | None:
    """The digest of a payload of which the record tells none, as warcio makes it; none for a revisit."""
    if record.type == "revisit":
        return None
    digest = hashlib.sha1(record.block[head.length if head else 0 :], usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(digest).decode()}"


def _key(uri: str | None) -> str:
    if not uri:
        return "-"
    try:
        return surt(uri)
    except ValueError:
        # cdxj-indexer too lets a URL that has no key stand for itself.
        return uri
