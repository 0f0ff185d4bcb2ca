"""The words by which an article's frame is known, from `data/frame.toml`, folded as lines are."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleanarc.rules.folding import fold

_TABLE = Path(__file__).parent / "data" / "frame.toml"


@dataclass(frozen=True)
class FrameWords:
    """The word lists of the frame; what each holds stands in the table."""

    byline_labels: frozenset[str]
    byline_words: frozenset[str]
    collectives: frozenset[str]
    particles: frozenset[str]
    date_labels: frozenset[str]
    date_glue: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    relative: frozenset[str]
    credit_words: frozenset[str]
    picture_agencies: frozenset[str]
    picture_libraries: frozenset[str]
    source_labels: frozenset[str]
    source_prefixes: frozenset[str]
    tails: Mapping[str, str]
    """Each label of a link behind the last sentence, with the kind of what it leads to."""
    earlier: frozenset[str]
    later: frozenset[str]


@cache
def frame_words() -> FrameWords:
    """The table, read once."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))

    def words(section: str, name: str) -> frozenset[str]:
        return frozenset(fold(word) for word in table[section][name])

    return FrameWords(
        byline_labels=words("byline", "labels"),
        byline_words=words("byline", "words"),
        collectives=words("byline", "collectives"),
        particles=words("byline", "particles"),
        date_labels=words("date", "labels"),
        date_glue=words("date", "glue"),
        months=words("date", "months"),
        weekdays=words("date", "weekdays"),
        relative=words("date", "relative"),
        credit_words=words("credit", "words"),
        picture_agencies=words("credit", "agencies"),
        picture_libraries=words("credit", "libraries"),
        source_labels=words("source", "labels"),
        source_prefixes=words("source", "prefixes"),
        tails={fold(label): kind for kind, labels in table["tail"].items() for label in labels},
        earlier=words("version", "earlier"),
        later=words("version", "later"),
    )
