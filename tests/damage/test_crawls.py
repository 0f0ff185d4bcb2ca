"""Damaged and hostile files of records: what can be read is read, the rest is told with its place, within bounds."""

import gzip
import io
import struct
import subprocess
import sys
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pytest
from archives import put
from crawls import PAGES, Crawl, crawl, wacz

import cleanarc
from cleanarc.api import verify
from cleanarc.formats import unpack
from cleanarc.inputs import Found, Read, Unusable, read, walk

RECORDS = crawl().records
MEMBERS = [gzip.compress(record, mtime=0) for record in RECORDS]
ALL = len(RECORDS) - 1


def steps(folder: Path, name: str, data: bytes) -> tuple[list[bytes], list[Unusable]]:
    """The records that are read of a file, as they are in it, and what is told beside."""
    put(folder, name, data)
    found = list(walk([folder / name]))
    sources = [read(one) if isinstance(one, Found) else one for one in found]
    told = [source for source in sources if isinstance(source, Unusable)]
    plain = [s.origin.imported.plain for s in sources if not isinstance(s, Unusable) and s.origin]
    return plain, told


def join(*parts: bytes) -> bytes:
    return b"".join(parts)


@pytest.mark.parametrize("garbage", [b"garbage" * 9, bytes(100), b"\x1f\x8b\x08" * 20, b"WARC/1.0\r\n", b"\r\n" * 99])
def test_garbage_between_members(garbage: bytes, tmp_path: Path) -> None:
    plain, told = steps(tmp_path, "a.warc.gz", join(*MEMBERS[:3], garbage, *MEMBERS[3:]))
    assert plain == RECORDS[1:]
    assert [step.relative for step in told] == [f"a.warc.gz#{len(join(*MEMBERS[:3]))}"]
    assert str(len(join(*MEMBERS[:3]))) in told[0].problem.message


@pytest.mark.parametrize("garbage", [b"garbage" * 9 + b"\r\n", bytes(100) + b"\n", b"WARC/1.0\r\nX: y\r\n\r\n"])
def test_garbage_between_records(garbage: bytes, tmp_path: Path) -> None:
    for name, pack in (("a.warc", bytes), ("a.warc.gz", gzip.compress)):
        plain, told = steps(tmp_path, name, pack(join(*RECORDS[:3], garbage, *RECORDS[3:])))
        assert plain == RECORDS[1:]
        assert len(told) == 1


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "a.warc.zst"])
@pytest.mark.parametrize("damage", ["cut", "flip"])
def test_one_record_is_damaged(name: str, damage: str, tmp_path: Path) -> None:
    made = crawl()
    whole = {"a.warc.gz": made.gz, "a.warc": made.plain, "a.warc.zst": made.zst}[name]()
    at = whole.rindex({"a.warc.gz": MEMBERS[-1][:3], "a.warc": b"WARC/1.1", "a.warc.zst": b"\x28\xb5\x2f\xfd"}[name])
    end = whole[at:]
    broken = end[:-20] if damage == "cut" else end[:5] + bytes(byte ^ 0x55 for byte in end[5:40]) + end[40:]
    plain, told = steps(tmp_path, name, whole[:at] + broken)
    assert plain == RECORDS[1:-1]
    assert [step.relative for step in told] == [f"{name}#{at}"]
    plain, told = steps(tmp_path, name, broken + whole)
    assert plain == RECORDS[1:]
    assert [step.relative for step in told] == [f"{name}#0"]


def lying(record: bytes, length: bytes) -> bytes:
    head, _, rest = record.partition(b"Content-Length: ")
    return head + b"Content-Length: " + length + rest[rest.index(b"\r\n") :]


@pytest.mark.parametrize("length", [b"1", b"99999", b"-1", b"0x10", b"", b"9" * 30, b"999999999999", b"12 13"])
def test_a_length_that_lies(length: bytes, tmp_path: Path) -> None:
    broken = [lying(record, length) if n == 3 else record for n, record in enumerate(RECORDS)]
    for name, data in (("a.warc", join(*broken)), ("a.warc.gz", join(*map(gzip.compress, broken)))):
        plain, told = steps(tmp_path, name, data)
        assert plain == RECORDS[1:3] + RECORDS[4:]
        assert len(told) == 1


