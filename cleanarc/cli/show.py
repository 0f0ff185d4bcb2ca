"""`cleanarc show`: one document of the archive."""

from dataclasses import asdict
from pathlib import Path

import click

from cleanarc import api
from cleanarc.cli.command import Command, Example, archive_option, cleaning_option
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
        Example("cleanarc show 012 --cleanings", "List how often it was cleaned, and with what."),
        Example("cleanarc show 012 --cleaning 1", "Print the text as it was cleaned first."),
    ),
    fails_when="there is no such document, or it has no text",
)
@click.argument("name")
@click.option("--text", "part", flag_value="text", default="text", help="The clean text; this is the default.")
@click.option("--raw", "part", flag_value="raw", help="The original bytes; of a web archive's response the page in it.")
@click.option("--metadata", "part", flag_value="metadata", help="What is known of the document, as JSON.")
@click.option("--ledger", "part", flag_value="ledger", help="What was removed, repaired and protected, as JSON.")
@click.option("--cleanings", "part", flag_value="cleanings", help="All of its cleanings, oldest first, as JSON.")
@cleaning_option
@archive_option
def show(name: str, part: str, cleaning: int | None, archive: Path) -> None:
    """Show a part of a document of the archive. NAME may be cut short where it stays the only one.

    A document that `cleanarc reclean` cleaned again keeps its older cleanings, each with its number. Of one that
    was removed, this says when, and why.
    """
    with api.open_archive(archive) as opened:
        if part == "cleanings":
            print_json([asdict(facts) for facts in opened.cleanings(name)])
            return
        document = opened.get(name, cleaning)
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
