"""What WARC 1.1 asks of a record's headers, as a table, and this archive's own stricter rules beside it.

Sources: ISO 28500:2017, sections 5 and 6; docs/format.md says where this archive asks for more, and why.
"""

import re
from dataclasses import dataclass

from cleanarc.formats.warc import REVISIT_PROFILE, Record, sha256_digest

_ALWAYS = ("WARC-Type", "WARC-Record-ID", "WARC-Date", "WARC-Block-Digest")
_ID = re.compile(r"<urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}>")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")
_ID_HEADERS = ("WARC-Record-ID", "WARC-Warcinfo-ID", "WARC-Refers-To")
_DATE_HEADERS = ("WARC-Date", "WARC-Refers-To-Date")


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """The headers that a type of record must and must not have."""

    required: tuple[str, ...]
    forbidden: tuple[str, ...]


_TARGET = "WARC-Target-URI"
_INFO = "WARC-Warcinfo-ID"
_TO = "WARC-Refers-To"
_TO_URI = "WARC-Refers-To-Target-URI"
_TO_DATE = "WARC-Refers-To-Date"
_PAYLOAD = "WARC-Payload-Digest"
_CONCURRENT = "WARC-Concurrent-To"
_FILENAME = "WARC-Filename"
_PROFILE = "WARC-Profile"

RULES = {
    "warcinfo": HeaderRule(
        ("Content-Type",), (_TARGET, _INFO, _TO, _TO_URI, _TO_DATE, _PAYLOAD, _CONCURRENT, _PROFILE)
    ),
    "resource": HeaderRule((_TARGET, _INFO, _PAYLOAD, "Content-Type"), (_TO, _TO_URI, _TO_DATE, _FILENAME, _PROFILE)),
    "revisit": HeaderRule((_TARGET, _INFO, _TO, _TO_URI, _TO_DATE, _PAYLOAD, _PROFILE), (_FILENAME,)),
    "conversion": HeaderRule(
        (_TARGET, _INFO, _TO, _PAYLOAD, "Content-Type", "WARC-Identified-Payload-Type"),
        (_TO_URI, _TO_DATE, _CONCURRENT, _FILENAME, "WARC-IP-Address", _PROFILE),
    ),
    "metadata": HeaderRule((_INFO, _TO, "Content-Type"), (_TARGET, _TO_URI, _TO_DATE, _PAYLOAD, _FILENAME, _PROFILE)),
}
"""The types of record that this archive writes."""

_PAYLOAD_IS_BLOCK = ("resource", "conversion")


def violations(record: Record) -> tuple[str, ...]:
    """What is wrong with a record, a sentence each: headers missing or out of place, malformed, or false digests."""
    rule = RULES.get(record.type)
    if rule is None:
        return (f"a record of type '{record.type}' does not belong here",)
    names = [name.lower() for name, _ in record.headers]
    found = [f"the record has no {name}" for name in (*_ALWAYS, *rule.required) if name.lower() not in names]
    found += [f"a {record.type} record must not have {name}" for name in rule.forbidden if name.lower() in names]
    found += [f"{name} stands there twice" for name in sorted({n for n in names if names.count(n) > 1})]
    found += _malformed(record, _ID_HEADERS, _ID)
    found += _malformed(record, _DATE_HEADERS, _DATE)
    if record.type == "revisit" and record.header(_PROFILE) != REVISIT_PROFILE:
        found.append("the revisit is not of the profile identical-payload-digest")
    return (*found, *_false_digests(record))


def _malformed(record: Record, names: tuple[str, ...], form: re.Pattern[str]) -> list[str]:
    values = ((name, record.header(name)) for name in names)
    return [f"{name} is malformed: {value}" for name, value in values if value and not form.fullmatch(value)]


def _false_digests(record: Record) -> list[str]:
    checked = ["WARC-Block-Digest", *([_PAYLOAD] if record.type in _PAYLOAD_IS_BLOCK else [])]
    digest = sha256_digest(record.block)
    return [f"{name} is not that of the bytes" for name in checked if record.header(name) not in (None, digest)]
