"""`cleanarc reclean` and `cleanarc remove`, as a user meets them."""

import json
from pathlib import Path

import pytest
from shell import in_a_shell, run
from sites import BANNER, PACK

STORY = "The harbour reopened on Monday after six weeks, the authority said.\n"
OTHER = "The mayor thanked the builders and cut a ribbon, twice, as the first one held.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "harbour.txt").write_text(f"{BANNER}\n\n{STORY}", "utf-8")
    (tmp_path / "in" / "mayor.txt").write_text(OTHER, "utf-8")
    (tmp_path / "lindpost.toml").write_text(PACK, "utf-8")
    prefix = ("--url-prefix", "https://lindpost.example/")
    assert run("ingest", tmp_path / "in", "--archive", tmp_path / "a", "--quiet", *prefix).exit_code == 0
    return tmp_path / "a"


def test_what_new_rules_change_is_shown_and_what_was_can_be_seen(archive: Path, tmp_path: Path) -> None:
    rules = ("--rules", tmp_path / "lindpost.toml", "--archive", archive)
    foreseen = run("reclean", "--dry-run", *rules)
    assert "1 of 2 documents would change, 1 of them in their text." in foreseen.stdout
    assert f"- {BANNER}\n" in foreseen.stdout
    assert run("show", "000", "--archive", archive).stdout == f"{BANNER}\n\n{STORY}"
    done = json.loads(run("reclean", "--json", *rules).stdout)
    assert (done["documents"], done["changed"], done["removed"], done["kept"]) == (2, 1, len(BANNER), 0)
    [change] = done["changes"]
    assert change["source"] == "harbour.txt"
    assert change["difference"]["shifts"] == done["shifts"]
    assert done["shifts"] == [{"rule": "site/lindpost/banner", "kind": "donation", "removed": len(BANNER), "kept": 0}]
    assert run("show", "000", "--archive", archive).stdout == STORY
    assert run("show", "000", "--cleaning", "1", "--archive", archive).stdout == f"{BANNER}\n\n{STORY}"
    assert f"[-{BANNER}-] {{site/lindpost/banner, donation: " in run("explain", "000", "--archive", archive).stdout
    assert "lindpost" not in run("explain", "000", "--cleaning", "1", "--archive", archive).stdout
    cleanings = json.loads(run("show", "000", "--cleanings", "--archive", archive).stdout)
    assert [cleaning["number"] for cleaning in cleanings] == [1, 2]
    missing = run("show", "000", "--cleaning", "3", "--archive", archive)
    assert (missing.exit_code, missing.stderr.count("\n")) == (1, 1)


def test_a_reclean_that_changes_nothing(archive: Path) -> None:
    again = run("reclean", "--archive", archive)
    assert "0 of 2 documents changed" in again.stdout
    as_json = json.loads(run("reclean", "--json", "--archive", archive).stdout)
    assert (as_json["changes"], as_json["changed"]) == ([], 0)
    assert run("reclean", "--quiet", "--archive", archive).output == ""
    assert run("reclean", "007", "--archive", archive).exit_code == 1
    assert run("reclean", "--learned", archive / "archive.json", "--no-learn", "--archive", archive).exit_code == 2
    assert run("reclean", "--archive", archive / "none").exit_code == 3


def test_the_log_tells_what_was_cleaned_again(archive: Path, tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    assert run("reclean", "--archive", archive, "--quiet", "--log", log).output == ""
    lines = [line.partition(" ")[2] for line in log.read_text("utf-8").splitlines()]
    assert lines == [
        f"INFO reclean of all documents in {archive}",
        "INFO done harbour.txt",
        "INFO done mayor.txt",
        "INFO documents 2, changed 0, problems 0",
    ]
    assert run("reclean", "007", "--archive", archive, "--log", log).exit_code == 1
    assert "ERROR The archive has no document '007'" in log.read_text("utf-8").splitlines()[-1]
    assert run("reclean", "--archive", archive, "--log", tmp_path / "no" / "where").exit_code == 2


def test_a_document_is_removed_and_says_so(archive: Path, tmp_path: Path) -> None:
    assert run("remove", "000", "--archive", archive).exit_code == 2
    foreseen = run("remove", "000", "--why", "At its author's request.", "--dry-run", "--archive", archive)
    assert "would be removed: 3 records." in foreseen.stdout
    assert run("ls", "--archive", archive).stdout.count("\n") == 2
    done = in_a_shell('cleanarc remove 000 --why "At its author\'s request." --json', **_environment(archive))
    assert [one["records"] for one in json.loads(done.stdout)["removed"]] == [3]
    assert [row["name"][:3] for row in json.loads(run("ls", "--json", "--archive", archive).stdout)] == ["001"]
    shown = run("show", "000", "--archive", archive)
    assert shown.exit_code == 1
    assert shown.stderr.endswith(" was removed on 1970-01-02: At its author's request.\n")
    assert run("verify", "--archive", archive).exit_code == 0
    again = run("ingest", tmp_path / "in", "--archive", archive, "--strict")
    assert again.exit_code == 1
    assert "harbour.txt: removed: The archive was told to leave this out: At its author's request." in again.stderr
    assert "was removed before" in run("remove", "000", "--why", "Again.", "--archive", archive).stdout


def _environment(archive: Path) -> dict[str, str]:
    return {"CLEANARC_ARCHIVE": str(archive), "SOURCE_DATE_EPOCH": "86400"}
