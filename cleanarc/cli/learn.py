"""`cleanarc learn`: the lines that sites put around their articles."""

from pathlib import Path
from typing import Any

import click
from rich.table import Table

from cleanarc import api
from cleanarc.cli.command import Command, Example, json_option, rules_option, workers_option
from cleanarc.cli.output import console, print_json
from cleanarc.cli.progress import watching
from cleanarc.model import Learned, LearnedLine


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc learn saved-pages/", "Show what an ingest of the folder would learn."),
        Example("cleanarc learn texts/ --url-prefix https://paper.example/", "Learn from texts, all of one site."),
        Example("cleanarc learn saved-pages/ -o learned.jsonl", "Keep it, for 'cleanarc clean --learned'."),
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH", type=click.Path(path_type=Path))
@click.option("--url-prefix", metavar="URL", help="What a path is put behind, for pages that give no address.")
@click.option("--include", multiple=True, metavar="GLOB", help="Only these paths; may be given again.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Not these paths; may be given again.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the lines."
)
@rules_option
@workers_option
@json_option
def learn(
    *,
    paths: tuple[Path, ...],
    url_prefix: str | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    output: Path | None,
    rules: tuple[Path, ...],
    workers: int,
    as_json: bool,
) -> None:
    """Show the lines that sites put around their articles, and in how many articles each stands.

    Pages teach of the site that they are on; one whose site is not known teaches nothing. Captures of one article and
    reports of one story count once.
    """
    with watching(quiet=False) as watch:
        learned = api.learn(
            paths,
            url_prefix=url_prefix,
            include=include,
            exclude=exclude,
            rules=rules,
            workers=workers,
            on_event=watch,
        )
    if output:
        api.write_learned(learned, output)
    if as_json:
        print_json({"digest": learned.digest, "lines": [_fields(line) for line in learned.lines]})
    else:
        console().print(_table(learned))


def _fields(line: LearnedLine) -> dict[str, Any]:
    return {"site": line.site, **line.mark._asdict(), "kind": line.kind, "n": line.n, "of": line.of}


def _table(learned: Learned) -> Table:
    table = Table("site", "articles", "kind", "where", "line", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for line in learned.lines:
        table.add_row(line.site, f"{line.n} of {line.of}", line.kind or "", line.mark.where, line.mark.text)
    return table
