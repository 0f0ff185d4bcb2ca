"""What a capture gives: the same again nothing, known bytes elsewhere a revisit, new bytes a document of its own."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from archives import DATE, page, put, tree
from test_format import Headers, records

from cleanarc import IngestReport, ingest, open_archive, reclean, remove
from cleanarc.api import rebuild, revisions, verify

FIRST = "The pier of Lindmouth closed on Monday, and the ferry leaves from the fish quay until further notice."
SECOND = "The harbour master, Joan Hale, said that the supports had been looked at for the first time in nine years."
REWORDED = "The harbour master, Joan Hale, said that the supports had not been looked at for nine years."
THIRD = "Repairs will take until October, and the council will pay for them with the money for the fireworks."
OLD, NEW = page("Pier closed", FIRST, SECOND, THIRD), page("Pier closed", FIRST, REWORDED, THIRD)
REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    put(tmp_path / "pages", "pier.html", OLD)
    return tmp_path / "pages"


def captured(pages: Path, day: int, content: str, name: str = "pier.html") -> IngestReport:
    """Ingests a page as it was on some day."""
    os.utime(put(pages, name, content), (DATE + day * 86_400, DATE + day * 86_400))
    return ingest([pages], archive=pages.parent / "a")


def raw_records(archive: Path) -> Iterator[Headers]:
    return (headers for warc in sorted((archive / "raw").iterdir()) for headers, _ in records(warc))


def test_the_same_bytes_at_the_same_address_are_nothing_new(pages: Path, tmp_path: Path) -> None:
    captured(pages, 0, OLD)
    written = tree(tmp_path / "a")
    report = captured(pages, 9, OLD)
    assert (report.added, report.skipped, report.revisits) == (0, 1, 0)
    assert tree(tmp_path / "a") == written


def test_known_bytes_at_another_address_are_a_revisit_that_says_all_that_replay_needs(
    pages: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "a"
    captured(pages, 0, OLD)
    report = captured(pages, 1, OLD, "copy.html")
    assert (report.added, report.skipped, report.revisits) == (0, 1, 1)
    resource, revisit = (one for one in raw_records(archive) if one["WARC-Type"] in ("resource", "revisit"))
    assert revisit["WARC-Target-URI"] != resource["WARC-Target-URI"]
    assert revisit["WARC-Profile"] == REVISIT
    assert revisit["WARC-Payload-Digest"] == resource["WARC-Payload-Digest"]
    assert revisit["WARC-Refers-To"] == resource["WARC-Record-ID"]
    assert revisit["WARC-Refers-To-Target-URI"] == resource["WARC-Target-URI"]
    assert revisit["WARC-Refers-To-Date"] == resource["WARC-Date"] < revisit["WARC-Date"]
    assert revisit["Content-Length"] == "0"
    lines = [json.loads(line.split(" ", 2)[2]) for line in (archive / "index" / "raw.cdxj").read_text().splitlines()]
    assert {line["mime"] for line in lines} == {"text/html", "warc/revisit"}
    assert len({line["digest"] for line in lines}) == 1
    assert len(list((archive / "clean").iterdir())) == 1
    assert (archive / "index" / "text.cdxj").read_text().count("\n") == 1
    assert verify(archive).findings == ()


def test_new_bytes_at_a_known_address_are_a_version(pages: Path, tmp_path: Path) -> None:
    """Told by `revisions` from each of them, after a rebuild and a reclean as well; one that is removed is none."""
    archive = tmp_path / "a"
    captured(pages, 0, OLD)
    report = captured(pages, 2, NEW)
    assert (report.added, report.skipped, report.revisits) == (1, 0, 0)
    # What stood there before is known, whenever it comes back.
    assert (captured(pages, 3, OLD).skipped, captured(pages, 4, NEW).skipped) == (1, 1)
    keys = [line.split()[0] for line in (archive / "index" / "raw.cdxj").read_text().splitlines()]
    assert len(keys) == 2
    assert len(set(keys)) == 1
    for change in (lambda: None, lambda: rebuild(archive), lambda: reclean(archive=archive, every=True)):
        change()
        for name in ("000", "001"):
            history = revisions(name, archive=archive)
            assert [version.document[:3] for version in history.versions] == ["000", "001"]
            [[line]] = history.changes
            assert (line.before, line.after) == (SECOND, REWORDED)
        assert verify(archive).findings == ()
    remove(["000"], archive=archive, why="It was wrong.", date="2026-02-03")
    assert [version.document[:3] for version in revisions("001", archive=archive).versions] == ["001"]
    assert captured(pages, 5, OLD).problems[0].code == "removed"


def test_a_revisit_is_a_capture_of_its_address_too(pages: Path, tmp_path: Path) -> None:
    captured(pages, 0, OLD)
    captured(pages, 1, OLD, "copy.html")
    report = captured(pages, 2, NEW, "copy.html")
    assert (report.added, report.skipped) == (1, 1)
    for name in ("000", "001"):
        history = revisions(name, archive=tmp_path / "a")
        assert [version.document[:3] for version in history.versions] == ["000", "001"]


def test_the_same_text_of_other_bytes_is_a_document_of_its_own(pages: Path, tmp_path: Path) -> None:
    captured(pages, 0, OLD)
    report = captured(pages, 1, OLD.replace("<body>", '<body data-seen="2">'), "other.html")
    assert (report.added, report.revisits) == (1, 0)
    with open_archive(tmp_path / "a") as opened:
        one, other = opened
        assert one.text == other.text
        assert one.raw != other.raw
    assert (tmp_path / "a" / "index" / "text.cdxj").read_text().count("\n") == 2
    assert verify(tmp_path / "a").findings == ()
