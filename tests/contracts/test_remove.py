"""A document that is removed is gone from every byte of the archive, stays away, and says so; all else stays."""

import gzip
import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from archives import articles, copied, ingest_in_segments, page, put, tree
from crawls import PAGES, Crawl
from warcio.statusandheaders import StatusAndHeaders

from cleanarc import ArchiveDamagedError, NotFoundError, Policy, UsageError, ingest, open_archive, reclean, remove
from cleanarc.api import rebuild, verify
from cleanarc.archive.layout import Layout, read_settings
from cleanarc.archive.records import Record
from cleanarc.archive.rewrite import copies, rewrite
from cleanarc.archive.store import open_for_writing
from cleanarc.archive.warc_writer import Packed, pack
from cleanarc.formats.warc import record_id, sha256_digest
from cleanarc.jobs.ingest import Request
from cleanarc.jobs.ingest import ingest as job
from cleanarc.jobs.segments import Limits

SECRET = "Quillfeather"
"""A word that stands in one document alone: in its text, headings, captions, address and path."""
DAY = "2026-02-03"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    source = articles(tmp_path / "in")
    title = f"{SECRET} sues the ferry"
    pictured = f"{SECRET} walks home, and says so.</p><figure><figcaption>{SECRET} at sea</figcaption></figure><p>Yes."
    paragraphs = (f"Mr {SECRET} has sued the ferry of Lower Aldmoor for leaving.", pictured)
    put(source, f"{SECRET}.html", page(title, *paragraphs))
    return source


@pytest.fixture
def archive(source: Path, tmp_path: Path) -> Path:
    """The document in many records: cleaned three times, found at three addresses."""
    archive = tmp_path / "a"
    ingest([source], archive=archive)
    ingest([source], archive=archive, url_prefix="https://mirror.example/")
    for policy in (Policy(captions=True), None):
        reclean(archive=archive, policy=policy)
    put(tmp_path / "more", f"{SECRET}/again.html", (source / f"{SECRET}.html").read_bytes())
    ingest([tmp_path / "more"], archive=archive)
    assert verify(archive).findings == ()
    return archive


def name_of(archive: Path, path: str) -> str:
    with open_archive(archive) as opened:
        return next(row.name for row in opened.rows() if row.sources[0].path == path)


def where(archive: Path, word: str) -> set[str]:
    """The files that hold a word, as bytes or in a gzip member, in their content or name."""
    found = set()
    for path in (path for path in archive.rglob("*") if path.is_file()):
        data = path.read_bytes()
        with suppress(gzip.BadGzipFile):
            data += gzip.decompress(data)
        if word.encode() in data + path.name.encode():
            found.add(path.relative_to(archive).parts[0])
    return found


def members(archive: Path) -> dict[str, bytes]:
    """Every record's compressed member, by its id."""
    layout = Layout(archive)
    found = (copy.packed for file in layout.all_warcs() for copy in copies(layout, file))
    return {packed.id: packed.member for packed in found}


def test_nothing_is_left_but_that_it_was(source: Path, archive: Path) -> None:
    assert where(archive, SECRET) == {"raw", "text", "manifest", "index", "clean", "catalog.sqlite"}
    name, before, numbers = name_of(archive, f"{SECRET}.html"), members(archive), _numbers(archive)
    with open_archive(archive) as opened:
        listed, sha256 = list(opened.rows()), opened.get(name).sha256
    written = tree(archive)
    foreseen = remove([name], archive=archive, why="A court said so.", date=DAY, dry_run=True)
    assert tree(archive) == written
    report = remove([name], archive=archive, why=" A court\nsaid so. ", date=DAY)
    # A resource and two revisits; a conversion and metadata for each cleaning, and metadata for each other source.
    assert [(one.name, one.sha256, one.records) for one in report.removed] == [(name, sha256, 3 + 3 * 2 + 2)]
    assert (foreseen.removed, [file.file for file in foreseen.files]) == (
        report.removed,
        [f.file for f in report.files],
    )
    assert not where(archive, SECRET)
    assert verify(archive).findings == ()

    after = members(archive)
    assert len(before) - len(after) == 11 - 1
    [tombstone] = after.keys() - before.keys()
    assert all(before[record] == member for record, member in after.items() if record != tombstone)
    fields = json.loads(gzip.decompress(after[tombstone]).partition(b"\r\n\r\n")[2])
    assert (fields["name"], fields["sha256"], fields["sources"]) == (name, sha256, [])
    assert fields["removed"] == {"why": "A court said so.", "date": DAY}
    assert _numbers(archive) == numbers
    with open_archive(archive) as opened:
        assert list(opened.rows()) == [row for row in listed if row.name != name]
        for known in (name, name[:3]):
            with pytest.raises(NotFoundError, match=f"{name} was removed on {DAY}: A court said so."):
                opened.get(known)
    _stays_away(source, archive, name)


