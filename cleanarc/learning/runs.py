"""Runs: what some pages teach, sorted, in one file. Runs are added by counting them together; none is ever changed.

A run is one line of JSON and what it announces: arrays of little-endian numbers, sorted, then the texts of lines. The
same sightings give the same bytes, in whatever order they came. docs/learning.md describes them byte for byte.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.damage import DamageError
from cleanarc.learning.sight import Sighting
from cleanarc.model import Mark, Where

SCHEMA = 1

Keys = NDArray[np.uint64]
Rows = NDArray[Any]
"""Rows of one of the types below."""

SIGHTING = np.dtype([("id", "<u8"), ("uri", "<u8"), ("group", "<u4"), ("words", "<u4")])
"""`group` is a place in the run's list of groups, `words` counts those of the article's paragraphs."""
PARAGRAPH = np.dtype([("key", "<u8"), ("sighting", "<u4"), ("words", "<u4")])
LINE = np.dtype([("key", "<u8"), ("sighting", "<u4")])
TEXT = np.dtype([("key", "<u8"), ("size", "<u4")])
Table = Literal["sightings", "paragraphs", "lines", "texts"]
_TYPES: Mapping[Table, np.dtype[Any]] = {"sightings": SIGHTING, "paragraphs": PARAGRAPH, "lines": LINE, "texts": TEXT}


@dataclass(frozen=True)
class Run:
    """A run on disk, of which little is ever in memory. `groups` are pairs of site and form.

    `sizes` are the rows of each table and `ends` the bytes of the file at which it ends; behind the last one stand the
    texts that `marks` reads.
    """

    path: Path
    groups: tuple[tuple[str, str], ...]
    sizes: Mapping[Table, int]
    ends: Mapping[Table, int]

    def rows(self, table: Table) -> Rows:
        """Sightings sorted by id; paragraphs and lines by key, each with the place of its sighting; texts by key.

        They are mapped into memory for as long as somebody holds them.
        """
        kind, size = _TYPES[table], self.sizes[table]
        if not size:
            return np.empty(0, kind)
        return np.memmap(self.path, kind, "r", self.ends[table] - size * kind.itemsize, (size,))

    def marks(self, wanted: Keys) -> Iterator[tuple[int, Mark]]:
        """The marks of those of the wanted lines whose text the run holds, sorted by key. Raises DamageError."""
        texts = self.rows("texts")
        ends = self.ends["texts"] + np.cumsum(texts["size"], dtype=np.int64)
        with self.path.open("rb") as file:
            for place in np.flatnonzero(np.isin(texts["key"], wanted)).tolist():
                size = int(texts["size"][place])
                file.seek(int(ends[place]) - size)
                yield int(texts["key"][place]), _mark(file.read(size))


@dataclass
class Buffer:
    """Sightings on their way to a run. `size` is about how many bytes they take up."""

    sightings: list[Sighting] = field(default_factory=list)
    marks: dict[int, Mark] = field(default_factory=dict)
    size: int = 0

    def add(self, sighting: Sighting) -> None:
        self.sightings.append(sighting)
        self.size += 200 + 100 * len(sighting.paragraphs) + 60 * len(sighting.marks)
        for key, mark in sighting.marks.items():
            # One object for one line, however many pages hold it.
            known = self.marks.setdefault(key, mark)
            sighting.marks[key] = known
            if known is mark:
                self.size += 300 + len(mark.box) + len(mark.text)

    def encoded(self) -> Iterator[bytes]:
        """The bytes of the run."""
        seen = {sighting.id: sighting for sighting in self.sightings}
        ordered = [seen[key] for key in sorted(seen)]
        groups = sorted({(one.site, one.form) for one in ordered})
        place = {group: n for n, group in enumerate(groups)}
        sightings = np.array(
            [(s.id, s.uri, place[s.site, s.form], sum(words for _, words in s.paragraphs)) for s in ordered], SIGHTING
        )
        paragraphs = np.array([(k, n, words) for n, s in enumerate(ordered) for k, words in s.paragraphs], PARAGRAPH)
        lines = np.array([(key, n) for n, s in enumerate(ordered) for key in s.marks], LINE)
        keys = sorted(self.marks)
        texts = ["\0".join(self.marks[key]).encode("utf-8", "replace") for key in keys]
        sizes = np.array([(key, len(text)) for key, text in zip(keys, texts, strict=True)], TEXT)
        yield from _encoded(groups, (sightings, _sorted(paragraphs), _sorted(lines), sizes), texts)


def read_run(path: Path) -> Run:
    """A run from its file. Raises OSError, and DamageError when it is none."""
    try:
        with path.open("rb") as file:
            head: dict[str, Any] = json.loads(file.readline())
            at = file.tell()
        if head["schema"] != SCHEMA:
            raise ValueError(head["schema"])
        sizes: dict[Table, int] = {table: int(head[table]) for table in _TYPES}
        ends: dict[Table, int] = {}
        for table, kind in _TYPES.items():
            at += sizes[table] * kind.itemsize
            ends[table] = at
        groups = tuple((str(site), str(form)) for site, form in head["groups"])
        run = Run(path, groups, sizes, ends)
        if path.stat().st_size != at + int(run.rows("texts")["size"].sum()):
            raise ValueError(path)
        return run
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise DamageError("it is no run of sightings that this cleanarc reads") from error


def _mark(data: bytes) -> Mark:
    try:
        where, box, text = data.decode("utf-8").split("\0")
        return Mark(Where(where), box, text)
    except ValueError as error:
        raise DamageError("it holds a text that is that of no line") from error


def with_texts(run: Run, wanted: Keys) -> Iterator[bytes]:
    """The bytes of a run that holds the texts of the wanted lines alone."""
    marks = list(run.marks(wanted))
    texts = ["\0".join(mark).encode("utf-8") for _, mark in marks]
    sizes = np.array([(key, len(text)) for (key, _), text in zip(marks, texts, strict=True)], TEXT)
    yield from _encoded(run.groups, (run.rows("sightings"), run.rows("paragraphs"), run.rows("lines"), sizes), texts)


def _encoded(groups: Iterable[tuple[str, str]], parts: Sequence[Rows], texts: Iterable[bytes]) -> Iterator[bytes]:
    counts: dict[str, int] = {name: len(rows) for name, rows in zip(_TYPES, parts, strict=True)}
    yield canonical_json({"schema": SCHEMA, "groups": [list(group) for group in groups], **counts}) + b"\n"
    yield from (rows.tobytes() for rows in parts)
    yield from texts


def _sorted(rows: Rows) -> Rows:
    return rows[np.lexsort((rows["sighting"], rows["key"]))]
