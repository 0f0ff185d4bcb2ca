"""A learner takes sightings in, in any order, and tells what lines their sites put around articles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import numpy as np

from cleanarc.archive.learned import unusable
from cleanarc.formats.damage import DamageError
from cleanarc.formats.learned_jsonl import learned_of
from cleanarc.learning.count import Counts, articles_of, counts, ids_of, sighted
from cleanarc.learning.runs import Buffer, Keys, Run, read_run, with_texts
from cleanarc.learning.sight import Sighting
from cleanarc.model import Kind, Learned, LearnedLine, Mark, Where
from cleanarc.rules.folding import bare
from cleanarc.rules.frame_words import frame_words
from cleanarc.rules.phrase_tables import load_phrases
from cleanarc.rules.words import count_words


@dataclass(frozen=True, slots=True)
class Size:
    """How much is held in memory: the bytes of the sightings of one run, and the rows that are counted together."""

    run_bytes: int = 64 << 20
    part_rows: int = 1 << 20


@dataclass(frozen=True, slots=True)
class Known:
    """Numbers of 64 bits that are known, such as the ids of sightings, sorted."""

    ids: Keys = field(default_factory=lambda: np.empty(0, np.uint64))

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Self:
        return cls(np.unique(np.fromiter(numbers, np.uint64)))

    def __contains__(self, number: int) -> bool:
        at = int(np.searchsorted(self.ids, np.uint64(number)))
        return at < len(self.ids) and int(self.ids[at]) == number


class Learner:
    """Sightings of before, in their runs, and new ones. A context manager: what it has on disk goes when it ends.

    `known` are those of before: they teach nothing new.
    """

    def __init__(self, stored: Iterable[Run] = (), size: Size | None = None) -> None:
        self._size = size or Size()
        self._stored = tuple(stored)
        self._new: list[Run] = []
        self.known = Known(ids_of(self._stored))
        self._buffer = Buffer()
        self._folder = TemporaryDirectory(prefix="cleanarc-")
        self._names = count()
        self._counts: Counts | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    @property
    def has_news(self) -> bool:
        """Whether there are new sightings."""
        return bool(self._new or self._buffer.sightings)

    def add(self, sighting: Sighting) -> None:
        """Takes a sighting; the same one again changes nothing."""
        if sighting.id not in self.known:
            self._buffer.add(sighting)
            if self._buffer.size >= self._size.run_bytes:
                self._spill()

    def freeze(self) -> Learned:
        """What all sightings together teach. Raises ArchiveDamagedError when a run of before is malformed."""
        self._spill()
        runs = [*self._stored, *self._new]
        seen = sighted(runs)
        self._counts = counts(seen, articles_of(seen, self._size.part_rows), self._size.part_rows)
        site_wide = self._counts.site_wide
        wanted = np.array(sorted(site_wide), np.uint64)
        marks = {key: mark for run in runs for key, mark in _marks(run, wanted)}
        return learned_of(_line(mark, *site_wide[key]) for key, mark in marks.items())

    def new_runs(self) -> Iterator[Iterator[bytes]]:
        """The runs of the new sightings, to be stored, once they were frozen. They hold the texts of lines that more
        than one sighting holds: of any other, the next sighting will have the text."""
        repeated = self._counts.repeated if self._counts else np.empty(0, np.uint64)
        return (with_texts(run, repeated) for run in self._new)

    def _spill(self) -> None:
        if not self._buffer.sightings:
            return
        path = Path(self._folder.name) / str(next(self._names))
        with path.open("wb") as file:
            file.writelines(self._buffer.encoded())
        self._new.append(read_run(path))
        self._buffer = Buffer()


def _marks(run: Run, wanted: Keys) -> Iterator[tuple[int, Mark]]:
    try:
        yield from run.marks(wanted)
    except DamageError as error:
        raise unusable(run.path, str(error)) from error


def _line(mark: Mark, n: int, of: int, group: tuple[str, str]) -> LearnedLine:
    return LearnedLine(group[0], mark, _kind(mark), n, of)


def _kind(mark: Mark) -> Kind | None:
    """The kind of boilerplate that a line is by its words."""
    text = bare(mark.text)
    if mark.where is Where.TAIL:
        kind = frame_words().tails.get(text)
        return Kind(kind) if kind else None
    phrase = load_phrases().find(text, count_words(text))
    return phrase.kind if phrase else None
