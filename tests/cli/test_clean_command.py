"""`clean` as a shell meets it: text on stdout, problems on stderr, UTF-8 whatever the locale."""

import json
from pathlib import Path

from shell import in_a_shell, run

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


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text(ARTICLE, "utf-8")
    done = in_a_shell(f"cleanarc clean {file}", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.stdout.decode("utf-8") == ARTICLE


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("The ferry was late, and late again. " * 20_000, "utf-8")
    done = in_a_shell(f"cleanarc clean {file} | head -c 9")
    assert (done.returncode, done.stdout, done.stderr) == (141, b"The ferry", b"")


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = in_a_shell("echo word | cleanarc clean - > /dev/full")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"No space left" in done.stderr
