"""What WARC 1.1 asks of a record's headers, as a table, and this archive's own stricter rules beside it.

Sources: ISO 28500:2017, clauses 5 and 6; docs/format.md says where this archive asks for more, and why, and has the
same tables.
"""

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cleanarc.formats.warc import REVISIT_PROFILE, Record
from cleanarc.formats.warc_digests import agrees, is_labelled, payload

_TARGET = "WARC-Target-URI"
_INFO = "WARC-Warcinfo-ID"
_TO = "WARC-Refers-To"
_TO_URI = "WARC-Refers-To-Target-URI"
_TO_DATE = "WARC-Refers-To-Date"
_BLOCK = "WARC-Block-Digest"
_PAYLOAD = "WARC-Payload-Digest"
_CONCURRENT = "WARC-Concurrent-To"
_FILENAME = "WARC-Filename"
_PROFILE = "WARC-Profile"
_IP = "WARC-IP-Address"
_TYPE = "Content-Type"
_PAYLOAD_TYPE = "WARC-Identified-Payload-Type"
_NUMBER = "WARC-Segment-Number"
_ORIGIN = "WARC-Segment-Origin-ID"
_TOTAL = "WARC-Segment-Total-Length"


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """The headers that a type of record must and must not have; any other is allowed."""

    required: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


ALWAYS = ("WARC-Type", "WARC-Record-ID", "WARC-Date")
"""What every record has, and Content-Length, without which there is no telling where it ends."""

STANDARD: Mapping[str, HeaderRule] = {
    "warcinfo": HeaderRule(
        (),
        (_TARGET, _INFO, _TO, _TO_URI, _TO_DATE, _PAYLOAD, _PAYLOAD_TYPE, _CONCURRENT, _IP, _ORIGIN, _TOTAL),
    ),
    "response": HeaderRule((_TARGET,), (_TO, _TO_URI, _TO_DATE, _FILENAME, _ORIGIN, _TOTAL)),
    "resource": HeaderRule((_TARGET,), (_TO, _TO_URI, _TO_DATE, _FILENAME, _ORIGIN, _TOTAL)),
    "request": HeaderRule((_TARGET,), (_TO, _TO_URI, _TO_DATE, _FILENAME, _ORIGIN, _TOTAL)),
    "metadata": HeaderRule((), (_TO_URI, _TO_DATE, _PAYLOAD, _PAYLOAD_TYPE, _FILENAME, _ORIGIN, _TOTAL)),
    "revisit": HeaderRule((_TARGET, _PROFILE), (_FILENAME, _ORIGIN, _TOTAL)),
    "conversion": HeaderRule((_TARGET,), (_TO_URI, _TO_DATE, _CONCURRENT, _IP, _FILENAME, _ORIGIN, _TOTAL)),
    "continuation": HeaderRule((_TARGET, _NUMBER, _ORIGIN), (_TO, _TO_URI, _TO_DATE, _CONCURRENT, _IP, _FILENAME)),
}
"""The eight types of ISO 28500:2017, for records that others wrote. WARC-Profile is "undefined" where it does not
belong, which is not forbidden."""

_NEVER = (_NUMBER, _ORIGIN, _TOTAL, "WARC-Truncated")
"""No record of this archive's own is cut into segments, or cut short."""

OURS: Mapping[str, HeaderRule] = {
    kind: HeaderRule((_BLOCK, *required), tuple(dict.fromkeys((*STANDARD[kind].forbidden, *forbidden, *_NEVER))))
    for kind, required, forbidden in (
        ("warcinfo", (_TYPE,), (_FILENAME, _PROFILE)),
        ("resource", (_TARGET, _INFO, _PAYLOAD, _TYPE), (_PROFILE,)),
        ("revisit", (_TARGET, _INFO, _PROFILE, _TO, _TO_URI, _TO_DATE, _PAYLOAD), ()),
        ("conversion", (_TARGET, _INFO, _TO, _PAYLOAD, _TYPE, _PAYLOAD_TYPE), (_PROFILE,)),
        ("metadata", (_INFO, _TO, _TYPE), (_TARGET, _PROFILE)),
    )
}
"""The types that this archive writes, each by the standard's rule and more."""

