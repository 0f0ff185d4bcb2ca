"""Records of other archives in ours: copied as they are, known when they come again, and one document a content."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archives import copied, put, tree
from crawls import INFO, PAGES, Crawl, Page, arc_records, crawl, folder, html, record_id
from sites import framed

import cleanarc
from cleanarc.api import rebuild, verify
from cleanarc.formats.members import Member, walk
from cleanarc.jobs.ingest import Request, ingest
from cleanarc.jobs.segments import Limits


def members(archive: Path, series: str = "raw") -> Iterator[Member]:
    for warc in sorted((archive / series).glob("*.warc.gz")):
        with warc.open("rb") as stream:
            yield from (member for member in walk(stream) if isinstance(member, Member))


def records(archive: Path) -> list[bytes]:
    """The raw records, less the warcinfo records of the archive's own."""
    return [member.data for member in members(archive) if b"software: cleanarc" not in member.data]


def entries(archive: Path) -> list[dict[str, Any]]:
    found = [json.loads(path.read_bytes()) for path in sorted(archive.glob("manifest/*.json"))]
    return [entry for manifest in found if manifest["file"].startswith("raw/") for entry in manifest["entries"]]


@pytest.mark.parametrize("form", ["gz", "plain", "zst", "whole"])
def test_records_are_copied_as_they_are(form: str, tmp_path: Path) -> None:
    made = crawl()
    forms = {"gz": made.gz, "plain": made.plain, "zst": made.zst, "whole": lambda: gzip.compress(made.plain())}
    put(tmp_path / "in", f"crawl.warc{'.zst' if form == 'zst' else ''}", forms[form]())
    report = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert (report.added, report.kept) == (len(PAGES), len(made.records) - 1 - len(PAGES))
    assert records(tmp_path / "a") == made.records


def test_members_are_copied_as_they_are(tmp_path: Path) -> None:
    """Whatever they were packed with: level, time and name stay."""
    packed = [gzip.compress(record, 1, mtime=n) for n, record in enumerate(crawl().records)]
    put(tmp_path / "in", "crawl.warc.gz", b"".join(packed))
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    [warc] = (tmp_path / "a" / "raw").iterdir()
    assert warc.read_bytes().endswith(b"".join(packed))


def test_the_manifest_says_what_is_imported(tmp_path: Path) -> None:
    put(tmp_path / "in", "crawl.warc.gz", crawl().gz())
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    own, *others = entries(tmp_path / "a")
    assert "imported" not in own
    assert all(entry["imported"] for entry in others)
    with cleanarc.open_archive(tmp_path / "a") as archive:
        assert [e["content"] for e in others if "content" in e] == [document.sha256 for document in archive]


def test_every_file_has_a_copy_of_the_warcinfo_record(tmp_path: Path) -> None:
    put(tmp_path / "in", "crawl.warc.gz", crawl().gz())
    request = Request((tmp_path / "in",), tmp_path / "a", limits=Limits(segment_sources=4))
    ingest(request, lambda event: None)
    files = [json.loads(path.read_bytes()) for path in sorted((tmp_path / "a").glob("manifest/*.json"))]
    raw = [manifest["entries"] for manifest in files if manifest["file"].startswith("raw/")]
    assert len(raw) > 2
    assert {entries[1]["id"] for entries in raw} == {INFO}
    assert verify(tmp_path / "a").findings == ()


def test_arc_records_become_responses(tmp_path: Path) -> None:
    put(tmp_path / "in", "crawl.arc.gz", b"".join(map(gzip.compress, arc_records())))
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    info, *responses = records(tmp_path / "a")
    assert b"WARC-Type: warcinfo\r\n" in info
    assert b"WARC-Filename: crawl.arc\r\n" in info
    for response, written in zip(responses, arc_records()[1:], strict=True):
        head, _, block = written.partition(b"\n")
        assert b"WARC-Type: response\r\n" in response
        assert b"WARC-Date: 2021-03-04T05:06:07Z\r\n" in response
        assert b"WARC-IP-Address: 192.0.2.1\r\n" in response
        assert b"WARC-Target-URI: " + head.split()[0] + b"\r\n" in response
        assert response.endswith(b"\r\n\r\n" + block.removesuffix(b"\n") + b"\r\n\r\n")


