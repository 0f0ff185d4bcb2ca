"""Writing to the terminal: text, JSON, tables and problems. Facts go to stdout, everything else to stderr."""

import json
import sys
from collections.abc import Iterable
from typing import BinaryIO

import click
from rich.console import Console

from cleanarc.model import Problem


def console(*, stderr: bool = False) -> Console:
    """A terminal with colour where there is one. Nothing is guessed into links, emoji or markup."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def is_terminal(*, stderr: bool = False) -> bool:
    """Whether people are looking."""
    return (sys.stderr if stderr else sys.stdout).isatty()


def stdin_bytes() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()


def stdout_bytes() -> BinaryIO:
    """Standard output for bytes; what was printed as text before comes before them."""
    sys.stdout.flush()
    return sys.stdout.buffer


def one_line(text: str) -> str:
    """Text in which nothing breaks a line or a column."""
    return " ".join(text.split())


def print_json(value: object) -> None:
    """One JSON value, indented for people."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_text(text: str) -> None:
    """Text as it is, with no newline of ours."""
    click.echo(text, nl=False)


def print_problems(source: str, problems: Iterable[Problem]) -> None:
    """A line a problem, on stderr."""
    for problem in problems:
        click.echo(f"{one_line(source)}: {problem.code}: {problem.message}", err=True)
