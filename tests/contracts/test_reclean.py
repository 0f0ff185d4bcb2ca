"""Cleaning again: what differs gets a new cleaning beside the old ones, and nothing else changes by a byte."""

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest
from archives import Cleaner, articles, clean_by, first_word_gone, kept_whole, page, put, reclean_in_segments, tree
from sites import BANNER, PACK, story, text

import cleanarc
from cleanarc import DocumentChange, NotFoundError, Policy, RecleanReport, ingest, open_archive, reclean
from cleanarc.api import learn, rebuild, verify
from cleanarc.cleaning.propose import Tools
from cleanarc.jobs import reclean_one
from cleanarc.model import Capture, CleanResult, Page, Problem
from cleanarc.tools.cleanings import Shift

SITE = "https://lindpost.example/"


@pytest.fixture
def rules(tmp_path: Path) -> tuple[Path]:
    return (put(tmp_path / "rules", "lindpost.toml", PACK),)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Documents of every sort, and one with a line that only the rules above know."""
    source = articles(tmp_path / "in")
    put(source, "banner.txt", f"{BANNER}\n\nThe harbour reopened on Monday after six weeks, the authority said.\n")
    put(source, "misdeclared.html", "\n\n".join(story(2)))
    ingest([source], archive=tmp_path / "a", url_prefix=SITE)
    return tmp_path / "a"


def recleaned(archive: Path, **options: object) -> tuple[RecleanReport, list[DocumentChange]]:
    """Cleans again, after having foreseen the same without a change on disk."""
    before = tree(archive)
    foreseen: list[DocumentChange] = []
    report = reclean(archive=archive, dry_run=True, on_change=foreseen.append, **options)  # type: ignore[arg-type]
    assert tree(archive) == before
    changes: list[DocumentChange] = []
    assert reclean(archive=archive, on_change=changes.append, **options) == report  # type: ignore[arg-type]
    assert changes == foreseen
    return report, changes


def texts(archive: Path) -> dict[str, str | None]:
    with open_archive(archive) as opened:
        return {document.name: document.text for document in opened}


def test_rules_come_and_go(archive: Path, rules: tuple[Path], tmp_path: Path) -> None:
    written, at_first = tree(archive), texts(archive)
    report, [change] = recleaned(archive, rules=rules)
    shift = Shift("site/lindpost/banner", "donation", len(BANNER), 0)
    assert report == RecleanReport(9, 1, 1, 0, len(BANNER), 0, (shift,), ())
    assert (change.source, change.difference.shifts) == ("banner.txt", (shift,))
    assert [(line.before, line.after) for line in change.difference.lines] == [(BANNER, None)]
    now = texts(archive)
    assert {name for name in now if now[name] != at_first[name]} == {change.name}
    assert f"{BANNER}\n\n{now[change.name]}" == at_first[change.name]
    assert (archive / "clean" / f"{change.name}.txt").read_text("utf-8") == now[change.name]

    again = tree(archive)
    assert recleaned(archive, rules=rules) == (RecleanReport(9, 0, 0, 0, 0, 0, (), ()), [])
    assert tree(archive) == again

    report, [back] = recleaned(archive)
    assert (report.removed, report.kept) == (0, len(BANNER))
    assert back.difference.shifts == (Shift("site/lindpost/banner", "donation", 0, len(BANNER)),)
    assert texts(archive) == at_first
    assert recleaned(archive, rules=rules)[0].changed == 1
    _nothing_was_lost(archive, change.name, written, [at_first[change.name], now[change.name]] * 2)


def _nothing_was_lost(archive: Path, name: str, written: dict[str, str], versions: list[str | None]) -> None:
    """What was written stands as it was; every cleaning has records of its own and can be read, and all is proved."""
    kept = tree(archive)
    assert all(kept[file] == digest for file, digest in written.items() if file.startswith(("raw/", "text/", "mani")))
    assert [file for file in kept if file.startswith("raw/")] == [file for file in written if file.startswith("raw/")]
    assert verify(archive).findings == ()
    with open_archive(archive) as opened:
        assert [opened.get(name, number).text for number in range(1, len(versions) + 1)] == versions
        facts = opened.cleanings(name)
        assert [one.number for one in facts] == list(range(1, len(versions) + 1))
        assert facts[0].versions == facts[2].versions != facts[1].versions
        assert opened.get(name).text == versions[-1]
        with pytest.raises(NotFoundError, match="no number 9"):
            opened.get(name, 9)
        listed = list(opened.rows())
    stream = b"".join(gzip.decompress(path.read_bytes()) for path in sorted((archive / "text").iterdir()))
    ids = re.findall(rb"WARC-Record-ID: (\S+)", stream)
    assert len(set(ids)) == len(ids)
    conversions = stream.count(b"WARC-Type: conversion")
    assert len((archive / "index" / "text.cdxj").read_bytes().splitlines()) == conversions
    rebuild(archive)
    assert tree(archive) | {"catalog.sqlite": ""} == kept | {"catalog.sqlite": ""}
    assert verify(archive).findings == ()
    with open_archive(archive) as opened:
        assert list(opened.rows()) == listed


def test_nothing_changes_where_nothing_differs(archive: Path) -> None:
    """Nor where it is of the source, such as a false suffix, which the archived bytes don't tell."""
    with open_archive(archive) as opened:
        assert "misdeclared" in {problem.code for row in opened.rows() for problem in row.problems}
    written = tree(archive)
    assert recleaned(archive)[0].changed == 0
    assert tree(archive) == written


