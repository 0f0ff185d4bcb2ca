"""An ingest is the same with any number of workers, and outlives them and itself."""

import os
import pickle
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from archives import articles, clean_by, kept_whole, tree
from perils import (
    PERILS,
    ingest_with,
    perilous,
    prepare_keeping,
    prepare_more_perils,
    prepare_peril_in_cleaning,
    prepare_perils,
)
from sites import framed

from cleanarc import ArchiveLockedError, Event, UsageError, ingest, learn, open_archive, read_learned
from cleanarc.api import rebuild, verify
from cleanarc.jobs import workers
from cleanarc.jobs.drafts import Drafts
from cleanarc.rules.registry import load_rules

_HERE = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    articles(tmp_path / "in")
    framed(tmp_path / "in" / "paper", range(8))
    return tmp_path / "in"


def test_the_same_bytes_with_any_number(source: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "aldmoor.example.txt").write_text("body: //article\nstrip: //h1\n")
    (rules / "gulls.list.txt").write_text("! a list\npaper.example##.row\n")
    reports = []
    for count in (0, 1, 3):
        heard: list[Event] = []
        paths = [source / "paper", source]
        options = {"archive": tmp_path / str(count), "rules": [rules], "workers": count, "on_event": heard.append}
        reports.append((ingest(paths, **options), heard))  # type: ignore[arg-type]
        assert reports[0] == reports[-1]
        assert tree(tmp_path / "0") == tree(tmp_path / str(count))
    assert reports[0][0].added == 15
    assert verify(tmp_path / "3").findings == ()
    written = tree(tmp_path / "3")
    assert ingest([source / "paper", source], archive=tmp_path / "3", rules=[rules], workers=2).added == 0
    assert tree(tmp_path / "3") == written
    with pytest.raises(UsageError):
        ingest([source], archive=tmp_path / "4", workers=-1)


def test_rules_that_change_under_the_run(tmp_path: Path) -> None:
    rules = tmp_path / "aldmoor.example.txt"
    rules.write_text("body: //article\n")
    packed = pickle.dumps(load_rules([rules]))
    assert pickle.loads(packed).digest == load_rules([rules]).digest
    packed = pickle.dumps(replace(load_rules([rules]), digest="0" * 64))
    with pytest.raises(UsageError, match="changed"):
        pickle.loads(packed)


def test_the_same_lines_are_learned_with_any_number(source: Path) -> None:
    assert learn([source / "paper"], workers=2) == learn([source / "paper"])
    assert learn([source / "paper"]).lines


@pytest.mark.parametrize("prepare", [prepare_perils, prepare_more_perils])
def test_what_takes_a_worker_down_costs_one_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prepare: object
) -> None:
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    source = perilous(tmp_path / "in")
    codes = [code for code, _ in PERILS.values()]
    monkeypatch.setattr(workers, "load_all", prepare)
    for count in (1, 2):
        archive = tmp_path / str(count)
        report = ingest_with(source, archive, count)
        problems = [p for p in report.problems if p.code in codes]
        assert [p.code for p in problems] == codes
        assert report.added == 11
        assert verify(archive).findings == ()
        with open_archive(archive) as opened:
            for problem in problems:
                document = opened.get(problem.name or "")
                assert document.raw == (source / problem.source).read_bytes()
                assert document.text is None
                assert [(p.code, p.transient) for p in document.problems] == [(problem.code, True)]
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
    # It is tried again, in vain, and then with success.
    report = ingest_with(source, archive, 2)
    assert [p for p in report.problems if p.code in codes] == problems
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
    monkeypatch.setattr(workers, "load_all", prepare_keeping)
    assert not [p for p in ingest_with(source, archive, 2).problems if p.code in codes]
    with open_archive(archive) as opened:
        assert all(opened.get(p.name or "").text == (source / p.source).read_text() for p in problems)
        listed = list(opened.rows())
    assert verify(archive).findings == ()
    rebuild(archive)
    with open_archive(archive) as opened:
        assert list(opened.rows()) == listed