def test_a_head_without_end(tmp_path: Path) -> None:
    broken = b"WARC/1.1\r\n" + b"X: y\r\n" * 1_000_000 + b"\r\n\r\n"
    for name, pack in (("a.warc", bytes), ("a.warc.gz", gzip.compress)):
        plain, told = steps(tmp_path, name, join(pack(RECORDS[0]), pack(broken), *map(pack, RECORDS[1:])))
        assert plain == RECORDS[1:]
        assert len(told) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"WARC-Date: 2021-03-04T05:06:07Z", b"WARC-Date: yesterday"),
        (b"WARC-Date: 2021-03-04T05:06:07Z", b"WARC-Date: 2021-02-31T05:06:07Z"),
        (b"WARC-Date: 2021-03-04T05:06:07Z", b"WARC-Date: 2021-3-4"),
        (b"WARC-Record-ID", b"X-Record-ID"),
        (b"WARC-Type: response", b"WARC-Type:"),
        (b"WARC-Target-URI: ", b"WARC-Target-URI: \0"),
    ],
)
def test_what_every_record_must_have(old: bytes, new: bytes, tmp_path: Path) -> None:
    broken = [record.replace(old, new, 1) if n == 1 else record for n, record in enumerate(RECORDS)]
    plain, told = steps(tmp_path, "a.warc", join(*broken))
    assert plain == RECORDS[2:]
    assert [step.problem.code for step in told] == ["record-damaged"]


