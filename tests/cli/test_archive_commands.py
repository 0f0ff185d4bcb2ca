"""The commands of an archive, one after the other, as a user meets them."""

import json
import re
from pathlib import Path

import pytest
from shell import in_a_shell, run

from cleanarc import api

STORY = "The bridge is open again\n\nThe bridge over the Lenne opened on Monday, a year late. Cyclists were first.\n"
NOTE = "The mayor thanked the builders “for their patience” and cut a ribbon – twice, as the first one held.\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("input") / "pages"
    (folder / "north").mkdir(parents=True)
    (folder / "bridge.txt").write_text(STORY, "utf-8")
    (folder / "north" / "mayor.txt").write_text(NOTE, "utf-8")
    (folder / "north" / "copy.txt").write_text(NOTE, "utf-8")
    (folder / "summary.txt").write_text("The ferry was late, and late again. " * 10_000, "utf-8")
    (folder / "empty.html").touch()
    return folder


@pytest.fixture(scope="module")
def archive(pages: Path) -> Path:
    folder = pages.parent / "archive"
    done = run("ingest", pages, "--archive", folder, "--quiet", SOURCE_DATE_EPOCH="86400")
    assert (done.exit_code, done.output) == (0, "")
    return folder


def test_an_ingest_tells_what_it_did(pages: Path, tmp_path: Path) -> None:
    done = run("ingest", pages, "--archive", tmp_path / "a", "--json")
    report = json.loads(done.stdout)
    assert (done.exit_code, report["added"], report["skipped"]) == (0, 3, 0)
    (problem,) = report["problems"]
    assert (problem["source"], problem["name"], problem["code"]) == ("empty.html", None, "empty")
    assert "empty.html: empty: " in done.stderr
    again = run("ingest", pages, "--archive", tmp_path / "a")
    assert re.search(r"added +0\s+known +4\b", again.stdout)


def test_a_dry_run_writes_nothing_and_tells_the_same(pages: Path, tmp_path: Path) -> None:
    foreseen = json.loads(run("ingest", pages, "--archive", tmp_path / "a", "--dry-run", "--json").stdout)
    assert not (tmp_path / "a").exists()
    done = json.loads(run("ingest", pages, "--archive", tmp_path / "a", "--json").stdout)
    assert all(foreseen[key] == done[key] for key in ("added", "skipped", "revisits", "sources"))


