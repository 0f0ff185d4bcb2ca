"""What becomes of documents that a repair could not save whole, when they are cleaned again or removed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from archives import copied, page, put, tree
from click.testing import CliRunner
from crawls import PAGES, crawl
from damages import an_archive, entries, flip

from cleanarc import NotFoundError, Policy, ingest, open_archive, reclean, remove
from cleanarc.api import export, repair, revisions, verify
from cleanarc.archive.layout import Layout
from cleanarc.archive.losses import read_losses
from cleanarc.cli.program import program

NAME, PATH = "001_02677f7ee6b4f795", "brimstow.txt"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return an_archive(tmp_path_factory.mktemp("changes"))


@pytest.fixture
def archive(sound: Path, tmp_path: Path) -> Path:
    return copied(sound, tmp_path / "a")


def lose(archive: Path, file: str, *numbers: int) -> None:
    """Takes records of a file from the archive, and repairs it."""
    [warc] = archive.glob(file)
    for number in numbers:
        entry = entries(archive, warc)[number]
        flip(warc, entry.offset + entry.length // 2)
    assert repair(archive).left == ()


RAW, TEXT = ("raw/000_*", 2), ("text/000_*", 4)
"""The original bytes of a document, and the metadata record that tells of its cleaning."""
each_loss = pytest.mark.parametrize("loss", [RAW, TEXT], ids=["raw-lost", "text-lost"])


@each_loss
def test_what_is_left_can_be_removed_and_is_noted_no_more(loss: tuple[str, int], sound: Path, archive: Path) -> None:
    lose(archive, *loss)
    lose(archive, "raw/001_*", 2)
    assert PATH in (archive / "lost.jsonl").read_text()
    others = [noted for noted in read_losses(Layout(archive)) if noted.name != NAME]
    assert others
    [removed] = remove([NAME], archive=archive, why="Why.", date="2026-02-03").removed
    assert removed.name == NAME
    assert read_losses(Layout(archive)) == tuple(others)
    assert (verify(archive).findings, PATH in (archive / "lost.jsonl").read_text()) == ((), False)
    with open_archive(archive) as opened, pytest.raises(NotFoundError, match="was removed"):
        opened.get(NAME)
    report = ingest([sound.with_name("in")], archive=archive)
    assert NAME in [problem.name for problem in report.problems if problem.code == "removed"]


def test_a_removal_that_is_foreseen_leaves_what_is_noted(archive: Path) -> None:
    lose(archive, *RAW)
    before = tree(archive)
    remove([NAME], archive=archive, why="Why.", date="2026-02-03", dry_run=True)
    assert tree(archive) == before


def test_a_request_that_is_lost_goes_from_the_notes_with_its_page(tmp_path: Path) -> None:
    """Nothing but its address tells which page it asked for."""
    archive = tmp_path / "a"
    ingest([put(tmp_path, "crawl.warc.gz", crawl().gz())], archive=archive)
    [warc] = archive.glob("raw/*")
    [request] = [n for n, one in enumerate(entries(archive, warc)) if one.type == "request"][:1]
    lose(archive, "raw/*", request)
    assert PAGES[0].url in (archive / "lost.jsonl").read_text()
    remove(["000"], archive=archive, why="Why.", date="2026-02-03")
    assert PAGES[0].url not in (archive / "lost.jsonl").read_text()
    assert verify(archive).findings == ()


@each_loss
def test_all_others_are_cleaned_again(loss: tuple[str, int], archive: Path) -> None:
    lose(archive, *loss)
    before = tree(archive)
    for dry_run in (True, False):
        report = reclean(archive=archive, policy=Policy(captions=True), every=True, dry_run=dry_run)
        assert [(problem.name, problem.code.partition("-")[2]) for problem in report.problems] == [(NAME, "lost")]
        assert (report.documents, report.changed) == (7, 6)
        assert (tree(archive) == before) is dry_run
    alone = reclean(["001"], archive=archive)
    assert (alone.documents, alone.changed, len(alone.problems)) == (1, 0, 1)
    assert reclean(["000"], archive=archive).problems == ()
    assert verify(archive).findings == ()


URL = "https://aldmoor.example/river"


@pytest.fixture
def recleaned(tmp_path: Path) -> Path:
    """An archive of one document, whose first cleaning told of its source, and is lost; a later one is there."""
    archive = tmp_path / "a"
    ingest([put(tmp_path / "in", "aldmoor.html", page("River leaves town", canonical=URL))], archive=archive)
    reclean(archive=archive, policy=Policy(captions=True), every=True)
    lose(archive, "text/000_*", 2)
    return archive


def test_a_document_without_a_source_is_cleaned_again(recleaned: Path) -> None:
    report = reclean(archive=recleaned, every=True)
    assert (report.changed, report.problems) == (1, ())
    assert verify(recleaned).findings == ()


@pytest.mark.parametrize("raw", [True, False], ids=["with its bytes", "without"])
def test_a_document_without_a_source_can_be_used(raw: bool, recleaned: Path, tmp_path: Path) -> None:
    """Its address is that of its raw record, or of its text."""
    if not raw:
        lose(recleaned, "raw/*", 1)
    with open_archive(recleaned) as opened:
        [document] = opened
        assert [(source.path, source.uri) for source in document.sources] == [("", URL)]
    for form in ("jsonl", "wet", "txt", "wacz"):
        export(recleaned, form=form, target=tmp_path / form)
    assert len(revisions("000", archive=recleaned).versions) == 1
    assert CliRunner().invoke(program, ["ls", "--archive", str(recleaned)]).exit_code == 0


def test_all_but_a_later_cleaning_is_lost(recleaned: Path, tmp_path: Path) -> None:
    """Nothing tells of its source, and its bytes are gone: it comes back under its name all the same."""
    lose(recleaned, "raw/*", 1)
    with open_archive(recleaned) as opened:
        [before] = opened.rows()
    assert ingest([tmp_path / "in"], archive=recleaned).added == 1
    with open_archive(recleaned) as opened:
        [after] = opened.rows()
        assert (after.name, after.problems) == (before.name, ())
        assert [source.path for source in after.sources] == ["aldmoor.html"]
        assert len(opened.cleanings("000")) == 2
    assert verify(recleaned).findings == ()
    assert ingest([tmp_path / "in"], archive=recleaned).skipped == 1


def test_a_catalog_of_before_tells_whose_records_are_lost(archive: Path) -> None:
    with closing(sqlite3.connect(archive / "catalog.sqlite")) as catalog:
        catalog.execute("PRAGMA user_version = 3")
        for column in ("bytes", "media_type", "tombstone", "tombstone_date"):
            catalog.execute(f"ALTER TABLE removed DROP COLUMN {column}")
    lose(archive, *TEXT)
    assert NAME in {loss.name for loss in read_losses(Layout(archive))}
    assert verify(archive).findings == ()
