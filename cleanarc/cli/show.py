"""`cleanarc show`: one document of the archive."""

from dataclasses import asdict
from pathlib import Path

import click

from cleanarc import api
from cleanarc.cli.command import Command, Example, archive_option
from cleanarc.cli.output import print_json, print_text, stdout_bytes
from cleanarc.errors import NotFoundError
from cleanarc.formats.cleaning_json import encode
from cleanarc.model import CleanResult, Document


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc show 012", "Print the clean text of document 012."),
        Example("cleanarc show 012 --raw > page.html", "Get the original back, byte for byte."),
        Example("cleanarc show 012 --metadata", "Print title, authors, date and the rest, as JSON."),
    ),
    fails_when="there is no such document, or it has no text",
)
@click.argument("name")
@click.option("--text", "part", flag_value="text", default="text", help="The clean text; this is the default.")
@click.option("--raw", "part", flag_value="raw", help="The original bytes; of a web archive's response the page in it.")
@click.option("--metadata", "part", flag_value="metadata", help="What is known of the document, as JSON.")
@click.option("--ledger", "part", flag_value="ledger", help="What was removed, repaired and protected, as JSON.")
@archive_option
def show(name: str, part: str, archive: Path) -> None:
    """Show a part of a document of the archive. NAME may be cut short where it stays the only one."""
    with api.open_archive(archive) as opened:
        document = opened.get(name)
        match part:
            case "raw":
                stdout_bytes().write(document.raw)
            case "metadata":
                print_json(_facts(document))
            case "ledger":
                print_json(encode(_result(document))["ledger"])
            case _:
                print_text(_result(document).text)


def _facts(document: Document) -> dict[str, object]:
    known = asdict(document.metadata) if document.metadata else {}
    return {
        "name": document.name,
        "sha256": document.sha256,
        **known,
        "sources": [asdict(source) for source in document.sources],
        "problems": [asdict(problem) for problem in document.problems],
    }


def _result(document: Document) -> CleanResult:
    if document.result is None:
        why = " ".join(problem.message for problem in document.problems)
        raise NotFoundError(f"{document.name} has no text. {why}")
    return document.result