def test_strict_ends_with_one_and_the_log_has_it_all(pages: Path, tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    done = run("ingest", pages, "--archive", tmp_path / "a", "--strict", "--log", log)
    assert done.exit_code == 1
    lines = log.read_text("utf-8").splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\dT[\d:.]+Z (INFO|WARNING) ", line) for line in lines)
    assert any("WARNING empty.html: empty: " in line for line in lines)
    assert sum(" done " in line for line in lines) == 4


def test_the_same_facts_before_and_after_a_rebuild(archive: Path) -> None:
    before = run("ls", "--archive", archive, "--json").stdout
    for document in json.loads(before):
        assert re.fullmatch(r"\d{3}_[0-9a-f]{16}", document["name"])
        assert document["sha256"].startswith(document["name"][4:])
        assert {"title", "language", "problems"} <= set(document)
        for source in document["sources"]:
            assert set(source) == {"path", "uri", "date"}
            assert source["date"] == "1970-01-02T00:00:00Z"
    (archive / "catalog.sqlite").unlink()
    missing = run("ls", "--archive", archive)
    assert missing.exit_code == 3
    assert "cleanarc rebuild" in missing.stderr
    assert run("rebuild", "--archive", archive).exit_code == 0
    assert run("ls", "--archive", archive, "--json").stdout == before


def test_what_went_in_comes_out(pages: Path, archive: Path) -> None:
    raw = in_a_shell("cleanarc show 000 --raw", CLEANARC_ARCHIVE=str(archive))
    assert raw.stdout == (pages / "bridge.txt").read_bytes()
    assert run("show", "001", CLEANARC_ARCHIVE=str(archive)).stdout == NOTE
    facts = json.loads(run("show", "001", "--metadata", "--archive", archive).stdout)
    assert [source["path"] for source in facts["sources"]] == ["north/copy.txt", "north/mayor.txt"]
    ledger = json.loads(run("show", "000", "--ledger", "--archive", archive).stdout)
    assert set(ledger) == {"removals", "repairs", "keeps"}


def test_verify_names_what_is_damaged(pages: Path, tmp_path: Path) -> None:
    run("ingest", pages, "--archive", tmp_path / "a", "--quiet")
    sound = run("verify", "--archive", tmp_path / "a")
    assert (sound.exit_code, sound.stdout.split(":")[0]) == (0, "Sound")
    (warc,) = (tmp_path / "a" / "raw").iterdir()
    warc.write_bytes(warc.read_bytes()[:-4])
    damaged = run("verify", "--archive", tmp_path / "a", "--json")
    assert damaged.exit_code == 1
    assert f"raw/{warc.name}" in {finding["file"] for finding in json.loads(damaged.stdout)["findings"]}


def test_explain_shows_file_and_document_alike(pages: Path, archive: Path) -> None:
    of_file = run("explain", pages / "bridge.txt")
    of_name = run("explain", "000", "--archive", archive)
    assert of_file.stdout == of_name.stdout
    assert "[-The bridge is open again-] {title, title: " in of_name.stdout
    as_json = json.loads(run("explain", "000", "--archive", archive, "--json").stdout)
    assert as_json["ledger"] == json.loads(run("show", "000", "--ledger", "--archive", archive).stdout)


def test_export_to_a_pipe_and_to_a_folder(archive: Path, tmp_path: Path) -> None:
    rows = run("export", "--as", "jsonl", "--archive", archive).stdout
    assert [json.loads(row)["id"][:3] for row in rows.splitlines()] == ["000", "001", "002"]
    assert run("export", "--as", "txt", "-o", tmp_path / "out", "--archive", archive).exit_code == 0
    assert NOTE in [file.read_text("utf-8") for file in (tmp_path / "out").iterdir()]


def test_exit_codes(pages: Path, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    for code, arguments in [
        (1, ["show", "nobody", "--archive", archive]),
        (1, ["explain", "nobody", "--archive", archive]),
        (2, ["explain", "000", "--url", "https://lindpost.example/", "--archive", archive]),
        (2, ["ingest", pages, "--archive", tmp_path / "full"]),
        (2, ["ingest", tmp_path / "nothing", "--archive", archive]),
        (2, ["export", "--as", "parchment", "--archive", archive]),
        (2, ["export", "--as", "txt", "--archive", archive]),
        (2, ["show", "000", "--no-such-option", "--archive", archive]),
        (3, ["ls", "--archive", tmp_path / "nothing"]),
        (3, ["verify", "--archive", tmp_path / "nothing"]),
        (3, ["rebuild", "--archive", tmp_path / "nothing"]),
    ]:
        done = run(*arguments)
        assert done.exit_code == code, arguments
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()[-1]) > 20
    assert run("ingest", pages, "--archive", archive, SOURCE_DATE_EPOCH="noon").exit_code == 2


def test_output_is_utf8_in_any_locale(archive: Path) -> None:
    done = in_a_shell(f"cleanarc show 001 --archive {archive}", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.stdout.decode("utf-8") == NOTE


def test_a_reader_that_goes_away_is_no_traceback(archive: Path) -> None:
    done = in_a_shell(f"cleanarc show 002 --archive {archive} | head -c 9")
    assert (done.returncode, done.stdout, done.stderr) == (141, b"The ferry", b"")


def test_a_full_disk_is_told_in_a_sentence(archive: Path) -> None:
    done = in_a_shell(f"cleanarc ls --archive {archive} > /dev/full")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"No space left" in done.stderr


def test_interrupted_is_told_in_a_sentence(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "ingest", interrupted)
    done = run("ingest", pages, "--archive", tmp_path / "a", "--log", tmp_path / "log")
    assert (done.exit_code, done.stderr.count("\n")) == (130, 1)
    assert "ERROR Interrupted" in (tmp_path / "log").read_text()
