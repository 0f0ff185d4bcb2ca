"""`learn`, and what `clean` and `explain` do with what it wrote."""

import json
from pathlib import Path

import pytest
from archives import put
from shell import run
from sites import framed, story, text

from cleanarc import UsageError, read_learned


def test_learn_shows_and_exports(tmp_path: Path) -> None:
    source, file = framed(tmp_path / "in", range(6)), tmp_path / "learned.jsonl"
    shown = json.loads(run("learn", source, "--json", "-o", file).stdout)
    assert shown["digest"] == read_learned(file).digest
    assert {"site", "where", "box", "text", "kind", "n", "of"} == set(shown["lines"][0])
    assert "6 of 6" in run("learn", source).stdout
    cleaned = run("clean", source / "00.html", "--learned", file, "--json")
    assert json.loads(cleaned.stdout)["versions"]["learned"] == shown["digest"]
    assert run("explain", source / "00.html", "--learned", file).exit_code == 0
    texts = [put(tmp_path / "texts", f"{n}.txt", text("Gulls of the day", story(n))) for n in range(4)]
    assert "Gulls" not in run("learn", texts[0].parent).stdout
    assert "gulls of the day" in run("learn", texts[0].parent, "--url-prefix", "https://paper.example/").stdout


def test_a_file_that_holds_no_learned_lines(tmp_path: Path) -> None:
    page = put(tmp_path, "page.txt", text(story(1)))
    for content in (b"\xff", b"[]\n", b"{}\n", b'{"site": 1}\n', b"[" * 100_000):
        done = run("clean", page, "--learned", put(tmp_path, "learned.jsonl", content))
        assert done.exit_code == 2
        assert "cleanarc learn" in done.stderr
    with pytest.raises(UsageError):
        read_learned(tmp_path)