def test_an_invented_address_counts_for_none_as_when_it_was_ingested(tmp_path: Path) -> None:
    pack = put(tmp_path / "rules", "lindpost.toml", PACK.replace("lindpost.example", "cleanarc.invalid"))
    put(tmp_path / "in", "banner.txt", f"{BANNER}\n\nThe harbour reopened on Monday, the authority said.\n")
    ingest([tmp_path / "in"], archive=tmp_path / "a", rules=[pack])
    assert BANNER in (texts(tmp_path / "a").popitem()[1] or "")
    assert recleaned(tmp_path / "a", rules=[pack])[0].changed == 0


def test_only_what_is_named(archive: Path, rules: tuple[Path]) -> None:
    with open_archive(archive) as opened:
        banner = next(row.name for row in opened.rows() if row.sources[0].path == "banner.txt")
    other = "000" if not banner.startswith("000") else "001"
    assert recleaned(archive, names=[other], rules=rules)[0] == RecleanReport(1, 0, 0, 0, 0, 0, (), ())
    assert recleaned(archive, names=[other, banner, banner[:3]], rules=rules)[0].documents == 2
    with pytest.raises(NotFoundError, match="999"):
        reclean(["000", "999"], archive=archive)


def test_cleanings_that_differ_in_nothing_but_what_made_them(tmp_path: Path) -> None:
    put(tmp_path / "in", "river.html", page("River leaves town"))
    ingest([tmp_path / "in"], archive=tmp_path / "a")
    with_captions = Policy(captions=True)
    assert recleaned(tmp_path / "a", policy=with_captions)[0].changed == 0
    report, [change] = recleaned(tmp_path / "a", policy=with_captions, every=True)
    assert (report.changed, report.texts, change.difference.lines) == (1, 0, ())
    assert recleaned(tmp_path / "a", policy=with_captions, every=True)[0].changed == 0
    with open_archive(tmp_path / "a") as opened:
        assert [facts.versions.policy for facts in opened.cleanings("000")] == [None, "+captions"]
    assert verify(tmp_path / "a").findings == ()