def _numbers(archive: Path) -> list[str]:
    return [file.partition("_")[0] for file in Layout(archive).all_warcs()]


def _stays_away(source: Path, archive: Path, name: str) -> None:
    """The tombstone outlives whatever is derived, and keeps the same bytes out, wherever they come from."""
    written = tree(archive)
    rebuild(archive)
    assert tree(archive) == written
    for prefix in (None, "https://elsewhere.example/"):
        report = ingest([source], archive=archive, url_prefix=prefix)
        assert [(p.source, p.name, p.message) for p in report.problems if p.code == "removed"] == [
            (f"{SECRET}.html", name, "The archive was told to leave this out: A court said so.")
        ]
        assert report.added == 0
        assert not where(archive, SECRET)
    reclean(archive=archive, policy=Policy(captions=True))
    assert not where(archive, SECRET)
    written = tree(archive)
    again = remove([name], archive=archive, why="Again.")
    assert (again.removed, again.gone_before, again.files) == ((), (name,), ())
    assert tree(archive) == written
    assert verify(archive).findings == ()


def test_the_last_number_is_not_given_again(tmp_path: Path) -> None:
    for n in range(2):
        put(tmp_path / "in", f"{n}.html", page(f"Story {n}", f"All about {n}, and more."))
    ingest([tmp_path / "in"], archive=tmp_path / "a")
    remove(["1"], archive=tmp_path / "a", why="It was wrong.", date=DAY)
    put(tmp_path / "in", "2.html", page("Story 2", "All about 2, and more."))
    ingest([tmp_path / "in"], archive=tmp_path / "a")
    with open_archive(tmp_path / "a") as opened:
        assert [row.name[:3] for row in opened.rows()] == ["000", "002"]
    assert verify(tmp_path / "a").findings == ()


def test_files_that_held_nothing_else(tmp_path: Path) -> None:
    source = articles(tmp_path / "in")
    job(Request((source,), tmp_path / "a", limits=Limits(segment_sources=1)), lambda event: None)
    numbers = _numbers(tmp_path / "a")
    with open_archive(tmp_path / "a") as opened:
        names = [row.name for row in opened.rows()]
    remove(names, archive=tmp_path / "a", why="All of it.", date=DAY)
    assert verify(tmp_path / "a").findings == ()
    assert _numbers(tmp_path / "a") == numbers
    assert list((tmp_path / "a" / "clean").iterdir()) == []
    with open_archive(tmp_path / "a") as opened:
        assert list(opened.rows()) == []
    report = ingest([source], archive=tmp_path / "a")
    assert (report.added, sum(problem.code == "removed" for problem in report.problems)) == (0, 8)


def test_the_same_removal_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    for archive in (tmp_path / "a", tmp_path / "b"):
        ingest_in_segments(source, archive)
        remove(["001", "003"], archive=archive, why="So be it.", date=DAY)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_all_or_none(archive: Path) -> None:
    name, written = name_of(archive, f"{SECRET}.html"), tree(archive)
    for names, why, date, error in (
        ([name, "999"], "Why.", DAY, NotFoundError),
        ([name[:9]], "Why.", DAY, UsageError),
        ([name], " ", DAY, UsageError),
        ([name], "Why.", "yesterday", UsageError),
    ):
        for dry_run in (True, False):
            with pytest.raises(error):
                remove(names, archive=archive, why=why, date=date, dry_run=dry_run)
    assert tree(archive) == written


