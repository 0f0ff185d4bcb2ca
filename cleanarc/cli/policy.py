"""`--keep` and `--drop`: what stands in the clean text, where tastes differ."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from cleanarc.errors import UsageError
from cleanarc.model import Policy

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


def policy_options(decorated: _Decorated) -> _Decorated:
    """The two options, each of which may be given again; `policy_of` reads them."""
    keep = click.option(
        "--keep",
        multiple=True,
        type=click.Choice(["captions", "credits", "standfirsts"]),
        metavar="WHAT",
        help="Keep captions, credits or standfirsts in the text; may be given again.",
    )
    drop = click.option(
        "--drop",
        multiple=True,
        type=click.Choice(["standfirsts", "subheadings"]),
        metavar="WHAT",
        help="Leave standfirsts or subheadings out of the text; may be given again.",
    )
    return keep(drop(decorated))


def policy_of(keep: tuple[str, ...], drop: tuple[str, ...]) -> Policy:
    """The policy that the options ask for. Raises UsageError where they contradict each other."""
    if "standfirsts" in keep and "standfirsts" in drop:
        raise UsageError("--keep standfirsts and --drop standfirsts exclude each other: leave one out.")
    return Policy(
        captions="captions" in keep,
        credits="credits" in keep,
        standfirst="keep" if "standfirsts" in keep else "drop" if "standfirsts" in drop else "auto",
        subheadings="subheadings" not in drop,
    )
