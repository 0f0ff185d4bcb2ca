"""How far a long run has come, told as it goes."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What an ingest is doing."""

    READING = "reading"
    """The first pass: which sources there are, and what is to be done with each."""
    CLEANING = "cleaning"
    PUBLISHING = "publishing"


@dataclass(frozen=True, slots=True)
class Event:
    """`done` of `total` sources (None while that is not known) and their `bytes`; `source` is the one just done."""

    stage: Stage
    done: int
    total: int | None
    bytes: int
    source: str | None = None