def test_arc_records_that_came_by_no_http_become_resources(tmp_path: Path) -> None:
    block = b"20210304050607\naldmoor.example. 300 IN A 192.0.2.1\n"
    dns = b"dns:aldmoor.example 192.0.2.53 20210304050607 text/dns %d\n%b\n" % (len(block), block)
    put(tmp_path / "in", "crawl.arc", b"".join([*arc_records(), dns]))
    assert cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a").kept == 1
    assert b"WARC-Type: resource\r\n" in records(tmp_path / "a")[-1]
    assert b"Content-Type: text/dns\r\n" in records(tmp_path / "a")[-1]
    assert verify(tmp_path / "a").findings == ()


def test_a_second_run_changes_no_byte(tmp_path: Path) -> None:
    put(tmp_path / "in", "crawl.warc.gz", crawl().gz())
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    written = tree(tmp_path / "a")
    report = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert (report.added, report.skipped, report.kept) == (0, len(crawl().records) - 1, 0)
    assert tree(tmp_path / "a") == written


def test_rebuild_loses_nothing(tmp_path: Path) -> None:
    put(tmp_path / "in", "crawl.warc.gz", crawl().gz())
    put(tmp_path / "in", "own.html", html("own.html", "A page of another kind.").body)
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    written = tree(tmp_path / "a")
    for path in ("catalog.sqlite", "index/raw.cdxj", "index/text.cdxj"):
        (tmp_path / "a" / path).unlink()
    rebuild(tmp_path / "a")
    assert verify(tmp_path / "a").findings == ()
    rebuilt = tree(tmp_path / "a")
    assert {k: v for k, v in rebuilt.items() if k != "catalog.sqlite"} == {
        k: v for k, v in written.items() if k != "catalog.sqlite"
    }
    assert cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a").added == 0


def sources(archive: Path) -> list[list[tuple[str, str]]]:
    with cleanarc.open_archive(archive) as opened:
        return [[(source.path, source.uri) for source in row.sources] for row in opened.rows()]


def responses(*pages: Page) -> Crawl:
    made = Crawl()
    for page in pages:
        made.response(page)
    return made


def moved(page: Page) -> Page:
    return Page(page.name, page.body, host="https://mirror.example")


def test_the_same_capture_twice_in_a_file_is_one(tmp_path: Path) -> None:
    put(tmp_path / "in", "crawl.warc", responses(PAGES[0], PAGES[0]).plain())
    report = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert (report.added, report.skipped, report.sources) == (1, 1, 0)
    assert len(records(tmp_path / "a")) == 2


def test_a_copy_of_a_file_is_one_more_source_of_each_page(tmp_path: Path) -> None:
    put(tmp_path / "in", "a.warc.gz", crawl().gz())
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    put(tmp_path / "in", "b.warc.gz", crawl().gz())
    report = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert (report.added, report.sources, report.kept, report.revisits) == (0, len(PAGES), 0, 0)
    assert records(tmp_path / "a") == crawl().records
    assert verify(tmp_path / "a").findings == ()


def test_known_bytes_from_another_address_are_a_capture_of_the_same_document(tmp_path: Path) -> None:
    put(tmp_path / "in", "crawl.warc", responses(PAGES[0], moved(PAGES[0])).plain())
    report = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert (report.added, report.revisits) == (1, 1)
    [found] = sources(tmp_path / "a")
    assert [uri for _, uri in found] == [PAGES[0].url, moved(PAGES[0]).url]
    assert records(tmp_path / "a") == responses(PAGES[0], moved(PAGES[0])).records
    assert verify(tmp_path / "a").findings == ()


