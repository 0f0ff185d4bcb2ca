"""What is measured of a system, as numbers from 0 to 1 unless told otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """How near texts come to gold: word 4-grams, whole texts, words. Means over pages."""

    precision: float
    recall: float
    f1: float
    exact: float
    word_f1: float


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of the pages with such metadata where it was told rightly: the title, all authors and no others, the day.

    `invented_day` is the share of pages without a day in gold where one was told; None where all have one."""

    title: float
    authors: float
    day: float
    invented_day: float | None


@dataclass(frozen=True, slots=True)
class Speed:
    """`ratio` is how many times faster than trafilatura; `pages` are those of a second of CPU time."""

    ratio: float
    pages: float


@dataclass(frozen=True, slots=True)
class RecordSpeed:
    """`write` and `read` are how many times faster than warcio, `size` how many times smaller than the plain records.

    None where a program was not asked to write."""

    write: float | None
    read: float
    size: float | None


@dataclass(frozen=True, slots=True)
class RunSpeed:
    """Seconds by the clock that a whole run takes, by its number of processes."""

    seconds: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Results:
    """By corpus and system, speed by system. A system that is not there was not measured."""

    quality: Mapping[str, Mapping[str, Quality]]
    found: Mapping[str, Mapping[str, Found]]
    speed: Mapping[str, Speed]
    records: Mapping[str, RecordSpeed]
    runs: Mapping[str, RunSpeed]
