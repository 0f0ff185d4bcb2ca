"""What we write, read by the tools that others use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from archives import articles, page, put

from cleanarc import Policy, ingest, open_archive, reclean, remove

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module", params=["as it was written", "cleaned again, and less a document"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peers")
    source = articles(folder / "in")
    for n, address in enumerate(
        (
            "https://www.Aldmoor.example:443/News/River/?b=2&A=1&sid=0123456789abcdef0123456789abcdef",
            "http://www2.aldmoor.example:8080/a/../b//c%20d/%7Euser/",
            "https://aldmoor.example/story;jsessionid=1?x=%C3%A4&&y",
        )
    ):
        put(source, f"own{n}.html", page(f"Own {n}", f"Page number {n} knows where it is.", canonical=address))
    ingest([source], archive=folder / "a")
    # Revisits, in files of their own.
    ingest([source], archive=folder / "a", url_prefix="https://mirror.example/")
    if request.param != "as it was written":
        assert reclean(archive=folder / "a", policy=Policy(captions=True), every=True).changed == 10
        remove(["001"], archive=folder / "a", why="So be it.", date="2026-02-03")
    return folder / "a"


def run(tool: str, *args: str | Path) -> str:
    if not (BIN / tool).exists():
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run([BIN / tool, *args], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def warcs(archive: Path, series: str) -> list[Path]:
    return sorted((archive / series).glob("*.warc.gz"))


def test_warcio_finds_every_digest_right(archive: Path) -> None:
    assert "fail" not in run("warcio", "check", "-v", *warcs(archive, "raw"), *warcs(archive, "text"))


def test_fastwarc_reads_the_same_records_and_digests(archive: Path) -> None:
    fastwarc = pytest.importorskip("fastwarc.warc")
    with open_archive(archive) as opened:
        expected = {document.sources[0].uri: document.raw for document in opened}
    found = {}
    for warc in warcs(archive, "raw"):
        with warc.open("rb") as stream:
            for record in fastwarc.ArchiveIterator(stream, parse_http=False):
                assert record.verify_block_digest(consume=False)
                if record.headers["WARC-Type"] == "resource":
                    found[record.headers["WARC-Target-URI"]] = record.reader.read()
    assert found == expected


def test_cdxj_indexer_writes_the_index_that_we_do(archive: Path) -> None:
    indexed = run("cdxj-indexer", "-s", *warcs(archive, "raw"))
    assert indexed == (archive / "index" / "raw.cdxj").read_text()
    assert '"mime": "warc/revisit"' in indexed
    # As LC_ALL=C sorts them: replay tools search by bisection.
    for index in archive.glob("index/*.cdxj"):
        lines = index.read_bytes().splitlines()
        assert lines == sorted(lines)


def test_the_index_of_texts_has_a_line_a_conversion(archive: Path) -> None:
    warcio = pytest.importorskip("warcio.archiveiterator")
    lines = [json.loads(line.split(" ", 2)[2]) for line in (archive / "index" / "text.cdxj").read_text().splitlines()]
    found = []
    for warc in warcs(archive, "text"):
        with warc.open("rb") as stream:
            iterator = warcio.ArchiveIterator(stream)
            for record in iterator:
                if record.rec_type == "conversion":
                    found.append((record.rec_headers["WARC-Target-URI"], warc.name, str(iterator.get_record_offset())))
    assert sorted(found) == sorted((line["url"], line["filename"], line["offset"]) for line in lines)


def test_conversions_are_what_others_take_for_clean_text(archive: Path) -> None:
    warcio = pytest.importorskip("warcio.archiveiterator")
    texts = {}
    for warc in warcs(archive, "text"):
        with warc.open("rb") as stream:
            for record in warcio.ArchiveIterator(stream, check_digests="raise"):
                headers = record.rec_headers
                if record.rec_type == "conversion" and headers["WARC-Identified-Payload-Type"] == "text/plain":
                    texts[headers["WARC-Target-URI"]] = record.content_stream().read().decode("utf-8")
                if record.rec_type == "metadata":
                    assert headers["WARC-Target-URI"] is None
                    assert headers["WARC-Payload-Digest"] is None
    with open_archive(archive) as opened:
        assert texts == {document.sources[0].uri: document.text for document in opened if document.text}