def test_what_a_page_teaches_does_not_depend_on_its_cleaning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = framed(tmp_path / "in", range(8))
    monkeypatch.setattr(workers, "load_all", prepare_peril_in_cleaning)
    report = ingest_with(source, tmp_path / "a", 2, seconds=60)
    assert [p.code for p in report.problems if p.code == "crashed"] == ["crashed"]
    monkeypatch.setattr(Drafts, "has_room", False)
    ingest_with(source, tmp_path / "b", 2, seconds=60)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    (lines,) = (tmp_path / "a" / "learned").glob("*.jsonl")
    assert read_learned(lines) == learn([source])
    assert {line.of for line in learn([source]).lines} == {8}


@pytest.mark.parametrize("count", [1, 2])
def test_killed_at_any_point(tmp_path: Path, count: int) -> None:
    code = f"import pathlib, perils; perils.kill_at_any_point(pathlib.Path('in'), pathlib.Path('killed'), {count})"
    articles(tmp_path / "in")
    (tmp_path / "killed").mkdir()
    # What a killed run leaves among the system's temporary files goes with the test's.
    here = {**_HERE, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=here, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=250
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_writer_is_told_while_workers_live(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "load_all", prepare_keeping)
    clean_by(kept_whole, monkeypatch.setattr)
    archive = tmp_path / "a"
    codes = set()

    def write_too(event: Event) -> None:
        with pytest.raises(ArchiveLockedError):
            ingest([source], archive=archive)
        if not codes:
            command = [sys.executable, "-m", "cleanarc", "ingest", str(source), "--archive", str(archive)]
            codes.add(subprocess.run(command, env=_HERE, capture_output=True, check=False).returncode)

    ingest_with(source, archive, 2, write_too)
    assert codes == {3}


def test_an_interrupted_run_keeps_what_is_finished(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "load_all", prepare_keeping)
    monkeypatch.setattr(os, "fsync", lambda handle: None)

    def stop(event: Event) -> None:
        if event.stage == "cleaning" and event.done == 5:
            raise KeyboardInterrupt

    archive, whole = tmp_path / "a", tmp_path / "whole"
    ingest_with(source, whole, 2, seconds=60)
    with pytest.raises(KeyboardInterrupt):
        ingest_with(source, archive, 2, stop, seconds=60)
    assert verify(archive).findings == ()
    kept = tree(archive / "raw")
    assert len(kept) == 1
    assert kept.items() < tree(whole / "raw").items()
    ingest_with(source, archive, 2, seconds=60)
    assert tree(archive) == tree(whole)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of pages, and an archive of them."""
    source, archive = framed(tmp_path_factory.mktemp("in"), range(90)), tmp_path_factory.mktemp("whole") / "a"
    ingest([source], archive=archive)
    return source, archive


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("count", [0, 2])
def test_who_is_asked_to_end_says_one_sentence(
    pages: tuple[Path, Path], tmp_path: Path, sent: signal.Signals, count: int
) -> None:
    source, whole = pages
    archive = tmp_path / "a"
    command = [sys.executable, "-m", "cleanarc", "ingest", str(source), "--archive", str(archive)]
    command += ["--workers", str(count)]
    with subprocess.Popen(command, env=_HERE, stderr=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stderr
        assert run.stderr.readline() == "reading ...\n"
        assert run.stderr.readline() == "cleaning ...\n"
        # Ctrl-C goes to every process, a polite kill to one.
        os.killpg(run.pid, sent) if sent == signal.SIGINT else run.send_signal(sent)
        said = run.stderr.read()
    assert (run.returncode, said) == (130, "cleanarc: Interrupted. Run the same command again to go on.\n")
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)
    assert not list(archive.rglob("*.open"))
    assert ingest([source], archive=archive).added == 90
    assert tree(archive) == tree(whole)
