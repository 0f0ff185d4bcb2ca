"""What an archive promises: nothing twice, nothing lost, the same bytes for the same input."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from archives import articles, page, put, tree

from cleanarc import ArchiveMissingError, ArchiveNewerError, NotFoundError, Policy, UsageError, ingest, open_archive
from cleanarc.api import rebuild, verify
from cleanarc.archive import Listed
from cleanarc.archive.layout import HashScheme
from cleanarc.jobs import ingest as job


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return articles(tmp_path / "in")


def rows(archive: Path) -> list[Listed]:
    with open_archive(archive) as opened:
        return list(opened.rows())


def test_what_is_archived(source: Path, tmp_path: Path) -> None:
    report = ingest([source], archive=tmp_path / "a")
    assert (report.added, report.skipped, report.revisits, report.sources) == (7, 0, 1, 0)
    assert [(p.source, p.name, p.code) for p in report.problems] == [
        ("empty.txt", None, "empty"),
        ("picture.html", "005_" + _digits(source / "picture.html"), "binary"),
    ]
    with open_archive(tmp_path / "a") as archive:
        documents = list(archive)
        assert [d.name[:3] for d in documents] == [f"{n:03d}" for n in range(7)]
        for document in documents:
            file = source / document.sources[0].path
            assert document.raw == file.read_bytes()
            assert document.name[4:] == _digits(file)
            assert document.sha256 == hashlib.sha256(document.raw).hexdigest()
        assert [d.sources[0].path for d in documents if d.text is None] == ["picture.html"]
        assert archive.get("004").metadata == documents[4].metadata
        assert documents[4].metadata is not None
        assert documents[4].metadata.title == "Città d'acqua"
        assert archive.get(documents[1].name[:9]) == documents[1]
        assert [s.path for s in documents[1].sources] == ["brimstow.txt", "deep/copy of brimstow.txt"]
        assert documents[0].sources[0].uri == "https://aldmoor.example/news/river"
        for name in ("999", "00_", "000_x", ""):
            with pytest.raises(NotFoundError):
                archive.get(name)
    assert verify(tmp_path / "a").findings == ()


def _digits(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def test_a_second_run_changes_no_byte(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"
    ingest([source], archive=archive)
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in archive.rglob("*")}
    written = tree(archive)
    report = ingest([source], archive=archive)
    assert (report.added, report.skipped) == (0, 8)
    assert tree(archive) == written
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in archive.rglob("*")} == before


def test_an_archive_does_not_eat_itself(source: Path) -> None:
    archive = source / "deep" / "archive"
    assert ingest([source], archive=archive).added == 7
    assert ingest([source], archive=archive).added == 0


def test_two_fresh_archives_are_the_same_bytes(source: Path, tmp_path: Path) -> None:
    ingest([source], archive=tmp_path / "a")
    ingest([source], archive=tmp_path / "b")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_a_new_file_adds_one_document(source: Path, tmp_path: Path) -> None:
    ingest([source], archive=tmp_path / "a")
    put(source, "a first one.html", page("Early bird", "It came before all others and was sorted behind them."))
    report = ingest([source], archive=tmp_path / "a")
    assert (report.added, report.skipped) == (1, 8)
    assert rows(tmp_path / "a")[-1].name.startswith("007_")
    assert verify(tmp_path / "a").findings == ()


def test_known_bytes_from_elsewhere(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"
    ingest([source], archive=archive)
    # Under another address: a revisit each; the page that gives its own address is one more source of that.
    report = ingest([source], archive=archive, url_prefix="https://mirror.example/")
    assert (report.added, report.skipped, report.revisits, report.sources) == (0, 1, 7, 0)
    put(tmp_path / "elsewhere", "moved.html", (source / "aldmoor.html").read_bytes())
    report = ingest([tmp_path / "elsewhere"], archive=archive)
    assert (report.added, report.skipped, report.revisits, report.sources) == (0, 0, 0, 1)
    assert [(s.path, s.uri) for s in rows(archive)[0].sources] == [
        ("aldmoor.html", "https://aldmoor.example/news/river"),
        ("moved.html", "https://aldmoor.example/news/river"),
    ]
    assert verify(archive).findings == ()
    assert ingest([tmp_path / "elsewhere"], archive=archive).skipped == 1


def test_rebuild_loses_nothing(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"
    ingest([source], archive=archive)
    ingest([source], archive=archive, url_prefix="https://mirror.example/")
    listed, written = rows(archive), tree(archive)
    for path in (archive / "catalog.sqlite", *archive.glob("index/*"), *archive.glob("clean/*")):
        path.unlink()
    assert rebuild(archive).documents == 7
    assert rows(archive) == listed
    rebuilt = tree(archive)
    assert {name: rebuilt[name] for name in written if name != "catalog.sqlite"} == {
        name: digest for name, digest in written.items() if name != "catalog.sqlite"
    }
    assert verify(archive).findings == ()


def test_a_missing_catalog_is_made_by_the_next_ingest(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"
    ingest([source], archive=archive)
    listed = rows(archive)
    (archive / "catalog.sqlite").unlink()
    assert ingest([source], archive=archive).added == 0
    assert rows(archive) == listed
    assert verify(archive).findings == ()


def test_an_address_that_different_titles_share_counts_for_none(tmp_path: Path) -> None:
    front = "https://paper.example/front/page"
    source, archive = tmp_path / "in", tmp_path / "a"
    for name in ("one", "two"):
        put(source, f"{name}.html", page(f"Story {name}", f"All about {name}, and more.", canonical=front))
    own = page("Story three", "All about three.", canonical="https://paper.example/three")
    put(source, "three.html", own)
    ingest([source], archive=archive)
    assert {row.sources[0].path: row.sources[0].uri for row in rows(archive)} == {
        "one.html": "https://articles.cleanarc.invalid/one.html",
        "three.html": "https://paper.example/three",
        "two.html": "https://articles.cleanarc.invalid/two.html",
    }
    # A page that comes later can't take an address either, and takes none away.
    put(source, "four.html", own.replace("three.</p>", "four.</p>").replace("Story three", "Story four"))
    report = ingest([source], archive=archive)
    assert (report.added, report.skipped) == (1, 3)
    assert rows(archive)[-1].sources[0].uri == "https://articles.cleanarc.invalid/four.html"


@pytest.mark.parametrize("digits", [1, 2])
def test_names_that_share_their_digits_get_more(tmp_path: Path, digits: int) -> None:
    source, archive = tmp_path / "in", tmp_path / "a"
    names: list[str] = []
    for more in (range(40), range(40, 60)):
        for n in more:
            put(source, f"{n:02d}.txt", f"Report number {n} says what the others say, but of another day.\n")
        request = job.Request((source,), archive, hash=HashScheme(digits=digits), workers=len(names) and 2)
        assert job.ingest(request, lambda event: None).added == len(more)
        before, names = names, [row.name for row in rows(archive)]
        assert names[: len(before)] == before
        assert verify(archive).findings == ()
    hexes = [name.partition("_")[2] for name in names]
    assert len({*hexes}) == 60
    assert min(map(len, hexes)) >= digits
    assert max(map(len, hexes)) > digits
    assert all(row.sha256.startswith(digest) for row, digest in zip(rows(archive), hexes, strict=True))
    written, listed = tree(archive), rows(archive)
    assert job.ingest(request, lambda event: None).skipped == 60
    assert tree(archive) == written
    for path in (archive / "catalog.sqlite", *archive.glob("index/*"), *archive.glob("clean/*")):
        path.unlink()
    rebuild(archive)
    assert rows(archive) == listed
    assert {file: digest for file, digest in tree(archive).items() if file != "catalog.sqlite"} == {
        file: digest for file, digest in written.items() if file != "catalog.sqlite"
    }
    # A new archive of all of them names each after all the others, and none after the beginning of another.
    job.ingest(job.Request((source,), tmp_path / "b", hash=HashScheme(digits=digits)), lambda event: None)
    hexes = [row.name.partition("_")[2] for row in rows(tmp_path / "b")]
    assert not [(a, b) for a in hexes for b in hexes if a != b and b.startswith(a)]


def test_dates_are_no_later_than_asked(source: Path, tmp_path: Path) -> None:
    ingest([source], archive=tmp_path / "a", newest="2020-02-02T02:02:02Z")
    assert {s.date for row in rows(tmp_path / "a") for s in row.sources} == {"2020-02-02T02:02:02Z"}


def test_a_dry_run_writes_nothing_and_counts_the_same(source: Path, tmp_path: Path) -> None:
    foreseen = ingest([source], archive=tmp_path / "a", dry_run=True)
    assert not (tmp_path / "a").exists()
    report = ingest([source], archive=tmp_path / "a")
    assert (foreseen.added, foreseen.revisits, foreseen.bytes) == (report.added, report.revisits, report.bytes)
    assert ingest([source], archive=tmp_path / "a", dry_run=True).skipped == 8


def test_without_clean_files(source: Path, tmp_path: Path) -> None:
    ingest([source], archive=tmp_path / "a", clean_files=False)
    ingest([source], archive=tmp_path / "a")
    assert not (tmp_path / "a" / "clean").exists()
    assert rebuild(tmp_path / "a").documents == 7
    assert verify(tmp_path / "a").findings == ()
    ingest([source], archive=tmp_path / "b")
    with pytest.raises(UsageError):
        ingest([source], archive=tmp_path / "b", clean_files=False)


def test_wrong_use_is_told_before_anything_is_made(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"
    for wrong in ({"collection": "Not a host"}, {"url_prefix": "ftp://mirror.example/"}):
        with pytest.raises(UsageError):
            ingest([source], archive=archive, **wrong)
    with pytest.raises(UsageError):
        ingest([source / "nothing here"], archive=archive)
    assert not archive.exists()
    ingest([source], archive=archive, collection="first")
    with pytest.raises(UsageError):
        ingest([source], archive=archive, collection="second")
    with pytest.raises(UsageError):
        ingest([source], archive=source)


def test_archives_that_cannot_be_opened(source: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissingError):
        open_archive(tmp_path)
    ingest([source], archive=tmp_path / "a")
    settings = tmp_path / "a" / "archive.json"
    settings.write_text(settings.read_text().replace('"format":1', '"format":2'))
    for use in (open_archive, verify, rebuild, lambda archive: ingest([source], archive=archive)):
        with pytest.raises(ArchiveNewerError, match="format 2"):
            use(tmp_path / "a")


def test_a_cleaning_under_another_policy_is_another_conversion(tmp_path: Path) -> None:
    """Even where the text is the same: the records say what made it."""
    source = put(tmp_path / "in", "river.html", page("River leaves town"))
    policies = {"default": None, "named": Policy(), "other": Policy(captions=True)}
    for name, policy in policies.items():
        ingest([source], archive=tmp_path / name, policy=policy)
        assert verify(tmp_path / name).findings == ()
    assert tree(tmp_path / "default") == tree(tmp_path / "named")
    results = {name: _only(tmp_path / name) for name in policies}
    assert results["default"][0] == results["other"][0]
    assert [result[1] for result in results.values()] == [None, None, "+captions"]
    ids = {name: _conversion(tmp_path / name) for name in policies}
    assert ids["default"] == ids["named"] != ids["other"]


def _conversion(archive: Path) -> bytes:
    """The id of the archive's one conversion."""
    [warc] = (archive / "text").iterdir()
    [record] = re.findall(rb"WARC-Type: conversion\r\nWARC-Record-ID: (\S+)", gzip.decompress(warc.read_bytes()))
    return bytes(record)


def _only(archive: Path) -> tuple[str | None, str | None]:
    """The text of an archive's one document, and the policy that made it."""
    with open_archive(archive) as opened:
        [document] = opened
    return document.text, document.result.versions.policy if document.result else None