_REPEATED = (_CONCURRENT.lower(),)
"""The one header of the standard that may stand there more than once."""
_KNOWN = frozenset(
    name.lower() for rule in (*STANDARD.values(), *OURS.values()) for name in (*ALWAYS, *rule.required, *rule.forbidden)
)
"""The headers that the standard knows. Others may say what they like, as often as they like."""

_UUID = re.compile(r"<urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}>")
_ID = re.compile(r"<?[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+>?")
"""WARC 1.0 left it open whether an id stands in angle brackets."""
_URI = re.compile(r"<?[A-Za-z][A-Za-z0-9+.-]*:\S*>?")
"""A scheme and no white space; wget puts brackets around it. What stands behind the scheme is taken as the web is."""
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z)?)?)?")
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")
_SHA256 = re.compile(r"sha256:[0-9a-f]{64}")
_DIGITS = re.compile(r"[0-9]+")
_MEDIA_TYPE = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+[ \t]*(?:;.*)?")


def _is_address(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


_IDS = ("WARC-Record-ID", _INFO, _TO, _CONCURRENT, _ORIGIN)
_FORMS: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(_IDS, _matches(_ID)),
    **dict.fromkeys((_TARGET, _TO_URI, _PROFILE), _matches(_URI)),
    **dict.fromkeys(("WARC-Date", _TO_DATE), _matches(_DATE)),
    **dict.fromkeys((_BLOCK, _PAYLOAD), is_labelled),
    **dict.fromkeys((_NUMBER, _TOTAL), _matches(_DIGITS)),
    _PAYLOAD_TYPE: _matches(_MEDIA_TYPE),
    _IP: _is_address,
}
"""The forms that the standard gives headers. A Content-Type comes from servers, so it may be anything."""
_OUR_FORMS: Mapping[str, Callable[[str], bool]] = {
    **_FORMS,
    **dict.fromkeys(_IDS, _matches(_UUID)),
    **dict.fromkeys(("WARC-Date", _TO_DATE), _matches(_FULL_DATE)),
    **dict.fromkeys((_BLOCK, _PAYLOAD), _matches(_SHA256)),
    _TYPE: _matches(_MEDIA_TYPE),
}


def violations(record: Record, *, imported: bool = False) -> tuple[str, ...]:
    """What is wrong with a record, a sentence each: headers missing or out of place, malformed, or false digests.

    A record that was `imported` from a WARC of others is held to the standard, any other to what this archive writes.
    """
    rules, forms = (STANDARD, _FORMS) if imported else (OURS, _OUR_FORMS)
    rule = rules.get(record.type)
    if rule is None and imported and record.type:
        # "WARC processing software shall ignore records of unrecognized type": only its block can be looked at.
        rule = HeaderRule()
    if rule is None:
        return (f"a record of type '{record.type}' does not belong here",)
    names = [name.lower() for name, _ in record.headers]
    found = [f"the record has no {name}" for name in (*ALWAYS, *rule.required) if name.lower() not in names]
    found += [f"a {record.type} record must not have {name}" for name in rule.forbidden if name.lower() in names]
    repeated = {name for name in names if names.count(name) > 1 and name not in _REPEATED}
    found += [f"{name} stands there twice" for name in sorted(repeated if not imported else repeated & _KNOWN)]
    found += _malformed(record, forms)
    if not imported and record.type == "revisit" and record.header(_PROFILE) != REVISIT_PROFILE:
        found.append("the revisit is not of the profile identical-payload-digest")
    return (*found, *_false_digests(record))


def _malformed(record: Record, forms: Mapping[str, Callable[[str], bool]]) -> list[str]:
    by_name = {name.lower(): (name, has_form) for name, has_form in forms.items()}
    return [
        f"{by_name[name.lower()][0]} is malformed: {value}"
        for name, value in record.headers
        if name.lower() in by_name and not by_name[name.lower()][1](value)
    ]


def _false_digests(record: Record) -> list[str]:
    claims = [(_BLOCK, record.block), (_PAYLOAD, payload(record))]
    return [
        f"{name} is not that of the bytes"
        for name, data in claims
        if data is not None and (value := record.header(name)) and agrees(value, data) is False
    ]