@pytest.mark.parametrize("chunk", [1, 5, 11, 13, 17, 23, 29, 35])
def test_headers_of_members_may_lie_across_what_is_read(
    chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With all that RFC 1952 allows in one: an extra field, a name, a comment and a checksum of the header."""
    head = b"\x1f\x8b\x08\x1e\0\0\0\0\0\xff" + b"\x08\0SL\4\0abcd" + b"rec\0" + b"said\0"
    head += (zlib.crc32(head) & 0xFFFF).to_bytes(2, "little")
    members = [head + gzip.compress(record, mtime=0)[10:] for record in crawl().records]
    put(tmp_path / "in", "headed.warc.gz", b"".join(members))
    put(tmp_path / "in", "plain.warc", crawl().plain())
    monkeypatch.setattr(unpack, "_CHUNK", chunk)
    headed, plain = (
        [one.data for found in walk([tmp_path / "in" / name]) if isinstance(one := read(found), Read)]
        for name in ("headed.warc.gz", "plain.warc")
    )
    assert headed == plain
    assert len(plain) > len(PAGES)


def test_headers_of_other_charsets(tmp_path: Path) -> None:
    made = Crawl()
    made.response(PAGES[0], X_Name="Müller")
    odd = (
        made.records[1]
        .replace("Müller".encode(), b"M\xfcller\0")
        .replace(b"WARC-Type", b"X-Note: \xff\xfe\r\nWARC-Type")
    )
    odd = lying(odd, str(len(odd) - odd.index(b"\r\n\r\n") - 8).encode())
    plain, told = steps(tmp_path, "a.warc", made.records[0] + odd)
    assert (plain, told) == ([odd], [])


def test_a_record_that_is_too_large_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanarc.inputs.containers.SOURCE_BYTES", 2**16)
    made = Crawl()
    made.add("resource", "https://aldmoor.example/film", bytes(2**17), {"Content-Type": "video/mp4"})
    made.response(PAGES[0])
    for name, data in (("a.warc", made.plain()), ("a.warc.gz", made.gz()), ("b.warc.gz", gzip.compress(made.plain()))):
        plain, told = steps(tmp_path, name, data)
        assert plain == made.records[2:]
        assert [step.problem.code for step in told] == ["too-large"]


def test_nothing_at_all(tmp_path: Path) -> None:
    for name, data, code in (
        ("a.warc.gz", b"", "empty"),
        ("b.warc.gz", gzip.compress(b""), "empty"),
        ("c.warc", b"\0" * 99, "unsupported"),
        ("d.wacz", b"PK\x03\x04" + bytes(99), "zip-damaged"),
        ("e.warc.gz", MEMBERS[0][:30], "record-damaged"),
        ("f.warc.zst", b"\x28\xb5\x2f\xfd" + bytes(99), "record-damaged"),
    ):
        plain, told = steps(tmp_path, name, data)
        assert (plain, [step.problem.code for step in told]) == ([], [code]), name


def test_a_damaged_crawl_makes_a_sound_archive(tmp_path: Path) -> None:
    data = bytearray(crawl().gz())
    data[len(data) // 2] ^= 0x55
    put(tmp_path / "in", "crawl.warc.gz", bytes(data))
    report = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert len(report.problems) == 1
    assert report.added + report.kept == ALL - 1
    assert verify(tmp_path / "a").findings == ()


def test_wacz_files_that_lie_over_each_other(tmp_path: Path) -> None:
    """As in a zip that is a few kilobytes and unpacks to petabytes, by naming the same bytes again and again."""
    out = bytearray(wacz({"archive/a.warc.gz": crawl().gz(), "archive/b.warc.gz": crawl().gz()}))
    second = out.rindex(b"PK\x01\x02", 0, out.index(b"archive/b.warc.gz", out.index(b"PK\x01\x02")))
    first = struct.unpack_from("<L", out, out.index(b"PK\x01\x02", out.index(b"PK\x01\x02") + 4) + 42)
    struct.pack_into("<L", out, second + 42, *first)
    plain, told = steps(tmp_path, "a.wacz", bytes(out))
    assert len(plain) == ALL
    assert [step.problem.code for step in told] == ["zip-damaged"]


def test_a_wacz_that_is_cut_or_encrypted(tmp_path: Path) -> None:
    whole = wacz({"archive/a.warc.gz": crawl().gz()})
    assert [step.problem.code for step in steps(tmp_path, "a.wacz", whole[:-30])[1]] == ["zip-damaged"]
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        at = archive.start_dir
    locked = bytearray(whole)
    locked[whole.index(b"PK\x01\x02", whole.index(b"PK\x01\x02", at) + 4) + 8] |= 1
    assert [step.problem.code for step in steps(tmp_path, "b.wacz", bytes(locked))[1]] == ["zip-encrypted"]


_BOUNDED = """
import resource, sys
from pathlib import Path
from cleanarc.inputs import Found, read, walk
room = 600 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (room, room))
for found in walk([Path(sys.argv[1])]):
    source = read(found) if isinstance(found, Found) else found
    print(source.problem.code if hasattr(source, "problem") else len(source.data))
"""


@cache
def bomb(megabytes: int, opening: bytes = b"") -> bytes:
    """A gzip member that is a thousandth of what it unpacks to."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    parts = [packer.compress(opening), *(packer.compress(bytes(2**20)) for _ in range(megabytes)), packer.flush()]
    return b"".join(parts)


def test_bombs_are_bounded_and_harm_no_other_record(tmp_path: Path) -> None:
    claim = b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: %d\r\n\r\n" % (350 * 2**20)
    made = Crawl()
    made.response(PAGES[0], body=bomb(150), Content_Encoding="gzip")
    bombs = (bomb(350, claim), bomb(350, b"WARC/1.1\r\nX: "))
    put(tmp_path, "a.warc.gz", join(MEMBERS[0], *bombs, gzip.compress(made.records[1]), MEMBERS[1]))
    done = subprocess.run(
        [sys.executable, "-c", _BOUNDED, str(tmp_path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    body = len(bomb(150))
    assert done.stdout.split() == ["record-damaged"] * 3 + [str(body), str(len(PAGES[0].body))]
