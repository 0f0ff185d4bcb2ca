"""Words that open articles, from `data/openings.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "openings.toml"


@dataclass(frozen=True, slots=True)
class Openings:
    """`by_rest` are words by what is left of them without their first letter, `apart` words that are known when that
    letter stands by itself."""

    by_rest: Mapping[str, tuple[str, ...]]
    apart: frozenset[str]


@cache
def openings() -> Openings:
    """The words of all languages, in small letters."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    whole = sorted({word for words in data["whole"].values() for word in words})
    by_rest = {rest: tuple(word for word in whole if word[1:] == rest) for rest in {word[1:] for word in whole}}
    return Openings(by_rest, frozenset(whole).union(*data["apart"].values()))
