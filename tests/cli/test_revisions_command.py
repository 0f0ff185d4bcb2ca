"""`cleanarc revisions`: the versions of an article that the archive has, from one page or from several captures."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from shell import run

ADDRESS = "https://lindpost.example/news/2021/05/03/pier.html"
FIRST = "The pier of Lindmouth closed on Monday, and the ferry leaves from the fish quay until further notice."
SECOND = "The harbour master, Joan Hale, said that the supports had been looked at for the first time in nine years."
REWORDED = "The harbour master, Joan Hale, said that the supports had not been looked at for nine years."
THIRD = "Repairs will take until October, and the council will pay for them with the money for the fireworks."
OTHER = "The museum has bought a whale that was found in an attic, where it had been kept flat for ninety years or so."


def page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    link = f'<link rel="canonical" href="{ADDRESS}">'
    return (
        f"<html><head><title>{title}</title>{link}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def tracked(*rows: str) -> str:
    head = f"You can find the current article at its original source at {ADDRESS}"
    return "\n".join((head, "Version 1 | Version 2 |", "---|---|", *rows)) + "\n"


def put(folder: Path, name: str, text: str, day: int) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    os.utime(folder / name, (day * 86_400, day * 86_400))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three captures of one address, the earliest read last, a tracker's page of it, and another article there."""
    pages = tmp_path / "pages"
    put(pages, "a.html", page("Pier closed", FIRST, REWORDED, THIRD), 3)
    put(pages, "b.html", page("Pier closed", FIRST, SECOND, THIRD), 2)
    put(pages, "c.html", page("Pier closed until October", FIRST, REWORDED, THIRD), 4)
    put(pages, "d.txt", tracked(f"{FIRST} | {FIRST} |", f"{SECOND} | {REWORDED} |", f"{THIRD} |"), 5)
    put(pages, "e.html", page("Museum buys a whale", OTHER, OTHER.replace("whale", "narwhal")), 6)
    assert run("ingest", pages, "--archive", tmp_path / "a", "--quiet").exit_code == 0
    return tmp_path / "a"


def history(archive: Path, name: str) -> dict[str, Any]:
    done = run("revisions", name, "--archive", archive, "--json")
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", ["000", "001", "002", "003"])
def test_captures_of_one_article_are_its_versions_from_any_of_them(archive: Path, name: str) -> None:
    found = history(archive, name)
    assert [version["document"][:3] for version in found["versions"]] == ["001", "000", "002", "003", "003"]
    assert [version["label"] for version in found["versions"]][-2:] == ["Version 1", "Version 2"]
    assert [version["is_clean_text"] for version in found["versions"]] == [True, True, True, False, True]
    assert found["versions"][-1]["inferred"] == [THIRD]
    assert len(found["changes"]) == 4


def test_another_article_at_the_address_is_none_of_its_versions(archive: Path) -> None:
    assert [version["document"][:3] for version in history(archive, "004")["versions"]] == ["004"]
    assert "No other version is known." in run("revisions", "004", "--archive", archive).stdout


def test_changes_are_shown_by_the_word(archive: Path) -> None:
    shown = run("revisions", "000", "--archive", archive).stdout
    first, second = shown.split("\n\n")[1:3]
    assert first.splitlines() == [
        "From 1 to 2:",
        "~ … Joan Hale, said that the supports had{+ not+} been looked at for[- the first time in-] nine years.",
    ]
    assert second.splitlines() == ["From 2 to 3:", "~ Pier closed{+ until October+}"]
    assert f"+ {THIRD} {{inferred}}" in shown


def test_captures_of_one_day_are_in_one_order_whoever_asks(tmp_path: Path) -> None:
    for name, second in (("a.html", SECOND), ("b.html", REWORDED), ("c.html", f"{SECOND} {REWORDED}")):
        put(tmp_path / "pages", name, page("Pier closed", FIRST, second, THIRD), 1)
    run("ingest", tmp_path / "pages", "--archive", tmp_path / "a", "--quiet")
    orders = [
        [version["document"][:3] for version in history(tmp_path / "a", name)["versions"]]
        for name in ("000", "001", "002")
    ]
    assert orders == [["000", "001", "002"]] * 3


def test_a_file_that_changed_has_a_version_for_each_ingest(tmp_path: Path) -> None:
    for day, second in ((1, SECOND), (2, REWORDED)):
        put(tmp_path / "pages", "pier.txt", "\n\n".join((FIRST, second, THIRD)), day)
        assert run("ingest", tmp_path / "pages", "--archive", tmp_path / "a", "--quiet").exit_code == 0
    found = history(tmp_path / "a", "001")
    assert [version["label"] for version in found["versions"]] == ["1970-01-02T00:00:00Z", "1970-01-03T00:00:00Z"]
    (changes,) = found["changes"]
    assert [(change["before"], change["after"]) for change in changes] == [(SECOND, REWORDED)]


def test_who_has_no_text_has_no_versions(tmp_path: Path) -> None:
    put(tmp_path / "pages", "noise.html", "<html><body></body></html>", 1)
    run("ingest", tmp_path / "pages", "--archive", tmp_path / "a", "--quiet")
    for name in ("000", "nobody"):
        done = run("revisions", name, "--archive", tmp_path / "a")
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith("cleanarc: ")