def test_what_the_archive_has_learned_since(tmp_path: Path) -> None:
    """Two articles teach nothing; once four more are there, the first two lose the site's lines as well."""
    for n in range(6):
        frame = ("Gulls of the day", *story(n), "The harbour in figures")
        put(tmp_path / ("early" if n < 2 else "late"), f"{n}.txt", text(*frame))
    for folder in ("early", "late"):
        ingest([tmp_path / folder], archive=tmp_path / "a", url_prefix=SITE)
    assert recleaned(tmp_path / "a", learn=False, names=["000"])[0].changed == 0
    report, changes = recleaned(tmp_path / "a")
    assert [change.name[:3] for change in changes] == ["000", "001"]
    assert {shift.rule for shift in report.shifts} == {"learned"}
    assert not [value for value in texts(tmp_path / "a").values() if value and "Gulls" in value]
    assert recleaned(tmp_path / "a")[0].changed == 0
    assert verify(tmp_path / "a").findings == ()
    # Lines that are handed over count in the place of those, and none at all where none are wanted.
    assert recleaned(tmp_path / "a", learn=False)[0].changed == 6
    lines = learn([tmp_path / "early", tmp_path / "late"], url_prefix=SITE)
    assert recleaned(tmp_path / "a", learned=lines)[0].changed == 6
    assert verify(tmp_path / "a").findings == ()


def nothing_left(*problems: Problem) -> Cleaner:
    def clean(capture: Capture, tools: Tools, policy: Policy) -> CleanResult:
        return replace(kept_whole(capture, tools, policy), text="", page=Page("", ()), problems=problems)

    return clean


NONE = Problem("no-text", "Nothing in the document is text of an article.")
SLOW = Problem("timed-out", "It took too long.", transient=True)


def test_a_text_that_goes_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, clean = tmp_path / "a", tmp_path / "a" / "clean"
    put(tmp_path / "in", "a.txt", "The bridge is open again.\n")
    clean_by(kept_whole, monkeypatch.setattr)
    ingest([tmp_path / "in"], archive=archive)
    monkeypatch.setattr(reclean_one, "clean_capture", nothing_left(NONE))
    report, [change] = recleaned(archive)
    assert (report.texts, report.reread) == (1, 1)
    assert [(fact.name, fact.before, fact.after) for fact in change.difference.facts] == [
        ("problems", (), ("no-text",))
    ]
    assert list(clean.iterdir()) == []
    assert verify(archive).findings == ()
    monkeypatch.setattr(reclean_one, "clean_capture", kept_whole)
    assert recleaned(archive)[0].texts == 1
    assert [path.read_text("utf-8") for path in clean.iterdir()] == ["The bridge is open again.\n"]
    with open_archive(archive) as opened:
        problems = [[problem.code for problem in opened.get("000", n).problems] for n in (1, 2, 3)]
        assert problems == [[], ["no-text"], []]
    assert verify(archive).findings == ()


def test_a_problem_that_may_pass_replaces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "a"
    put(tmp_path / "in", "a.txt", "The bridge is open again.\n")
    clean_by(nothing_left(SLOW), monkeypatch.setattr)
    ingest([tmp_path / "in"], archive=archive)
    monkeypatch.setattr(reclean_one, "clean_capture", nothing_left(SLOW))
    written = tree(archive)
    report, changes = recleaned(archive)
    assert (report.changed, changes) == (0, [])
    assert [(p.source, p.name and p.name[:3], p.code) for p in report.problems] == [("a.txt", "000", "timed-out")]
    assert tree(archive) == written
    # Where it has passed, the document has its text, and an ingest has nothing left to try again.
    monkeypatch.setattr(reclean_one, "clean_capture", kept_whole)
    assert recleaned(archive)[0].texts == 1
    written = tree(archive)
    assert ingest([tmp_path / "in"], archive=archive).skipped == 1
    assert tree(archive) == written
    assert verify(archive).findings == ()


def test_files_are_cut_as_those_of_an_ingest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean_by(kept_whole, monkeypatch.setattr)
    monkeypatch.setattr(reclean_one, "clean_capture", first_word_gone)
    source = articles(tmp_path / "in")
    for archive in (tmp_path / "a", tmp_path / "b"):
        ingest([source], archive=archive)
        assert reclean_in_segments(archive).changed == 7
        assert len(list((archive / "text").iterdir())) == 1 + 3
        assert verify(archive).findings == ()
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_an_archive_that_is_not_there(tmp_path: Path) -> None:
    for dry_run in (True, False):
        with pytest.raises(cleanarc.ArchiveMissingError):
            reclean(archive=tmp_path / "none", dry_run=dry_run)
    assert not (tmp_path / "none").exists()
