"""Writes the pages that are made from the code: docs/cli.md, and docs/explain.svg from a sample.

python docs/generate.py            write them
python docs/generate.py --check    exit with 1 when docs/cli.md is not what the code says
"""

import inspect
import io
import re
import sys
from pathlib import Path

import click
from rich.console import Console

import cleanarc
from cleanarc.cli.command import Command
from cleanarc.cli.exit_codes import MEANINGS
from cleanarc.cli.marked import marked
from cleanarc.cli.program import COMMANDS

HERE = Path(__file__).parent
CLI = HERE / "cli.md"
CAPTURE = HERE / "explain.svg"
SAMPLE = HERE.parent / "samples" / "repost-fundraising-en.txt"


def reference() -> str:
    """The page on the command line, in Markdown."""
    codes = "\n".join(f"| {code.value} | {meaning} |" for code, meaning in MEANINGS.items())
    parts = [
        "# The command line",
        "Written from the code by `make docs`.",
        f"## Exit codes\n\n| code | meaning |\n|---|---|\n{codes}",
        *(_section(command) for command in COMMANDS),
    ]
    return "\n\n".join(parts) + "\n"


def _section(command: Command) -> str:
    name = " ".join(["cleanarc", *command.words])
    usage = " ".join([name, *_usage(command)])
    rows = "\n".join(f"| `{names}` | {help_text} |" for names, help_text in map(_option, _options(command)))
    examples = "\n\n".join(f"    {e.line}\n\n{e.what}" for e in command.examples)
    text = inspect.cleandoc(command.help or "")
    return f"## {name}\n\n    {usage}\n\n{text}\n\n| option | |\n|---|---|\n{rows}\n\n{examples}"


def _usage(command: Command) -> list[str]:
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    return ["[OPTIONS]", *(f"{a.metavar or str(a.name).upper()}{'...' if a.nargs == -1 else ''}" for a in arguments)]


def _options(command: Command) -> list[click.Option]:
    return [p for p in command.params if isinstance(p, click.Option)]


def _option(option: click.Option) -> tuple[str, str]:
    names = ", ".join(option.opts)
    value = "" if option.is_flag else f" {option.metavar or str(option.name).upper()}"
    return names + value, option.help or ""


def capture() -> str:
    """What `cleanarc explain` shows of a sample, as an SVG."""
    result = cleanarc.clean(SAMPLE.read_bytes())
    console = Console(record=True, width=110, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(marked(result, colour=True))
    svg = console.export_svg(title=f"cleanarc explain samples/{SAMPLE.name}")
    # A picture should fetch nothing: without the web font it is drawn in the reader's own.
    return re.sub(r"@font-face \{[^}]*\}\s*", "", svg)


def main() -> int:
    if "--check" in sys.argv[1:]:
        return CLI.read_text("utf-8") != reference()
    CLI.write_text(reference(), "utf-8")
    CAPTURE.write_text(capture(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
