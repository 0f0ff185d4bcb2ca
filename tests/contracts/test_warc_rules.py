"""The header rules of WARC 1.1 and of this archive, held against records, warcio, and docs/format.md."""

import base64
import hashlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleanarc.formats.warc import REVISIT_PROFILE, Record, parse, sha256_digest
from cleanarc.formats.warc_digests import ALGORITHMS, agrees, payload
from cleanarc.formats.warc_rules import ALWAYS, OURS, STANDARD, HeaderRule, violations

FORMAT = Path(__file__).parents[2] / "docs" / "format.md"
BODY = b"<p>The ferry came back.</p>"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + BODY
ID = "<urn:uuid:00000000-0000-4000-8000-000000000001>"
OTHER = "<urn:uuid:00000000-0000-4000-8000-000000000002>"
VALUES = {
    "WARC-Record-ID": ID,
    "WARC-Date": "2026-01-01T00:00:00Z",
    "WARC-Warcinfo-ID": OTHER,
    "WARC-Refers-To": OTHER,
    "WARC-Concurrent-To": OTHER,
    "WARC-Segment-Origin-ID": OTHER,
    "WARC-Target-URI": "https://lindmouth.example/ferry",
    "WARC-Refers-To-Target-URI": "https://lindmouth.example/ferry",
    "WARC-Refers-To-Date": "2026-01-01T00:00:00Z",
    "WARC-Profile": REVISIT_PROFILE,
    "WARC-Segment-Number": "2",
    "WARC-Segment-Total-Length": "27",
    "WARC-Identified-Payload-Type": "text/html",
    "WARC-IP-Address": "192.0.2.7",
    "WARC-Filename": "lindmouth.warc.gz",
    "WARC-Truncated": "length",
    "Content-Type": "text/html",
}


def record_of(kind: str, rule: HeaderRule, without: str = "", **more: str) -> Record:
    """A record with the headers that a rule asks for, and no other."""
    block = b"" if kind == "revisit" else BODY
    digests = {"WARC-Block-Digest": sha256_digest(block), "WARC-Payload-Digest": sha256_digest(BODY)}
    known = {"WARC-Type": kind, **VALUES, **digests}
    wanted = dict.fromkeys((*ALWAYS, *rule.required))
    headers = {name: known[name] for name in wanted if name != without}
    return Record(tuple({**headers, **{name.replace("_", "-"): value for name, value in more.items()}}.items()), block)


CASES = [(kind, rules[kind], rules is STANDARD) for rules in (STANDARD, OURS) for kind in rules]


@pytest.mark.parametrize(("kind", "rule", "imported"), CASES, ids=lambda value: str(value)[:12])
def test_each_rule(kind: str, rule: HeaderRule, imported: bool) -> None:
    assert violations(record_of(kind, rule), imported=imported) == ()
    for name in (*ALWAYS, *rule.required):
        found = violations(record_of(kind, rule, without=name), imported=imported)
        # Without a type, there is no telling what it may have.
        assert any(name in message for message in found) or name == "WARC-Type"
        assert found
    known = {"WARC-Payload-Digest": sha256_digest(BODY), **VALUES}
    for name in rule.forbidden:
        found = violations(record_of(kind, rule, **{name: known[name]}), imported=imported)
        assert f"a {kind} record must not have {name}" in found
        assert f"{name} stands there twice" not in found


def test_the_standard_has_eight_types_and_ours_are_stricter() -> None:
    assert list(STANDARD) == [
        "warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation",
    ]  # fmt: skip
    for kind, rule in OURS.items():
        assert set(STANDARD[kind].required) <= set(rule.required)
        assert set(STANDARD[kind].forbidden) <= set(rule.forbidden)
    assert violations(record_of("response", STANDARD["response"])) == (
        "a record of type 'response' does not belong here",
    )
    # "WARC processing software shall ignore records of unrecognized type."
    assert violations(record_of("screenshot", HeaderRule()), imported=True) == ()


@pytest.mark.parametrize(
    ("name", "value", "is_ours", "is_standard"),
    [
        ("WARC-Date", "2026-01-01T00:00:00.123456789Z", True, True),
        ("WARC-Date", "2026-01", False, True),
        ("WARC-Date", "20260101000000", False, False),
        ("WARC-Date", "2026-01-01T00:00:00+01:00", False, False),
        ("WARC-Record-ID", "<http://lindmouth.example/records/1>", False, True),
        ("WARC-Record-ID", "urn:uuid:00000000-0000-4000-8000-000000000001", False, True),
        ("WARC-Record-ID", "record 1", False, False),
        ("WARC-Target-URI", "<https://lindmouth.example/>", True, True),
        ("WARC-Target-URI", "/ferry", False, False),
        ("WARC-Target-URI", "https://lindmouth.example/a ferry", False, False),
        ("WARC-Block-Digest", "ferry", False, False),
        ("WARC-IP-Address", "2001:db8::1", True, True),
        ("WARC-IP-Address", "lindmouth.example", False, False),
        ("WARC-Identified-Payload-Type", "text/html; charset=utf-8", True, True),
        ("WARC-Identified-Payload-Type", "html", False, False),
        ("Content-Type", "html", False, True),
    ],
)
def test_forms(name: str, value: str, is_ours: bool, is_standard: bool) -> None:
    for imported, is_fine in ((False, is_ours), (True, is_standard)):
        rule = (STANDARD if imported else OURS)["resource"]
        record = record_of("resource", rule)
        record = Record((*(header for header in record.headers if header[0] != name), (name, value)), record.block)
        assert (violations(record, imported=imported) == ()) == is_fine