@pytest.mark.parametrize("order", ["file first", "crawl first"])
def test_a_page_from_disk_and_from_a_crawl_is_one_document(order: str, tmp_path: Path) -> None:
    page, other = PAGES[0], PAGES[3]
    folder(tmp_path / "files", (page, other))
    put(tmp_path / "crawl", "crawl.warc", responses(page, other).plain())
    paths = ["files", "crawl"] if order == "file first" else ["crawl", "files"]
    reports = [cleanarc.ingest([tmp_path / path], archive=tmp_path / "a") for path in paths]
    assert [report.added for report in reports] == [2, 0]
    # One page names its address; the text does not, and so was found at two.
    assert (reports[1].sources, reports[1].revisits) == (1, 1)
    assert {len(found) for found in sources(tmp_path / "a")} == {2}
    assert verify(tmp_path / "a").findings == ()
    assert [cleanarc.ingest([tmp_path / path], archive=tmp_path / "a").skipped for path in paths] == [2, 2]


def test_new_bytes_at_a_known_address_are_a_new_document(tmp_path: Path) -> None:
    newer = Page(PAGES[0].name, PAGES[0].body.replace(b"Residents", b"Inhabitants"))
    put(tmp_path / "in", "crawl.warc", responses(PAGES[0], newer).plain())
    assert cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a").added == 2
    assert [[uri for _, uri in found] for found in sources(tmp_path / "a")] == [[newer.url], [newer.url]]


def test_two_records_with_one_id_lose_no_page(tmp_path: Path) -> None:
    made = crawl()
    for n in (3, 5, 9, 10):
        made.records[n] = made.records[n].replace(record_id(n).encode(), record_id(1).encode())
    put(tmp_path / "in", "crawl.warc.gz", made.gz())
    report = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert report.added == len(PAGES)
    assert {problem.code for problem in report.problems} == {"id-taken"}
    assert verify(tmp_path / "a").findings == ()
    assert cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a").added == 0


def test_a_changed_copy_is_seen(tmp_path: Path) -> None:
    put(tmp_path / "in", "crawl.warc.gz", crawl().gz())
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    archive = copied(tmp_path / "a", tmp_path / "b")
    [manifest] = [path for path in archive.glob("manifest/*") if b'"raw/' in path.read_bytes()]
    text = manifest.read_text()
    at = text.index('"content": "') + len('"content": "')
    manifest.write_text(text[:at] + ("0" if text[at] != "0" else "1") + text[at + 1 :])
    assert ["content is not that" in finding.message for finding in verify(archive).findings] == [True]


def test_a_flipped_bit_in_a_copy_is_seen(tmp_path: Path) -> None:
    put(tmp_path / "in", "crawl.warc.gz", crawl().gz())
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    for entry in entries(tmp_path / "a")[1:]:
        archive = copied(tmp_path / "a", tmp_path / entry["id"][-13:-1])
        [warc] = (archive / "raw").iterdir()
        data = bytearray(warc.read_bytes())
        data[entry["offset"] + entry["length"] // 2] ^= 1
        warc.write_bytes(data)
        assert entry["offset"] in [finding.offset for finding in verify(archive).findings]


def test_pages_of_a_crawl_teach_as_files_do(tmp_path: Path) -> None:
    framed(tmp_path / "files", range(30))
    learned = cleanarc.learn([tmp_path / "files"])
    files = sorted((tmp_path / "files").iterdir())
    pages = [Page(f"news/{int(path.stem)}", path.read_bytes(), host="https://paper.example") for path in files]
    put(tmp_path / "in", "crawl.warc.gz", crawl(pages).gz())
    assert cleanarc.learn([tmp_path / "in"]) == learned
    assert learned.lines
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    with cleanarc.open_archive(tmp_path / "a") as archive:
        assert {document.result.versions.learned for document in archive if document.result} == {learned.digest}
