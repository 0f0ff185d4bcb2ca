"""A source is read as what its bytes are; nothing that a file holds raises."""

import gzip
import os
from pathlib import Path
from random import Random

import pytest

import cleanarc
from cleanarc.inputs import Found, Read, Unusable, capture, read, sniff, walk

TEXT = b"A mayor opened the bridge on Monday.\n\nIt had been closed since the flood.\n"
HTML = b"<!doctype html><title>Bridge</title><p>A mayor opened the bridge on Monday.</p>"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def pack(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def read_file(folder: Path, name: str, data: bytes) -> Read | Unusable:
    path = folder / name
    path.write_bytes(data)
    return read(Found(path, name))


@pytest.mark.parametrize(
    ("name", "data", "media_type", "codes"),
    [
        ("a.html", HTML, "text/html", []),
        ("a.txt", TEXT, "text/plain", []),
        ("a.md", TEXT, "text/plain", []),
        ("a.HTM", HTML, "text/html", []),
        ("a.txt", HTML, "text/html", ["misdeclared"]),
        ("a.html", TEXT, "text/plain", ["misdeclared"]),
        ("a", TEXT, "text/plain", []),
        ("a.article", HTML, "text/html", []),
        ("a.json", HTML, "text/html", []),
        ("a.gz", HTML, "text/html", ["misdeclared"]),
        ("a.html", PNG, "image/png", []),
        ("a.txt", b"%PDF-1.7\nobj", "application/pdf", []),
        ("a.html", b"WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n", "application/warc", []),
        ("a.html", pack(HTML), "application/gzip", []),
        ("a.txt", b" \n\n", "text/plain", []),
    ],
)
def test_content_decides(tmp_path: Path, name: str, data: bytes, media_type: str, codes: list[str]) -> None:
    source = read_file(tmp_path, name, data)
    assert isinstance(source, Read)
    assert (source.data, source.media_type, [p.code for p in source.problems]) == (data, media_type, codes)


@pytest.mark.parametrize(
    ("name", "data", "inside", "codes"),
    [
        ("a.html.gz", pack(HTML), HTML, []),
        ("a.gz", pack(TEXT[:20]) + pack(TEXT[20:]) + b"\0" * 512, TEXT, []),
        ("a.html.gz", HTML, HTML, ["misdeclared"]),
        ("a.html.gz", pack(pack(HTML)), pack(HTML), []),
        ("a.html.gz", pack(HTML)[:-9], pack(HTML)[:-9], ["gzip-damaged"]),
    ],
)
def test_gz(tmp_path: Path, name: str, data: bytes, inside: bytes, codes: list[str]) -> None:
    source = read_file(tmp_path, name, data)
    assert isinstance(source, Read)
    assert (source.data, [p.code for p in source.problems]) == (inside, codes)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.html", b"", "empty"),
        ("a.html.gz", b"", "empty"),
        ("a.txt.gz", pack(b""), "empty"),
        ("a.png", PNG, "unsupported"),
        ("a.css", b"p { color: red }", "unsupported"),
        ("a", b'{"title": "Bridge"}', "unsupported"),
        ("a.xml", b'<?xml version="1.0"?><rss><channel/></rss>', "unsupported"),
        ("a.bin.gz", pack(TEXT)[:-3], "gzip-damaged"),
    ],
)
def test_what_gives_no_document(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    source = read_file(tmp_path, name, data)
    assert isinstance(source, Unusable)
    assert (source.relative, source.problem.code) == (name, code)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    source = read(Found(tmp_path / "gone.html", "gone.html"))
    assert isinstance(source, Unusable)
    assert source.problem.code == "unreadable"


def test_a_bomb_is_kept_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanarc.inputs.gz.SOURCE_BYTES", 2**20)
    bomb = pack(bytes(2**20 + 1))
    source = read_file(tmp_path, "a.html.gz", bomb)
    assert isinstance(source, Read)
    assert (source.data, source.media_type) == (bomb, "application/gzip")
    assert [p.code for p in source.problems] == ["too-large"]
    whole = read_file(tmp_path, "a.txt.gz", pack(bytes(2**20)))
    assert isinstance(whole, Read)
    assert whole.data == bytes(2**20)


def test_a_huge_file_is_left_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.truncate(2**40)
    source = read(Found(path, "a.html"))
    assert isinstance(source, Unusable)
    assert source.problem.code == "too-large"


@pytest.mark.parametrize(
    ("seconds", "date"),
    [(1_700_000_000.9, "2023-11-14T22:13:20Z"), (0, "1970-01-01T00:00:00Z"), (-1.5, "1969-12-31T23:59:58Z")],
)
def test_the_date_is_when_the_file_was_modified(tmp_path: Path, seconds: float, date: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT)
    os.utime(path, (seconds, seconds))
    (step,) = walk([path])
    assert isinstance(step, Found)
    source = read(step)
    assert isinstance(source, Read)
    assert source.date == date


@pytest.mark.parametrize(
    "text",
    [
        "A mayor opened the bridge.\nBy <a href='/staff/1'>Ann Low</a>\nIt was closed.\n",
        "<a href='/staff/1'>By Ann Low</a>\n\nA mayor opened the bridge.\n\nIt was closed.\n",
        "# How to write a page\n\nStart with this:\n\n    <!doctype html>\n    <html>\n    <body>\n\nand go on.\n",
        "<p align=center>\n\n# A tool\n\nIt does something.\n\nIt does it well.\n\nTry it.\n",
        "Is 3 < 4 and 5 > 2? <b>Yes</b>, it is.",
        "<3 is how we sign our letters here",
        "",
    ],
)
def test_a_tag_makes_no_html(text: str) -> None:
    assert sniff(text.encode()) == "text/plain"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- saved --><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html>",
        "\ufeff \n<HTML><BODY>Old",
        "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
        "<p>One\n<p>Two\nlines\n",
        "<div class=a>One\n\nTwo\n\nThree</div>\n",
        "<b>Bridge</b> opened.<br>It was closed.<br>",
        "Warning: disk is full in line 3\n<!doctype html>\n<html><body>\n<p>One</p>\n</body></html>",
        "<h1>Bridge</h1>",
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_html_opens_as_html(text: str, charset: str) -> None:
    assert sniff(text.encode(charset)) == "text/html"


@pytest.mark.parametrize(
    "data", [PNG, Random(1).randbytes(4096), bytes(100), b"\x7fELF\1\1\1" + bytes(99), b"text\0\1\2\3" * 9]
)
def test_binary_data_is_told(data: bytes) -> None:
    assert sniff(data) not in {"text/html", "text/plain"}


def test_text_with_a_little_damage_is_text() -> None:
    assert sniff(b"x" * 50 + b"\0" + TEXT * 3) == "text/plain"
    assert sniff("日本の天気は晴れです。\n".encode("utf-16-le")) == "text/plain"
    assert sniff("日本の天気".encode("iso2022_jp")) == "text/plain"


def test_captures() -> None:
    assert capture("a\ud800b\ud83d\ude00").data.decode() == "a\ufffdb😀"
    assert capture(HTML, media_type="Text/HTML; Charset=Latin-1").charset == "cp1252"
    assert capture(b"<p>a", media_type="text/plain").media_type == "text/plain"
    assert capture(HTML, media_type="application/xhtml+xml").media_type == "text/html"
    assert capture(PNG, media_type="text/html").media_type == "image/png"
    assert capture('{"a": 1}', media_type="text/plain").media_type == "text/plain"


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        (PNG, None, "binary"),
        (TEXT, "application/pdf", "binary"),
        (b" \n ", None, "no-text"),
        (b"a " * 2**24 + b"a", "text/plain", "too-large"),
        (b"<p>" + b"a " * 2**20, "text/html", "too-large"),
        (b"a\n\n" * 50_001, "text/plain", "too-large"),
    ],
)
def test_what_can_not_be_cleaned_says_why(data: bytes, media_type: str | None, code: str) -> None:
    result = cleanarc.clean(data, media_type=media_type)
    assert (result.text, result.page.text.strip(), [p.code for p in result.problems]) == ("", "", [code])


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="there is no /proc")
def test_a_file_that_tells_no_size() -> None:
    source = read(Found(Path("/proc/version"), "version"))
    assert isinstance(source, Read)
    assert source.data == Path("/proc/version").read_bytes()
