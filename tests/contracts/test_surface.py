"""What is promised to those who use cleanarc: names, commands, help, exit codes, and the page written from them."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import cleanarc
from cleanarc.cli.command import Command
from cleanarc.cli.exit_codes import ExitCode, code_of
from cleanarc.cli.program import COMMANDS, program
from cleanarc.errors import CleanarcError

ROOT = Path(__file__).parents[2]


def test_the_package_offers_what_all_says() -> None:
    assert {"clean", "ingest", "open_archive"} <= set(cleanarc.__all__)
    for name in cleanarc.__all__:
        assert getattr(cleanarc, name).__doc__, name


def test_the_commands_are_those_of_the_contract() -> None:
    assert [" ".join(command.words) for command in COMMANDS] == [
        "ingest", "clean", "explain", "ls", "show", "revisions", "export", "learn", "verify", "repair", "rebuild",
        "reclean", "remove",
        "rules list", "rules show", "rules check",
    ]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command.words))
def test_every_command_helps(command: Command) -> None:
    shown = CliRunner().invoke(program, [*command.words, "--help"])
    assert shown.exit_code == 0
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert option.opts[0] in shown.output
    assert command.examples
    for example in command.examples:
        assert f"cleanarc {' '.join(command.words)}" in example.line
        assert example.line in shown.output
    for code in (0, 1, 2, 3):
        assert any(line.split()[:1] == [str(code)] for line in shown.output.partition("Exit codes:")[2].splitlines())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command.words))
def test_the_examples_are_valid_command_lines(command: Command) -> None:
    """Each names only options that the command has."""
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    for example in command.examples:
        ours = example.line.partition(f"cleanarc {' '.join(command.words)}")[2].split("|")[0].split(">")[0]
        assert {word for word in ours.split() if word.startswith("-") and word != "-"} <= known, example.line


def test_every_error_has_an_exit_code() -> None:
    def below(kind: type[CleanarcError]) -> set[type[CleanarcError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    codes = {kind.__name__: code_of(kind("")) for kind in below(CleanarcError)}
    assert codes["UsageError"] == ExitCode.WRONG_USE
    assert codes["NotFoundError"] == ExitCode.DOES_NOT_HOLD
    assert {code for name, code in codes.items() if name.startswith("Archive")} == {ExitCode.UNUSABLE}


def test_the_reference_is_what_the_code_says() -> None:
    subprocess.run([sys.executable, ROOT / "docs" / "generate.py", "--check"], check=True, timeout=120)


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda page: page.name)
def test_links_between_pages_hold(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("url", ["http://[x", "no address", "", "http://lindmouth.example:port/"])
def test_an_address_that_can_not_be_read_counts_as_none(url: str) -> None:
    page = "<html><body><h1>Harbour reopens</h1><p>The harbour reopened on Monday, after weeks.</p></body></html>"
    assert cleanarc.clean(page, url=url).metadata == cleanarc.clean(page).metadata
