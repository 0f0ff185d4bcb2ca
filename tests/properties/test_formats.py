"""What is written is read back as it was, and what was not written so is refused."""

import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanarc
from cleanarc.formats import members, warc
from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.cleaning_json import decode, encode
from cleanarc.formats.damage import DamageError
from cleanarc.formats.manifest import Entry, Manifest
from cleanarc.formats.manifest import decode as decode_manifest
from cleanarc.formats.manifest import encode as encode_manifest
from cleanarc.formats.members import COMPRESSOR, Member, Torn, compress, inflate, walk
from cleanarc.formats.warc import Record, parse, record_id, serialize, sha256_digest

BLOCKS = st.one_of(st.binary(max_size=400), st.sampled_from([b"", b"\r\n\r\n", b"WARC/1.1\r\n\r\n", b"\x1f\x8b\x08"]))
LINES = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Zl", "Zp", "Cc"]), max_size=30)


def record_of(block: bytes, uri: str = "https://a.example/") -> Record:
    headers = {
        "WARC-Type": "resource",
        "WARC-Record-ID": record_id("resource", uri),
        "WARC-Date": "2026-01-01T00:00:00Z",
        "WARC-Target-URI": uri,
        "WARC-Payload-Digest": sha256_digest(block),
        "Content-Type": "text/plain",
        "WARC-Block-Digest": sha256_digest(block),
    }
    return Record(tuple(headers.items()), block)


@settings(max_examples=100, deadline=None)
@given(BLOCKS)
def test_records(block: bytes) -> None:
    record = record_of(block)
    data = serialize(record)
    assert parse(data) == record
    # Others end records with more line ends or fewer.
    for same in (data[:-1], data[:-4], data + b"\n"):
        assert parse(same) == record
    for broken in (data + b"x", data[1:], *([data[:-5]] if block else [])):
        with pytest.raises(DamageError):
            parse(broken)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_parsing_bytes_gives_a_record_or_damage(data: bytes) -> None:
    for attempt in (data, b"WARC/1.1\r\n" + data, b"WARC/1.1\r\nContent-Length: 1\r\n\r\n" + data):
        try:
            parse(attempt)
        except DamageError:
            continue


FIELD = st.sampled_from(
    ["A: b", "A:b", "A: ", "A:  b", "A: b ", "A b", ": b", " more", "A-1: b: c", "ä: é", "A: \t", ""]
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["WARC/1.1", "WARC/1.0", "warc/1.1", "WARC/1.1 x"]),
    st.lists(FIELD, max_size=4),
    st.sampled_from(["\r\n", "\n", "\r\n\r\n"]),
    st.sampled_from(["utf-8", "latin-1"]),
)
def test_a_head_that_is_read_fast_says_what_warcio_reads(
    version: str, fields: list[str], end: str, charset: str
) -> None:
    data = "\r\n".join([version, *fields, f"Content-Length: 1{end}", "x\r\n\r\n"]).encode(charset)
    fast = read_or_refused(data)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(warc, "_PLAIN_HEAD", re.compile(rb"(?!)"))
        assert read_or_refused(data) == fast


def read_or_refused(data: bytes) -> Record | str:
    try:
        return parse(data)
    except DamageError as error:
        return str(error)


def test_a_length_of_thousands_of_digits_is_none() -> None:
    with pytest.raises(DamageError, match="no Content-Length"):
        parse(b"WARC/1.1\r\nContent-Length: " + b"1" * 5000 + b"\r\n\r\nx\r\n\r\n")


def test_no_more_is_inflated_than_a_record_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "LARGEST", 1000)
    fits, bomb, behind = (compress(b"WARC/" + bytes(n)) for n in (995, 996, 0))
    assert len(inflate(fits)) == 1000
    with pytest.raises(DamageError, match="should"):
        inflate(bomb)
    found = list(walk(io.BytesIO(fits + bomb + behind)))
    assert [type(stretch) for stretch in found] == [Member, Torn, Member]
    assert isinstance(found[1], Torn)
    assert found[1].message == "the gzip member holds more than 1000 bytes"


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=6), st.binary(min_size=1, max_size=60), st.integers(0, 6))
def test_walking_tiles_the_file_and_goes_on_behind_damage(blocks: list[bytes], noise: bytes, where: int) -> None:
    members = [compress(serialize(record_of(block))) for block in blocks]
    where = min(where, len(members))
    data = b"".join([*members[:where], noise, *members[where:]])
    found = list(walk(io.BytesIO(data)))
    at = 0
    for stretch in found:
        assert stretch.offset == at
        at += stretch.length
    assert at == len(data)
    whole = [stretch for stretch in found if isinstance(stretch, Member)]
    assert [parse(member.data).block for member in whole] == blocks
    assert any(isinstance(stretch, Torn) for stretch in found)
    for member in whole:
        assert inflate(data[member.offset : member.offset + member.length]) == member.data


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(LINES, st.none() | LINES, st.integers(0, 2**63 - 1), st.integers(0, 2**63 - 1)), max_size=4))
def test_manifests(values: list[tuple[str, str | None, int, int]]) -> None:
    entries = tuple(Entry("resource", name, uri, offset, length, "00000000") for name, uri, offset, length in values)
    manifest = Manifest("raw/000_0.warc.gz", len(entries), 7, "0" * 64, COMPRESSOR, entries)
    data = encode_manifest(manifest)
    assert decode_manifest(data) == manifest
    assert json.loads(data)["entries"] == [
        {"type": "resource", "id": n, "uri": u, "offset": o, "length": length, "crc32": "00000000"}
        for n, u, o, length in values
    ]
    with pytest.raises(DamageError):
        decode_manifest(data[:-3])


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(LINES, max_size=20).map("\n\n".join)), st.booleans())
def test_cleanings(text: str, is_html: bool) -> None:
    result = cleanarc.clean(f"<html><body><p>{text}</p></body></html>" if is_html else text)
    assert decode(json.loads(canonical_json(encode(result)))) == result
    fields = encode(result)
    del fields["ledger"]
    with pytest.raises(DamageError):
        decode(fields)
