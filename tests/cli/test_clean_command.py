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


def test_what_counts_as_text_is_said_by_options(tmp_path: Path) -> None:
    text = f"# The ferry\n\n{ARTICLE}\n## The crates\n\n{ARTICLE}\nThe ferry at noon. (Photo: Jane Example/AP)\n"
    file = tmp_path / "ferry.txt"
    file.write_text(text, "utf-8")
    assert "Photo" not in run("clean", file).stdout
    shown = run("clean", file, "--keep", "captions", "--keep", "credits", "--drop", "subheadings").stdout
    assert shown.endswith("The ferry at noon. (Photo: Jane Example/AP)\n")
    assert "The crates" not in shown
    assert (
        shown == run("clean", "-", "--keep=captions", "--keep=credits", "--drop=subheadings", data=text.encode()).stdout
    )


def test_a_policy_that_contradicts_itself_is_wrong_use(tmp_path: Path) -> None:
    for command in (["clean", "-"], ["ingest", tmp_path, "--archive", tmp_path / "a"]):
        done = run(*command, "--keep", "standfirsts", "--drop", "standfirsts", data=b"A text.")
        assert done.exit_code == 2
        assert "exclude each other" in done.stderr
    assert run("clean", "-", "--drop", "captions", data=b"A text.").exit_code == 2
