"""What changes in an archive that was made of a crawl: its pages are cleaned again as they came, and go as a whole."""

from pathlib import Path

import pytest
from archives import page, put, tree
from crawls import PAGES, Crawl, Page, crawl, html
from test_imported import entries, records

from cleanarc import ingest, open_archive, reclean, remove
from cleanarc.api import rebuild, verify

CZECH = Page(
    "2020/02/prameny.html",
    page("Prameny řeky", "Žluťoučký kůň stál u řeky a čekal, až se vrátí převozník.", "Převozník nepřišel.").encode(
        "iso-8859-2"
    ),
    "text/html; charset=iso-8859-2",
)
SECRET = html("quillfeather.html", "Mr Quillfeather has sued the ferry of Lower Aldmoor.", "It had left without him.")
MODIFIED = {"Last_Modified": "Sat, 01 Feb 2020 08:00:00 GMT"}


def test_what_the_server_said_counts_again(tmp_path: Path) -> None:
    made = Crawl()
    made.response(CZECH, **MODIFIED)
    put(tmp_path / "in", "crawl.warc.gz", made.gz())
    ingest([tmp_path / "in"], archive=tmp_path / "a")
    before = tree(tmp_path / "a")
    assert reclean(archive=tmp_path / "a").changed == 0
    assert tree(tmp_path / "a") == before
    with open_archive(tmp_path / "a") as opened:
        [document] = opened
        assert "Žluťoučký kůň" in (document.text or "")
        assert document.metadata.date == "2020-02-01"


@pytest.mark.parametrize(
    "uri", ["https://articles.cleanarc.invalid/own.html", "https://other.cleanarc.invalid/own.html"]
)
def test_an_address_that_an_archive_made_up_counts_for_none(uri: str, tmp_path: Path) -> None:
    body = page("River leaves town", "The river has gone elsewhere.", canonical="https://aldmoor.example/river.html")
    made = Crawl()
    made.add("resource", uri, body.encode(), {"Content-Type": "text/html"})
    put(tmp_path / "in", "crawl.warc.gz", made.gz())
    ingest([tmp_path / "in"], archive=tmp_path / "a")
    with open_archive(tmp_path / "a") as opened:
        [document] = opened
        assert document.metadata.canonical_url == "https://aldmoor.example/river.html"
    assert reclean(archive=tmp_path / "a").changed == 0


def test_a_page_that_is_removed_takes_its_request_along_and_both_stay_away(tmp_path: Path) -> None:
    archive = tmp_path / "a"
    put(tmp_path / "in", "crawl.warc.gz", crawl((*PAGES, SECRET)).gz())
    ingest([tmp_path / "in"], archive=archive)
    before, kept = records(archive), [entry for entry in entries(archive) if "quillfeather" not in str(entry["uri"])]
    report = remove([str(len(PAGES))], archive=archive, why="Why.", date="2026-02-03")
    assert report.removed[0].records == len(("response", "request", "conversion", "metadata"))
    assert records(archive) == [record for record in before if b"quillfeather" not in record]
    told = [{key: entry.get(key) for key in ("id", "imported", "content")} for entry in entries(archive)]
    assert told[1:] == [{key: entry.get(key) for key in ("id", "imported", "content")} for entry in kept[1:]]
    assert verify(archive).findings == ()
    rebuild(archive)
    written = tree(archive)
    for make in (crawl((*PAGES, SECRET)).gz, crawl((*PAGES, SECRET)).plain):
        again = ingest([put(tmp_path / "again", "crawl.warc.gz", make())], archive=archive)
        assert (again.added, again.kept, [problem.code for problem in again.problems]) == (0, 0, ["removed"])
        assert tree(archive) == written
