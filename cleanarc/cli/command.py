"""A command whose help has examples and exit codes, and the options that several commands share."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from cleanarc.cli.exit_codes import MEANINGS, ExitCode

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Example:
    """A command line as one would type it, and what it does."""

    line: str
    what: str


class Command(click.Command):
    """A click command that declares its examples, and says where its exit code 1 means something of its own.

    `group` is the name of the group that it is one of, None for most.
    """

    def __init__(
        self,
        *args: Any,
        examples: tuple[Example, ...],
        fails_when: str | None = None,
        group: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.group = group
        self.meanings = MEANINGS | ({ExitCode.DOES_NOT_HOLD: fails_when} if fails_when else {})

    @property
    def words(self) -> tuple[str, ...]:
        """What calls it, behind the name of the program."""
        return (*([self.group] if self.group else []), str(self.name))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"{'':{formatter.current_indent}}{example.line}\n")
                with formatter.indentation():
                    formatter.write_text(example.what)
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code.value), meaning) for code, meaning in self.meanings.items()])


def archive_option(decorated: _Decorated) -> _Decorated:
    """`--archive DIR`, else $CLEANARC_ARCHIVE, else `cleanarc-archive` in the current folder."""
    return click.option(
        "--archive",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="CLEANARC_ARCHIVE",
        default=Path("cleanarc-archive"),
        metavar="DIR",
        help="The archive; else $CLEANARC_ARCHIVE, else cleanarc-archive in the current folder.",
    )(decorated)


def cleaning_option(decorated: _Decorated) -> _Decorated:
    """`--cleaning N`: an older cleaning of a document."""
    return click.option(
        "--cleaning",
        type=click.IntRange(1),
        metavar="N",
        help="Its N-th cleaning, 1 for the oldest; the newest when not given.",
    )(decorated)


def learned_option(decorated: _Decorated) -> _Decorated:
    """`--learned FILE`: lines that `cleanarc learn -o FILE` wrote."""
    return click.option(
        "--learned",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Lines of the page's site, from 'cleanarc learn -o FILE'.",
    )(decorated)


def json_option(decorated: _Decorated) -> _Decorated:
    """`--json`: the same facts as one JSON value."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(decorated)


def log_option(decorated: _Decorated) -> _Decorated:
    """`--log FILE`: a log of the run."""
    return click.option(
        "--log", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Add a log of the run to FILE."
    )(decorated)


def workers_option(decorated: _Decorated) -> _Decorated:
    """`--workers N`, else as many as there are cores that this process may use."""
    return click.option(
        "--workers",
        type=click.IntRange(min=0),
        default=_cores,
        metavar="N",
        help="How many processes do the work, else one a core; 0: only this one, with no limit of time and memory.",
    )(decorated)


def _cores() -> int:
    # Where the system has such a thing, fewer may be this process's than the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def rules_option(decorated: _Decorated) -> _Decorated:
    """`--rules PATH`, which may be given again: rules of one's own."""
    return click.option(
        "--rules",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="A file or folder with rules of your own; may be given again.",
    )(decorated)
