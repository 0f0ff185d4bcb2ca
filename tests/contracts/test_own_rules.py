"""Rules of one's own: which files are taken for what, what their digest takes in, and how a file that is wrong is
named."""

from pathlib import Path

import pytest
from sites import PACK

import cleanarc
from cleanarc.api import check_rules
from cleanarc.errors import UsageError
from cleanarc.rules.registry import load_rules

PAGE = "Six ferries, one harbour, one Post\n\nThe harbour reopened on Monday after six weeks, the authority said.\n"
URL = "https://www.lindpost.example/harbour"


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")
    return folder


def test_a_pack_of_ones_own_cleans_as_the_installed_ones_do(tmp_path: Path) -> None:
    write(tmp_path, lindpost__toml=PACK)
    assert cleanarc.clean(PAGE, URL).text == PAGE
    result = cleanarc.clean(PAGE, URL, rules=[tmp_path])
    assert result.text == PAGE.partition("\n\n")[2]
    assert [r.rule for r in result.ledger.removals] == ["site/lindpost/banner"]
    assert result.versions.rules == load_rules([tmp_path / "lindpost.toml"]).digest


def test_a_pack_goes_in_place_of_the_installed_one_of_its_name(tmp_path: Path) -> None:
    write(tmp_path, rferl__toml=PACK.replace('"lindpost"', '"rferl"'))
    packs = {pack.name: pack for pack in load_rules([tmp_path]).packs}
    assert packs["rferl"].hosts == ("lindpost.example",)
    assert len(packs) == len(load_rules().packs)


def test_files_are_known_by_their_names_and_the_rest_of_a_folder_is_let_be(tmp_path: Path) -> None:
    names = ["a.example.txt", ".b.example.txt", "global.txt", "LICENSE.txt", "README.md", ".hidden.toml"]
    for name in names:
        (tmp_path / name).write_text("prune: no\n", "utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.example.txt").write_text("prune: no\n", "utf-8")
    assert [config.site for config in load_rules([tmp_path]).configs] == [".b.example", "a.example", "global"]


def test_a_readme_beside_the_rules_is_left_alone_and_the_check_says_so(tmp_path: Path) -> None:
    write(tmp_path, lindpost__toml=PACK, README__txt="My rules\n\n##Notes\nThey are for one paper only.\n")
    assert load_rules([tmp_path]).filters is None
    (fault,) = check_rules([tmp_path]).faults
    assert (fault.file, fault.line) == ("README.txt", 3)
    with pytest.raises(UsageError, match="of no form"):
        load_rules([tmp_path / "README.txt"])


def test_the_digest_takes_in_names_and_bytes_but_not_the_place(tmp_path: Path) -> None:
    one = write(tmp_path / "one", a__example__txt="prune: no\n")
    other = write(tmp_path / "other", a__example__txt="prune: no\n")
    assert load_rules([one]).digest == load_rules([other]).digest != load_rules().digest
    changed = write(tmp_path / "changed", a__example__txt="prune: no \n")
    renamed = write(tmp_path / "renamed", b__example__txt="prune: no\n")
    assert len({load_rules([folder]).digest for folder in (one, changed, renamed)}) == 3


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("lindpost.toml", b"name = \nwhy = 1\n", "is no TOML.*line 1"),
        ("a.example.txt", b"prune: no\ntitle: //h1[.='\xff']\n", "a.example.txt, line 2: this is not UTF-8"),
        ("notes.txt", b"Some words.\n", "is of no form that rules have"),
    ],
)
def test_a_file_that_is_wrong_is_named(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError, match=message):
        load_rules([tmp_path / name])


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There are no rules at"):
        cleanarc.clean(PAGE, rules=[tmp_path / "none"])


def test_an_ingest_with_wrong_rules_makes_no_archive(tmp_path: Path) -> None:
    write(tmp_path / "pages", a__txt=PAGE)
    with pytest.raises(UsageError):
        cleanarc.ingest([tmp_path / "pages"], archive=tmp_path / "archive", rules=[tmp_path / "none"])
    assert not (tmp_path / "archive").exists()


def test_an_archive_says_which_rules_cleaned_it(tmp_path: Path) -> None:
    rules = write(tmp_path / "rules", lindpost__toml=PACK.replace('hosts = ["lindpost.example"]', MARKS))
    write(tmp_path / "pages", a__txt=PAGE)
    cleanarc.ingest([tmp_path / "pages"], archive=tmp_path / "archive", rules=[rules])
    with cleanarc.open_archive(tmp_path / "archive") as archive:
        (document,) = archive
    assert document.text == PAGE.partition("\n\n")[2]
    assert document.result is not None
    assert document.result.versions.rules == load_rules([rules]).digest


MARKS = 'marks = { need = 1, patterns = ["six ferries, one harbour, one post"] }'
