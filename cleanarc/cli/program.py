"""The program `cleanarc`: its commands, and what becomes of an error."""

import gc
import os
import signal
import sys
from io import TextIOWrapper
from types import FrameType
from typing import Any

import click

from cleanarc.cli.clean import clean
from cleanarc.cli.command import Command
from cleanarc.cli.exit_codes import ExitCode, code_of
from cleanarc.cli.explain import explain
from cleanarc.cli.export import export
from cleanarc.cli.ingest import ingest
from cleanarc.cli.learn import learn
from cleanarc.cli.ls import ls
from cleanarc.cli.rebuild import rebuild
from cleanarc.cli.reclean import reclean
from cleanarc.cli.remove import remove
from cleanarc.cli.repair import repair
from cleanarc.cli.revisions import revisions
from cleanarc.cli.rules import check, list_, show_rule
from cleanarc.cli.show import show
from cleanarc.cli.verify import verify
from cleanarc.errors import CleanarcError
from cleanarc.runners.nursery_main import COLLECT_AFTER

COMMANDS: tuple[Command, ...] = (
    *(ingest, clean, explain, ls, show, revisions, export, learn, verify, repair, rebuild, reclean, remove),
    *(list_, show_rule, check),
)
GROUPS = {"rules": "The rules: what each is, and whether it does what it says."}
"""Commands of several words, by the first, with what is said of all of them."""


class Program(click.Group):
    """A group that lists its commands in the order of use, and turns errors into a sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except CleanarcError as error:
            _fail(ctx, str(error), code_of(error))
        except BrokenPipeError:
            _give_up_output()
            ctx.exit(ExitCode.BROKEN_PIPE)
        except OSError as error:
            _give_up_output()
            _fail(ctx, f"{error.strerror}: {error.filename or 'standard output'}", ExitCode.DOES_NOT_HOLD)
        except KeyboardInterrupt:
            _fail(ctx, "Interrupted. Run the same command again to go on.", ExitCode.INTERRUPTED)


def _give_up_output() -> None:
    """Lets what can't be written go nowhere, or the interpreter complains of it when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(ctx: click.Context, message: str, code: ExitCode) -> None:
    click.echo(f"cleanarc: {message}", err=True)
    ctx.exit(code)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cleanarc")
def program() -> None:
    """Cleans articles of boilerplate and archives them, raw and clean, in WARC files.

    \b
    cleanarc ingest saved-pages/     clean and archive a folder
    cleanarc explain page.html       see what is removed, and why

    "cleanarc COMMAND --help" has examples, and the exit codes.
    """


def _add(command: Command) -> None:
    group: click.Group = program
    if command.group:
        found = program.commands.get(command.group)
        group = found if isinstance(found, click.Group) else click.Group(command.group, help=GROUPS[command.group])
        program.add_command(group)
    group.add_command(command)


for _command in COMMANDS:
    _add(_command)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """The console entry point. Output is UTF-8, whatever the locale says; who asks it to end is heard as Ctrl-C is."""
    signal.signal(signal.SIGTERM, _interrupt)
    gc.set_threshold(COLLECT_AFTER)
    # Opened anew because an unbuffered stdout (python -u) loses what a single write does not take.
    sys.stdout = os.fdopen(sys.stdout.fileno(), "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    program(prog_name="cleanarc")