def test_what_may_stand_twice() -> None:
    concurrent = Record(
        (*record_of("resource", STANDARD["resource"]).headers, *[("WARC-Concurrent-To", OTHER)] * 2), BODY
    )
    assert violations(concurrent, imported=True) == ()
    of_others = Record((*record_of("resource", STANDARD["resource"]).headers, *[("X-Mine", "1")] * 2), BODY)
    assert violations(of_others, imported=True) == ()
    twice = Record((*record_of("resource", STANDARD["resource"]).headers, ("warc-date", "2026-01-01T00:00:00Z")), BODY)
    assert violations(twice, imported=True) == ("warc-date stands there twice",)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=50), st.sampled_from(ALGORITHMS), st.booleans(), st.booleans(), st.booleans())
def test_digests(data: bytes, name: str, in_base32: bool, upper: bool, dashed: bool) -> None:
    digest = hashlib.new(name, data).digest()
    text = base64.b32encode(digest).decode() if in_base32 else digest.hex()
    text = text.upper() if upper else text.lower()
    label = name.replace("sha", "sha-") if dashed else name
    assert agrees(f"{label}:{text}", data) is True
    assert agrees(f"{label}:{text}", data + b"!") is False
    assert agrees(f"{label}:{text[:-9]}", data) is False
    assert agrees(f"tiger:{text}", data) is None


def test_the_payload_of_a_response_is_its_body_as_it_came() -> None:
    http = {"Content_Type": "application/http; msgtype=response"}
    response = Record(record_of("response", STANDARD["response"], **http).headers, HTTP)
    assert payload(response) == BODY
    for digest, is_fine in ((sha256_digest(BODY), True), (sha256_digest(HTTP), False)):
        claimed = Record((*response.headers, ("WARC-Payload-Digest", digest)), HTTP)
        assert (violations(claimed, imported=True) == ()) == is_fine
        # What is cut short has the digest of the whole.
        assert violations(Record((*claimed.headers, ("WARC-Truncated", "length")), HTTP), imported=True) == ()
    assert payload(Record(response.headers, b"HTTP/1.1 200 OK")) is None


@pytest.mark.parametrize("kind", ["response", "request", "resource", "conversion", "warcinfo"])
def test_what_warcio_writes_is_right(kind: str) -> None:
    out = BytesIO()
    headers = [("WARC-Type", kind), ("WARC-Record-ID", ID), ("WARC-Date", "2026-01-01T00:00:00Z")]
    if kind != "warcinfo":
        headers.append(("WARC-Target-URI", "https://lindmouth.example/ferry"))
    http = kind in ("response", "request")
    parsed = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1") if http else None
    content_type = f"application/http; msgtype={kind}" if http else "text/html"
    record = ArcWarcRecord(
        "warc", kind, StatusAndHeaders("", headers, "WARC/1.1"), BytesIO(BODY), parsed, content_type, None
    )
    WARCWriter(out, gzip=False, warc_version="WARC/1.1").write_record(record)
    written = parse(out.getvalue())
    assert written.header("WARC-Block-Digest")
    assert violations(written, imported=True) == ()
    assert violations(Record(written.headers, written.block + b"!"), imported=True)


def test_the_page_has_the_tables() -> None:
    text = FORMAT.read_text("utf-8")
    for rules in (STANDARD, OURS):
        assert table(rules) in text


def table(rules: Mapping[str, HeaderRule]) -> str:
    """The rules as docs/format.md has them: a line a header, a column a type."""
    names = dict.fromkeys(name for rule in STANDARD.values() for name in (*rule.required, *rule.forbidden))
    names |= dict.fromkeys(name for rule in rules.values() for name in (*rule.required, *rule.forbidden))
    lines = [f"| | {' | '.join(rules)} |", f"|{'---|' * (len(rules) + 1)}"]
    for name in names:
        marks = (
            "must" if name in rule.required else "not" if name in rule.forbidden else "" for rule in rules.values()
        )
        lines.append(f"| {name} | {' | '.join(marks)} |")
    return "\n".join(lines)
