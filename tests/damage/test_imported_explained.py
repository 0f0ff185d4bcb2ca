"""Imported records of which nothing tells any more what they hold: their source explains them again, as they are."""

from dataclasses import replace
from pathlib import Path

import pytest
from archives import copied, put
from crawls import PAGES, Crawl, crawl, html
from damages import all_entries, documents, flip

from cleanarc import ingest, remove
from cleanarc.api import repair, verify
from cleanarc.archive.layout import Layout
from cleanarc.archive.rewrite import Copy, copies

BRIDGE, CASTLE = PAGES[:2]
MIRROR = replace(CASTLE, host="https://mirror.example")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """An archive of two crawls: the second has a page of the first, from another address."""
    other = Crawl(first=100)
    other.request(MIRROR, other.response(MIRROR))
    put(tmp_path / "in", "crawl.warc.gz", crawl().gz())
    put(tmp_path / "in", "mirror.warc.gz", other.gz())
    ingest([tmp_path / "in"], archive=tmp_path / "sound")
    return tmp_path / "sound"


def records(archive: Path, series: str) -> list[tuple[str, Copy]]:
    """The records of a series, each with its file; less the warcinfo records of the archive's own."""
    layout = Layout(archive)
    found = [(file, copy) for file in layout.warcs(series) for copy in copies(layout, file)]
    return [(file, copy) for file, copy in found if b"software: cleanarc" not in copy.record.block]


def blocks(archive: Path) -> dict[str, bytes]:
    return {copy.record.id: copy.record.block for series in ("raw", "text") for _, copy in records(archive, series)}


def repaired_without(archive: Path, uri: str, *kinds: str, manifests: bool = True) -> None:
    """An archive that lost the text records of these kinds that are about the raw record of a URI."""
    [about] = [c.record.id for _, c in records(archive, "raw") if (c.record.type, c.record.uri) == ("response", uri)]
    entries = {entry.id: entry for entry in all_entries(archive)}
    for file, copy in records(archive, "text"):
        if copy.record.type in kinds and copy.record.refers_to == about:
            entry = entries[copy.record.id]
            flip(archive / file, entry.offset + entry.length // 2)
    for path in archive.glob("manifest/*") if not manifests else ():
        path.unlink()
    assert repair(archive).left == ()


each_loss = pytest.mark.parametrize(
    ("uri", "kinds"),
    [
        (BRIDGE.url, ("metadata",)),
        (BRIDGE.url, ("conversion", "metadata")),
        (CASTLE.url, ("metadata",)),
        (MIRROR.url, ("metadata",)),
    ],
    ids=["a document", "and its text", "the first place", "another place"],
)


@each_loss
@pytest.mark.parametrize("manifests", [True, False], ids=["with manifests", "without"])
def test_nothing_is_written_in_its_place(
    uri: str, kinds: tuple[str, ...], manifests: bool, sound: Path, tmp_path: Path
) -> None:
    archive = copied(sound, tmp_path / "a")
    repaired_without(archive, uri, *kinds, manifests=manifests)
    report = ingest([tmp_path / "in"], archive=archive)
    assert [problem for problem in report.problems if problem.code == "id-taken"] == []
    assert blocks(archive) == blocks(sound)
    assert documents(archive) == documents(sound)
    assert (verify(archive).lost, verify(archive).findings) == (0, ())


def test_another_content_under_its_id_is_not_taken_for_it(sound: Path, tmp_path: Path) -> None:
    repaired_without(sound, BRIDGE.url, "conversion", "metadata")
    forged = html(BRIDGE.name, "The bridge was never there, whoever says that it was.", "It is a ford.")
    again = crawl((forged, *PAGES[1:]))
    report = ingest([put(tmp_path / "again", "crawl.warc.gz", again.gz())], archive=sound)
    assert [problem.code for problem in report.problems] == ["id-taken"]
    assert verify(sound).findings == ()


def test_a_page_is_removed_with_the_copy_that_nothing_tells_of(sound: Path) -> None:
    repaired_without(sound, MIRROR.url, "metadata")
    [name] = [name for name, told in documents(sound).items() if b"castle was sold" in told[1]]
    remove([name], archive=sound, why="Why.", date="2026-02-03")
    left = {copy.record.uri for _, copy in records(sound, "raw") if copy.record.type in ("response", "request")}
    assert BRIDGE.url in left
    assert left.isdisjoint({MIRROR.url, CASTLE.url})
    assert verify(sound).findings == ()
