"""An archive with records of others in it, read by the tools that others use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from archives import page, put
from crawls import PAGES, Crawl, Page, arc_records, crawl, resources, wet
from warcio.archiveiterator import ArchiveIterator

from cleanarc import ingest, open_archive

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of every kind and form, pages from disk, and records as they should not be but are."""
    folder = tmp_path_factory.mktemp("imported")
    source = folder / "in"
    put(source, "arc/crawl.arc.gz", b"".join(arc_records([Page(f"arc{p.name}", b"<p>Old. " + p.body) for p in PAGES])))
    put(source, "crawl.warc.gz", crawl().gz())
    put(source, "odd.warc", odd().plain())
    put(source, "own.html", page("A page from disk"))
    put(
        source,
        "resources.warc.gz",
        resources([Page(f"r{p.name}", p.body + b" ", p.media_type) for p in PAGES], 200).gz(),
    )
    put(
        source, "texts.wet", wet([Page(f"{n}.txt", f"Text {n}.\n\nIt ends.\n".encode()) for n in range(3)], 300).plain()
    )
    ingest([source], archive=folder / "a")
    ingest([source], archive=folder / "a", url_prefix="https://mirror.example/")
    return folder / "a"


def odd() -> Crawl:
    """What the standard does not foresee, and crawlers write."""
    made = Crawl("WARC/1.0", 100)
    made.response(Page("a b.html", b"<p>A space in the address."))
    made.response(Page("<brackets>.html", b"<p>Brackets."))
    made.response(Page("no-type.html", b"<!doctype html><p>No type.", ""))
    made.response(Page("parameters.html", b"<p>Parameters.", "Text/HTML ; charset=utf-8;q=1"))
    made.response(Page("empty.html", b""))
    made.response(Page("no-status.html", b"<p>No status."), status="")
    made.response(Page("teapot.html", b"<p>A teapot."), status="418")
    made.add(
        "response",
        "dns:aldmoor.example",
        b"20210304\naldmoor.example. 300 IN A 192.0.2.1\n",
        {"Content-Type": "text/dns"},
    )
    made.add("resource", "https://aldmoor.example/raw", b"<p>No head at all.", {"Content-Type": "application/http"})
    made.records[-1] = made.records[-1].replace(b"WARC-Type: resource", b"WARC-Type: response")
    made.add(
        "resource", "urn:pageinfo:https://aldmoor.example/A?b=1&a=2", b'{"a": 1}', {"Content-Type": "application/json"}
    )
    made.add(
        "resource", "ftp://files.aldmoor.example/Pub/a.txt", b"A text from afar.\n", {"Content-Type": "text/plain"}
    )
    made.add("resource", "https://aldmoor.example/log", b"a: b\r\n", {"Content-Type": "application/warc-fields"})
    made.add("metadata", None, b"fetchTimeMs: 9\r\n", {"Content-Type": "text/plain"})
    made.response(Page("day.html", b"<p>Only the day is known."))
    made.records[-1] = made.records[-1].replace(b"WARC-Date: 2021-03-04T05:06:07Z", b"WARC-Date: 2021-03-05")
    made.records = [without_digests(record) if n > 6 else record for n, record in enumerate(made.records)]
    return made


def without_digests(record: bytes) -> bytes:
    head, end, block = record.partition(b"\r\n\r\n")
    return b"\r\n".join(line for line in head.split(b"\r\n") if b"-Digest" not in line) + end + block


def run(tool: str, *args: str | Path) -> str:
    if not (BIN / tool).exists():
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run([BIN / tool, *args], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def warcs(archive: Path, *series: str) -> list[Path]:
    return sorted(path for name in series for path in (archive / name).glob("*.warc.gz"))


def test_cdxj_indexer_writes_the_index_that_we_do(archive: Path) -> None:
    indexed = run("cdxj-indexer", "-s", *warcs(archive, "raw")).splitlines()
    assert indexed == (archive / "index" / "raw.cdxj").read_text().splitlines()
    found = [json.loads(line.split(" ", 2)[2]) for line in indexed]
    assert {line.get("status") for line in found} >= {"200", "301", "304", "404", "418", None}
    assert {line.get("mime") for line in found} >= {"text/html", "image/png", "warc/revisit", None}
    assert {line.get("digest", "").partition(":")[0] for line in found} == {"sha1", "sha256"}


def test_warcio_and_fastwarc_find_every_digest_right(archive: Path) -> None:
    assert "fail" not in run("warcio", "check", "-v", *warcs(archive, "raw", "text"))
    for warc in warcs(archive, "raw", "text"):
        assert "fail" not in run("fastwarc", "check", warc)


def test_warcio_reads_the_documents(archive: Path) -> None:
    bodies = set()
    for warc in warcs(archive, "raw"):
        with warc.open("rb") as stream:
            bodies.update(record.content_stream().read() for record in ArchiveIterator(stream))
    with open_archive(archive) as opened:
        documents = list(opened)
    assert len(documents) > 3 * len(PAGES)
    assert all(document.raw in bodies for document in documents)


def test_fastwarc_reads_as_many_records(archive: Path) -> None:
    fastwarc = pytest.importorskip("fastwarc.warc")
    for warc in warcs(archive, "raw"):
        with warc.open("rb") as stream, warc.open("rb") as again:
            found = [
                record.headers.get("WARC-Record-ID") for record in fastwarc.ArchiveIterator(stream, parse_http=False)
            ]
            assert found == [record.rec_headers["WARC-Record-ID"] for record in ArchiveIterator(again)]
