"""`cleanarc verify` and `cleanarc repair`, as a user meets them."""

import json
from pathlib import Path

import pytest
from archives import articles, tree
from shell import run

from cleanarc import ArchiveMissingError, UsageError, ingest, open_archive
from cleanarc.api import repair, verify


def test_damage_is_told_foreseen_and_repaired(tmp_path: Path) -> None:
    archive = tmp_path / "a"
    ingest([articles(tmp_path / "in")], archive=archive)
    assert "nothing to repair" in run("repair", "--archive", archive).stdout
    with open_archive(archive) as opened:
        names = {row.name for row in opened.rows()}
    (warc,) = archive.glob("raw/*")
    warc.write_bytes(warc.read_bytes()[:-100])
    before = tree(archive)
    for depth in ("files", "digests", "replay"):
        damaged = run("verify", "--archive", archive, "--depth", depth, "--json")
        assert (damaged.exit_code, json.loads(damaged.stdout)["depth"]) == (1, depth)
    dry = run("repair", "--archive", archive, "--dry-run")
    assert (dry.exit_code, tree(archive)) == (0, before)
    assert "Nothing was changed" in dry.stdout
    done = run("repair", "--archive", archive)
    assert done.exit_code == 0
    assert "lost: resource of 006_f04635defc8b71f4 (zoo.txt)" in done.stdout
    assert f"quarantined: raw/{warc.name}" in done.stdout
    again = run("verify", "--archive", archive)
    assert (again.exit_code, again.stdout.split(":")[0]) == (0, "Sound")
    assert "repairs could not save" in again.stdout
    report = json.loads(run("repair", "--archive", archive, "--json").stdout)
    assert (report["sound"], report["found"], report["salvaged"]["lost"]) == (True, [], [])
    with open_archive(archive) as opened:
        assert {row.name for row in opened.rows()} == names


def test_wrong_use(tmp_path: Path) -> None:
    ingest([articles(tmp_path / "in")], archive=tmp_path / "a")
    assert run("verify", "--archive", tmp_path / "a", "--depth", "bottom").exit_code == 2
    with pytest.raises(UsageError):
        verify(tmp_path / "a", depth="bottom")
    assert run("repair", "--archive", tmp_path / "nothing").exit_code == 3
    with pytest.raises(ArchiveMissingError):
        repair(tmp_path / "in")
