"""A run that is killed, stopped, raced or refused leaves an archive that the next run brings to the same end."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from archives import (
    articles,
    clean_by,
    copied,
    first_word_gone,
    ingest_in_segments,
    kept_whole,
    put,
    reclean_in_segments,
    remove_two,
    tree,
)
from perils import ingest_with, prepare_keeping

from cleanarc import ArchiveError, ArchiveLockedError, Event, ingest, open_archive
from cleanarc.api import rebuild, verify
from cleanarc.cleaning.propose import Tools
from cleanarc.jobs import reclean_one, workers
from cleanarc.model import Capture, CleanResult, Page, Policy, Problem


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    clean_by(kept_whole, monkeypatch.setattr)
    # Killing a process loses nothing that was written, synced or not.
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    return articles(tmp_path / "in")


def killed_everywhere(work: str, start: Path, tmp_path: Path) -> list[Path]:
    """Archives at which the work was killed before each of its changes to the disk; at the last one it was not."""
    killed = tmp_path / f"{work} killed"
    killed.mkdir()
    code = "import sys, pathlib, archives; archives.die_everywhere(sys.argv[1], *map(pathlib.Path, sys.argv[2:]))"
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code, work, str(start), str(killed)], env=here, check=True, timeout=250)
    return sorted(killed.iterdir(), key=lambda archive: int(archive.name))


def test_killed_at_any_point(source: Path, tmp_path: Path) -> None:
    for superfluous in ("zoo.txt", "latin.html", "aldmoor.html"):
        (source / superfluous).unlink()
    points = killed_everywhere("ingest", source, tmp_path)
    assert len(points) > 50
    whole = tree(points[-1])
    for archive in points:
        ingest_in_segments(source, archive)
        assert tree(archive) == whole, f"killed before change {archive.name}"


def test_cleaning_again_killed_at_any_point(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reclean_one, "clean_capture", first_word_gone)
    ingest_in_segments(source, tmp_path / "a")
    points = killed_everywhere("reclean", tmp_path / "a", tmp_path)
    assert len(points) > 20
    whole = tree(points[-1])
    assert verify(points[-1]).findings == ()
    for archive in points:
        reclean_in_segments(archive)
        assert tree(archive) == whole, f"killed before change {archive.name}"


def test_a_removal_killed_at_any_point_was_done_or_not(source: Path, tmp_path: Path) -> None:
    ingest_in_segments(source, tmp_path / "a")
    rebuild(tmp_path / "a")
    points = killed_everywhere("remove", tmp_path / "a", tmp_path)
    assert len(points) > 20
    before, after = tree(tmp_path / "a"), tree(points[-1])
    known = [names(tmp_path / "a"), names(points[-1])]
    assert verify(points[-1]).findings == ()
    done = []
    for archive in points:
        # Who reads before anybody writes again meets no half of it.
        with suppress(ArchiveError):
            assert names(archive) in known
        rebuilt = copied(archive, tmp_path / "rebuilt" / archive.name)
        rebuild(rebuilt)
        done.append(tree(rebuilt) == after)
        assert done[-1] or tree(rebuilt) == before, f"killed before change {archive.name}"
        for again in (archive, rebuilt):
            remove_two(again)
            assert tree(again) == after, f"killed before change {archive.name}"
    # From one change on, that of the journal, it is done.
    assert done == sorted(done)
    assert 5 < done.index(True) < len(done) - 5


def names(archive: Path) -> list[str]:
    """The names of all documents, each of which was read."""
    with open_archive(archive) as opened:
        return [document.name for document in opened if document.raw]


def test_stopped_by_the_user(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"

    def stop(event: Event) -> None:
        if event.source == "latin.html" and event.stage == "cleaning":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([source], archive=archive, on_event=stop)
    assert verify(archive).findings == ()
    ingest([source], archive=archive)
    ingest([source], archive=tmp_path / "whole")
    assert tree(archive) == tree(tmp_path / "whole")


def test_a_second_writer_is_told(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"
    refused = []

    def write_too(event: Event) -> None:
        for use in (lambda: ingest([source], archive=archive), lambda: verify(archive)):
            with pytest.raises(ArchiveLockedError) as error:
                use()
            refused.append(error)

    ingest([source], archive=archive, on_event=write_too)
    assert refused
    assert verify(archive).findings == ()


def test_a_file_that_changes_under_the_run(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"

    def edit(event: Event) -> None:
        if event.stage == "reading" and event.source == "zoo.txt":
            put(source, "brimstow.txt", "Brimstow has changed its mind, and everybody minds now.\n")
            (source / "deep/castle.html").unlink()

    report = ingest([source], archive=archive, on_event=edit)
    # The copy leans on a record that could not be written.
    assert [p.source for p in report.problems if p.code == "changed"] == [
        "brimstow.txt",
        "deep/castle.html",
        "deep/copy of brimstow.txt",
    ]
    assert report.added == 5
    assert verify(archive).findings == ()
    assert ingest([source], archive=archive).added == 2
    with open_archive(archive) as opened:
        assert {s.path for row in opened.rows() for s in row.sources} == {
            path.relative_to(source).as_posix() for path in source.rglob("*.*") if path.stat().st_size
        }


def test_a_folder_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    ingest([source], archive=tmp_path / "a")
    (tmp_path / "a" / "manifest").rename(tmp_path / "away")
    with pytest.raises(ArchiveError, match="manifest"):
        ingest([source], archive=tmp_path / "a")
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ArchiveError, match="file"):
        ingest([source], archive=tmp_path / "file")


def test_a_problem_that_may_pass_is_tried_again(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "a"

    def out_of_time(capture: Capture, tools: Tools, policy: Policy) -> CleanResult:
        result = kept_whole(capture, tools, policy)
        if b"Brimstow" not in capture.data:
            return result
        slow = Problem("timed-out", "It took too long.", transient=True)
        return replace(result, text="", page=Page("", ()), problems=(slow,))

    clean_by(out_of_time, monkeypatch.setattr)
    ingest([source], archive=archive)
    written = tree(archive)
    report = ingest([source], archive=archive)
    assert [(p.source, p.name and p.name[:3]) for p in report.problems if p.code == "timed-out"] == [
        ("brimstow.txt", "001")
    ]
    assert tree(archive) == written
    clean_by(kept_whole, monkeypatch.setattr)
    report = ingest([source], archive=archive)
    assert (report.added, report.skipped) == (0, 7)
    with open_archive(archive) as opened:
        assert "Brimstow" in (opened.get("001").text or "")
        listed = list(opened.rows())
    assert verify(archive).findings == ()
    rebuild(archive)
    with open_archive(archive) as opened:
        assert list(opened.rows()) == listed
    assert ingest([source], archive=archive).skipped == 8


def test_files_that_are_taken_away_while_they_are_written(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"

    def take_away(event: Event) -> None:
        if event.stage == "publishing":
            (archive / "raw" / "000.warc.gz.open").unlink()

    with pytest.raises(ArchiveError, match="removed"):
        ingest([source], archive=archive, on_event=take_away)
    assert ingest([source], archive=archive).added == 7
    ingest([source], archive=tmp_path / "whole")
    assert tree(archive) == tree(tmp_path / "whole")
    # A journal whose file is gone is told once, and does not block the archive.
    gone = '{"renames":[["raw/009.warc.gz.open","raw/009_0123456789abcdef.warc.gz"]]}'
    (archive / "publish.json").write_text(gone)
    with pytest.raises(ArchiveError, match="009"):
        ingest([source], archive=archive)
    assert ingest([source], archive=archive).skipped == 8


def test_a_full_disk(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"
    put(
        source,
        "a long one.txt",
        "".join(f"Line {n * n} of a list that nobody reads to its end.\n" for n in range(20_000)),
    )
    ingest([source], archive=tmp_path / "whole")
    code = "import sys, pathlib, archives; archives.ingest_on_a_small_disk(*map(pathlib.Path, sys.argv[1:]))"
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(source), str(archive)], env=here, capture_output=True, text=True, check=False
    )
    assert "ArchiveError" in done.stderr
    assert not list(archive.rglob("*.open"))
    ingest([source], archive=archive)
    assert tree(archive) == tree(tmp_path / "whole")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A disk that is given its options, such as its size, when it is mounted, and again when they change."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(options: str) -> Path:
        again = "remount," if folder.is_mount() else ""
        command = ["mount", "-t", "tmpfs", "-o", f"{again}{options}", "none", str(folder)]
        if os.getuid() or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("A file system can't be mounted here.")
        return folder

    yield mount
    if folder.is_mount():
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full_sooner_or_later(source: Path, tmp_path: Path, small_disk: Callable[[str], Path]) -> None:
    ingest_in_segments(source, tmp_path / "whole")
    refused = 0
    for pages in range(1, 60):
        folder = small_disk(f"size={pages * 4}k")
        archive = folder / "a"
        try:
            ingest_in_segments(source, archive)
        except ArchiveError as error:
            assert "No space left" in str(error) or "full" in str(error)  # noqa: PT017 - there may be room enough.
            refused += 1
        small_disk("size=16m")
        ingest_in_segments(source, archive)
        assert tree(archive) == tree(tmp_path / "whole"), f"{pages} pages"
        shutil.rmtree(archive)
    assert refused > 20


def test_a_disk_that_is_full_while_workers_live(
    source: Path, tmp_path: Path, small_disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "load_all", prepare_keeping)
    archive = small_disk("size=96k") / "a"
    with pytest.raises(ArchiveError):
        ingest_with(source, archive, 2)
    small_disk("size=16m")
    ingest_with(source, archive, 2)
    ingest_in_segments(source, tmp_path / "whole")
    assert tree(archive) == tree(tmp_path / "whole")


def test_a_disk_that_becomes_read_only(source: Path, tmp_path: Path, small_disk: Callable[[str], Path]) -> None:
    archive = small_disk("size=16m") / "a"
    ingest_in_segments(source, archive)
    written = tree(archive)
    put(source, "news.txt", "Nobody can write this down, although it is new.\n")
    small_disk("ro")
    for elsewhere in (archive, archive.parent / "b"):
        with pytest.raises(ArchiveError, match=r"[Rr]ead-only|readonly"):
            ingest_in_segments(source, elsewhere)
    assert tree(archive) == written
    small_disk("rw")
    assert ingest_in_segments(source, archive).added == 1
    assert verify(archive).findings == ()


@pytest.mark.parametrize("stage", ["reading", "cleaning", "publishing"])
def test_an_archive_that_vanishes(source: Path, tmp_path: Path, stage: str) -> None:
    archive = tmp_path / "a"

    def vanish(event: Event) -> None:
        if event.stage == stage:
            shutil.rmtree(archive, ignore_errors=True)

    with pytest.raises(ArchiveError):
        ingest([source], archive=archive, on_event=vanish)
    ingest([source], archive=archive)
    ingest([source], archive=tmp_path / "whole")
    assert tree(archive) == tree(tmp_path / "whole")


def test_sources_that_vanish(source: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a"

    def vanish(event: Event) -> None:
        if event.stage == "reading" and event.source == "zoo.txt":
            source.rename(tmp_path / "away")

    report = ingest([source], archive=archive, on_event=vanish)
    assert report.added == 0
    assert {p.code for p in report.problems} == {"changed", "empty"}
    assert verify(archive).findings == ()
    assert ingest([tmp_path / "away"], archive=archive).added == 7
