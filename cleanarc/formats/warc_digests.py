"""Labelled digests of WARC headers ("sha1:…"), as they are met in the field, and what they are digests of.

Sources: ISO 28500:2017, 5.8 and 5.9, and the community's table of labels and encodings beside them
(https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1-annotated/#warc-block-digest).
"""

import base64
import binascii
import hashlib
import re

from cleanarc.formats.warc import Record

ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2s", "blake2b")
"""The algorithms whose digests can be checked; a digest of another one is let be, as one that can't be read."""

_LABELLED = re.compile(r"([A-Za-z0-9-]+):([A-Za-z0-9+/=_-]+)")
_HTTP = re.compile(r"application/http\b", re.IGNORECASE)
_PAYLOAD_IS_BLOCK = ("resource", "conversion")
_PAYLOAD_IS_BODY = ("response", "request")


def is_labelled(value: str) -> bool:
    """Whether a header's value has the form of a digest."""
    return _LABELLED.fullmatch(value) is not None


def agrees(value: str, data: bytes) -> bool | None:
    """Whether a digest is that of the data; None when its algorithm is not one of `ALGORITHMS`, so nobody can tell.

    Base16 and base32 are told apart by their length, and where that is the same by the padding of base32.
    """
    label, _, text = value.partition(":")
    name = label.lower().replace("sha-", "sha")
    if name not in ALGORITHMS:
        return None
    digest = hashlib.new(name, data, usedforsecurity=False).digest()
    if len(text) == 2 * len(digest) and not text.endswith("="):
        return text.lower() == digest.hex()
    try:
        return base64.b32decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 8), casefold=True) == digest
    except binascii.Error:
        return False


def payload(record: Record) -> bytes | None:
    """What a record's payload digest is of: its block, or the body of its HTTP message with its encodings left on, as
    crawlers and the standard have it. None where the record does not hold its payload: revisits, segments, truncated
    ones, and types that have none."""
    if record.header("WARC-Truncated") or record.header("WARC-Segment-Number"):
        return None
    if record.type in _PAYLOAD_IS_BLOCK:
        return record.block
    if record.type in _PAYLOAD_IS_BODY and _HTTP.match(record.header("Content-Type") or ""):
        return _body(record.block)
    return None


def _body(message: bytes) -> bytes | None:
    """The entity body of an HTTP message; None when its headers don't end."""
    ends = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := message.find(mark)) >= 0]
    if not ends:
        return None
    at, length = min(ends)
    return message[at + length :]
