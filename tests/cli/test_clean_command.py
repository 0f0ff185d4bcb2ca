"""`clean`: text on stdout, problems on stderr."""

import json
from pathlib import Path

from shell import run

ARTICLE = "The ferry was late.\n\nIt came at noon, “fully loaded”, the harbour master said – as on every Ægir day.\n"


def test_a_file_and_standard_input_give_the_same(tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text(ARTICLE, "utf-8")
    assert run("clean", file).stdout == ARTICLE
    assert run("clean", "-", data=ARTICLE.encode()).stdout == ARTICLE


def test_json_is_the_whole_cleaning(tmp_path: Path) -> None:
    shown = json.loads(run("clean", "-", "--json", data=ARTICLE.encode()).stdout)
    assert shown["text"] == shown["page"]["text"] == ARTICLE
    assert {"metadata", "ledger", "versions", "problems"} <= set(shown)


def test_a_bad_document_is_a_problem_and_no_failure(tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.touch()
    done = run("clean", file)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{file}: empty: ")


def test_wrong_use_is_told_in_words() -> None:
    for arguments in (["clean", "there-is-no-such-file"], ["clean"], ["polish", "page.html"]):
        done = run(*arguments)
        assert done.exit_code == 2
        assert "Traceback" not in done.stderr
