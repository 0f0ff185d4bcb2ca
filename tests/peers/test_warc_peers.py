"""What we write, read by the tools that others use."""

import json
from pathlib import Path

import fastwarc.warc as fastwarc
import pytest
from archives import copied
from programs import run
from warcio.archiveiterator import ArchiveIterator

from cleanarc import Policy, api, open_archive, reclean, remove


@pytest.fixture(scope="module", params=["as it was written", "cleaned again, and less a document"])
def archive(archive: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "as it was written":
        return archive
    changed = copied(archive, tmp_path_factory.mktemp("changed") / "a")
    assert reclean(archive=changed, policy=Policy(captions=True), every=True).changed == 10
    remove(["001"], archive=changed, why="So be it.", date="2026-02-03")
    return changed


def warcs(archive: Path, series: str) -> list[Path]:
    return sorted((archive / series).glob("*.warc.gz"))


def test_warcio_finds_every_digest_right(archive: Path) -> None:
    assert "fail" not in run("warcio", "check", "-v", *warcs(archive, "raw"), *warcs(archive, "text"))


def test_fastwarc_reads_the_same_records_and_digests(archive: Path) -> None:
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
    texts = {}
    for warc in warcs(archive, "text"):
        with warc.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                headers = record.rec_headers
                if record.rec_type == "conversion" and headers["WARC-Identified-Payload-Type"] == "text/plain":
                    texts[headers["WARC-Target-URI"]] = record.content_stream().read().decode("utf-8")
                if record.rec_type == "metadata":
                    assert headers["WARC-Target-URI"] is None
                    assert headers["WARC-Payload-Digest"] is None
    with open_archive(archive) as opened:
        assert texts == {document.sources[0].uri: document.text for document in opened if document.text}


def test_wet_is_read_as_common_crawl_s_is(archive: Path, tmp_path: Path) -> None:
    api.export(archive, form="wet", target=tmp_path / "a.warc.wet.gz")
    assert "fail" not in run("warcio", "check", "-v", tmp_path / "a.warc.wet.gz")
    with (tmp_path / "a.warc.wet.gz").open("rb") as stream:
        records = [
            (record.rec_headers["WARC-Target-URI"], record.content_stream().read().decode("utf-8"))
            for record in ArchiveIterator(stream)
            if record.rec_type == "conversion"
        ]
    with open_archive(archive) as opened:
        assert records == [(document.sources[0].uri, document.text) for document in opened if document.text]


def test_wacz_takes_our_wacz_for_valid(archive: Path, tmp_path: Path) -> None:
    api.export(archive, form="wacz", target=tmp_path / "a.wacz")
    assert "is valid" in run("wacz", "validate", "-f", tmp_path / "a.wacz")
