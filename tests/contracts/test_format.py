"""docs/format.md holds: a cleaning is replayed and undone from the archive's files by code that knows only that page.

Nothing of cleanarc is used below but to make an archive.
"""

import gzip
import hashlib
import json
import re
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archives import articles, page, put
from crawls import crawl

from cleanarc import Policy, ingest, reclean, remove

Headers = dict[str, str]


def records(warc: Path) -> Iterator[tuple[Headers, bytes]]:
    stream = gzip.decompress(warc.read_bytes())
    while stream:
        head, _, rest = stream.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        assert lines[0] == "WARC/1.1"
        headers = dict(line.split(": ", 1) for line in lines[1:])
        length = int(headers["Content-Length"])
        yield headers, rest[:length]
        stream = rest[length:].removeprefix(b"\r\n\r\n")


def content(headers: Headers, block: bytes) -> bytes:
    """What a record holds: of a response the body, with its encodings undone."""
    if headers["WARC-Type"] != "response":
        return block
    head, _, body = block.partition(b"\r\n\r\n")
    said = dict(line.lower().split(": ", 1) for line in head.decode().split("\r\n")[1:])
    if said.get("transfer-encoding") == "chunked":
        chunks, body = body, b""
        while size := int(chunks.partition(b"\r\n")[0], 16):
            start = chunks.index(b"\r\n") + 2
            body, chunks = body + chunks[start : start + size], chunks[start + size + 2 :]
    undo_coding = {"gzip": gzip.decompress, "deflate": zlib.decompress, "": bytes}
    return undo_coding[said.get("content-encoding", "")](body)


def replay(fields: dict[str, Any]) -> str:
    """The clean text: removals and repairs applied to each block, then put into form."""
    text, ledger = fields["page"]["text"], fields["ledger"]
    edits = [(r["start"], r["end"], "") for r in ledger["removals"]]
    edits += [(r["start"], r["end"], r["text"]) for r in ledger["repairs"]]
    clean, group = "", None
    for block in fields["page"]["blocks"]:
        kept, at = "", block["start"]
        for start, end, new in sorted(e for e in edits if e[0] < block["end"] and e[1] > block["start"]):
            kept += text[at:start] + (new if start >= block["start"] else "")
            at = min(end, block["end"])
        kept = form(kept + text[at : block["end"]], block["role"])
        if kept:
            together = group is not None and block["group"] == group
            clean += ("" if not clean else "\n" if together else "\n\n") + kept
            group = block["group"]
    return unicodedata.normalize("NFC", clean) + "\n" if clean else ""


def form(text: str, role: str) -> str:
    text = text.translate(dict.fromkeys([0x200B, 0x2060, 0xFEFF, 0xAD]) | {0x2010: "-", 0x2011: "-"})
    if role == "code":
        lines = ["".join(" " if c.isspace() and c != "\t" else c for c in line) for line in text.splitlines()]
        return "\n".join(line.rstrip() for line in lines).strip("\n")
    if role == "row":
        return " | ".join(cell for cell in (" ".join(c.split()) for c in text.split("\t")) if cell)
    return " ".join(text.split())


def undo(fields: dict[str, Any]) -> str:
    """The page's text again, from what stays and what was removed."""
    text, at, parts = fields["page"]["text"], 0, []
    for removal in fields["ledger"]["removals"]:
        parts += [text[at : removal["start"]], text[removal["start"] : removal["end"]]]
        at = removal["end"]
    return "".join([*parts, text[at:]])


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    source = articles(tmp_path / "in")
    samples = Path(__file__).parents[2] / "samples"
    put(source, "code.html", page("Code", "Look:</p><pre>if x:\n\treturn\u00a0y\n</pre><p>That was it, they said."))
    put(source, "crawl.warc.gz", crawl().gz())
    ingest([source, samples], archive=tmp_path / "a")
    reclean(archive=tmp_path / "a", policy=Policy(captions=True))
    remove(["002"], archive=tmp_path / "a", why="To see what is left.", date="2026-02-03")
    return tmp_path / "a"


def test_every_cleaning_is_replayed_and_undone_without_our_code(archive: Path) -> None:
    raw = {h["WARC-Record-ID"]: (h, block) for warc in archive.glob("raw/*") for h, block in records(warc)}
    replayed = removed = 0
    conversions: dict[str, bytes] = {}
    told: dict[str, str] = {}
    newest: dict[str, str] = {}
    for headers, block in (record for warc in sorted(archive.glob("text/*")) for record in records(warc)):
        if headers["WARC-Type"] == "conversion":
            conversions[headers["WARC-Record-ID"]] = block
        if headers["WARC-Type"] != "metadata":
            continue
        fields = json.loads(block)
        if "removed" in fields:
            assert headers["WARC-Refers-To"] not in raw
            continue
        about, original = raw[headers["WARC-Refers-To"]]
        if about["WARC-Type"] != "revisit":
            assert hashlib.sha256(content(about, original)).hexdigest() == fields["sha256"]
        if fields.get("conversion"):
            text = replay(fields)
            assert text.encode() == conversions.pop(fields["conversion"])
            assert fields.get("replaces") == told.get(fields["name"])
            told[fields["name"]] = headers["WARC-Record-ID"]
            newest[fields["name"]] = text
            assert hashlib.sha256(text.encode()).hexdigest() == fields["text_sha256"]
            assert undo(fields) == fields["page"]["text"]
            replayed += 1
            removed += len(fields["ledger"]["removals"])
    assert not conversions
    assert {path.stem: path.read_text("utf-8") for path in (archive / "clean").iterdir()} == newest
    assert replayed > len(newest)
    assert replayed > 20
    assert removed > 20


def test_names_are_the_hashes_that_they_say(archive: Path) -> None:
    for warc in (*archive.glob("raw/*"), *archive.glob("text/*")):
        digest = hashlib.sha256(gzip.decompress(warc.read_bytes())).hexdigest()
        name = f"{warc.name[:3]}_{digest[:16]}"
        assert warc.name == f"{name}.warc.gz"
        manifest = json.loads((archive / "manifest" / f"{name}.json").read_text())
        assert manifest["sha256"] == hashlib.sha256(warc.read_bytes()).hexdigest()
        assert manifest["bytes"] == warc.stat().st_size
        assert manifest["records"] == len(manifest["entries"]) == len(list(records(warc)))


def test_the_record_on_the_page_is_what_its_bytes_say() -> None:
    page_text = (Path(__file__).parents[2] / "docs" / "format.md").read_text("utf-8")
    dump = re.findall(r"^    [0-9a-f]{8}  ([0-9a-f ]{48})  \|", page_text, re.MULTILINE)
    record = gzip.decompress(bytes.fromhex("".join(dump)))
    head, block = record.split(b"\r\n\r\n", 1)
    shown = "".join(f"    {line}\n" for line in head.decode().split("\r\n"))
    assert shown in page_text
    assert block == b"The ferry is back.\n\r\n\r\n"
    assert b"Content-Length: 19" in head
    assert hashlib.sha256(block[:19]).hexdigest().encode() in head
    assert f"{len(bytes.fromhex(''.join(dump)))} bytes" in page_text
