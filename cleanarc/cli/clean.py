"""`cleanarc clean`: one document to standard output."""

from pathlib import Path

import click

from cleanarc import api
from cleanarc.cli.command import Command, Example, json_option, learned_option, rules_option
from cleanarc.cli.output import print_json, print_problems, print_text, stdin_bytes
from cleanarc.cli.policy import policy_of, policy_options
from cleanarc.formats.cleaning_json import encode


@click.command(
    cls=Command,
    examples=(
        Example("cleanarc clean page.html", "Print the article's text."),
        Example("curl -s URL | cleanarc clean - --url URL", "Clean a page from the web, by its site's rules too."),
        Example("cleanarc clean page.html --json | jq .metadata", "Print what is known of the article."),
        Example("cleanarc clean page.html --keep captions --drop subheadings", "Say what counts as text."),
        Example("cleanarc clean page.html --rules my-rules/", "Clean with rules of your own; see docs/rules.md."),
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--url", help="The page's own address.")
@policy_options
@rules_option
@learned_option
@json_option
def clean(
    *,
    file: Path,
    url: str | None,
    keep: tuple[str, ...],
    drop: tuple[str, ...],
    rules: tuple[Path, ...],
    learned: Path | None,
    as_json: bool,
) -> None:
    """Clean one document and print its text.

    FILE is HTML or plain text, whatever its name says, or "-" for standard input. What went wrong with it is said on
    standard error.
    """
    from_stdin = str(file) == "-"
    policy = policy_of(keep, drop)
    lines = api.read_learned(learned) if learned else None
    if from_stdin:
        result = api.clean(stdin_bytes(), url, policy=policy, rules=rules, learned=lines)
    else:
        result = api.clean_file(file, url, policy=policy, rules=rules, learned=lines)
    if as_json:
        print_json(encode(result))
    else:
        print_text(result.text)
        print_problems("standard input" if from_stdin else str(file), result.problems)