def test_a_damaged_archive_is_not_written_anew(archive: Path) -> None:
    warc = sorted((archive / "raw").iterdir())[0]
    data = bytearray(warc.read_bytes())
    data[len(data) // 2] ^= 1
    warc.write_bytes(data)
    written = tree(archive)
    with pytest.raises(ArchiveDamagedError, match=warc.name):
        remove([name_of(archive, f"{SECRET}.html")], archive=archive, why="Why.", date=DAY)
    assert tree(archive) == written


def test_what_stays_elsewhere_is_told(archive: Path) -> None:
    (archive / "quarantine").mkdir()
    put(archive / "quarantine", "raw/000.warc.gz", b"what a repair put aside")
    report = remove(["000"], archive=archive, why="Why.", date=DAY)
    assert any("quarantine/" in note for note in report.notes)


def test_what_was_put_back_by_hand_is_seen(archive: Path, tmp_path: Path) -> None:
    before = copied(archive, tmp_path / "before")
    remove([name_of(archive, f"{SECRET}.html")], archive=archive, why="Why.", date=DAY)
    for folder in ("raw", "text", "manifest"):
        shutil.copytree(before / folder, archive / folder, dirs_exist_ok=True)
    rebuild(archive)
    assert any("was removed" in finding.message for finding in verify(archive).findings)


def test_what_was_captured_together_goes_together(archive: Path) -> None:
    """A request belongs to its response, as crawlers write them; one of another page stays."""
    with open_archive(archive) as opened:
        uris = [opened.get(name).sources[0].uri for name in ("000", "001")]
    assert SECRET in uris[0]
    _with_requests(archive, dict(zip(uris, (SECRET, "Another"), strict=True)))
    assert "raw" in where(archive, "Another")
    report = remove([name_of(archive, f"{SECRET}.html")], archive=archive, why="Why.", date=DAY)
    assert report.removed[0].records == 11 + 1
    assert not where(archive, SECRET)
    assert "raw" in where(archive, "Another")


def test_requests_of_every_capture_go(tmp_path: Path) -> None:
    """Some crawlers tie the response to its request, instead of the request to its response."""
    for number, host in enumerate(("https://aldmoor.example", "https://mirror.example")):
        captured, one = Crawl(first=100 * number), replace(PAGES[1], host=host)
        http = StatusAndHeaders("200 OK", [("Content-Type", one.media_type)], protocol="HTTP/1.1")
        request = captured.add("request", one.url, b"", {}, StatusAndHeaders("GET / HTTP/1.1", [("Cookie", SECRET)]))
        captured.add("response", one.url, one.body, {"WARC-Concurrent-To": request}, http)
        put(tmp_path / "in", f"{number}.warc.gz", captured.gz())
    ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert "raw" in where(tmp_path / "a", SECRET)
    remove(["000"], archive=tmp_path / "a", why="Why.", date=DAY)
    assert not where(tmp_path / "a", SECRET)


def _with_requests(archive: Path, asked: dict[str, str]) -> None:
    """Puts a request behind each resource of these URIs, as if the file had been imported."""

    def records(layout: Layout, file: str) -> Iterator[Packed]:
        for copy in copies(layout, file):
            yield copy.packed
            if copy.record.type == "resource" and copy.record.uri in asked:
                block = f"GET / HTTP/1.1\r\nCookie: {asked[copy.record.uri]}\r\n\r\n".encode()
                headers = {
                    "WARC-Type": "request",
                    "WARC-Record-ID": record_id("request", copy.record.id),
                    "WARC-Date": copy.record.date,
                    "WARC-Target-URI": copy.record.uri,
                    "WARC-Concurrent-To": copy.record.id,
                    "WARC-Block-Digest": sha256_digest(block),
                    "Content-Type": "application/http; msgtype=request",
                }
                yield pack(Record(tuple(headers.items()), block))

    with open_for_writing(archive, read_settings(Layout(archive))) as store:
        file = store.layout.warcs("raw")[0]
        store.replace([rewrite(store.layout, file, records(store.layout, file))], [file])
