"""CDXJ: the index of a WARC file, a line a capture, sorted by SURT key and time.

The lines are those that cdxj-indexer 1.5 writes, field by field. Replay tools search them by bisection, so a file must
be sorted by bytes, as `LC_ALL=C sort` does it.
"""

import json
import re

from cleanarc.formats.surt import surt
from cleanarc.formats.warc import Record

_NOT_DIGITS = re.compile(r"\D")
_PARAMETERS = re.compile(r"[;\s].*", re.DOTALL)


def cdxj_line(record: Record, filename: str, offset: int, length: int) -> str:
    """The line of a record with a target URI, with its line end. `offset` and `length` are those of its member."""
    uri = record.uri or ""
    fields = {
        "url": uri,
        "mime": _mime(record),
        "digest": record.header("WARC-Payload-Digest") or "",
        "length": str(length),
        "offset": str(offset),
        "filename": filename,
    }
    timestamp = _NOT_DIGITS.sub("", record.date)[:14]
    return f"{_key(uri)} {timestamp} {json.dumps(fields)}\n"


def _mime(record: Record) -> str:
    if record.type == "revisit":
        return "warc/revisit"
    return _PARAMETERS.sub("", record.header("Content-Type") or "")


def _key(uri: str) -> str:
    try:
        return surt(uri)
    except ValueError:
        # cdxj-indexer too lets a URL that has no key stand for itself.
        return uri
