"""Counting over runs: which sightings are of one article, and how many articles of a site hold a line.

Everything is counted part by part: a part is a stretch of the hashes, as much of it as memory is to hold, gathered from
all runs. Nothing depends on the order of the runs, or on what was sighted in which of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleanarc.learning.bound import LINE, PARAGRAPH, Flags, Ints
from cleanarc.learning.runs import Keys, Rows, Run

REPORT = 0.05
"""Share of an article's words that stand in paragraphs which other pages of its site have too, though not most of them,
from which it is taken for a report of the story that those tell."""
CAPTURE = 0.5
"""Share of its words that stand in paragraphs of other pages, be it most of them, from which it is taken for another
capture of an article."""


@dataclass(frozen=True)
class Sighted:
    """All sightings of some runs, each once, with its group, and where those of each run are among all.

    `words` counts those of the article's paragraphs, `uri` is a hash of the address, 0 where it is not known.
    """

    runs: Sequence[Run]
    groups: tuple[tuple[str, str], ...]
    group: Ints
    words: Ints
    uri: Keys
    places: tuple[Ints, ...]

    def __len__(self) -> int:
        return len(self.group)


class Held(NamedTuple):
    """A line that `n` of the `of` articles of a group hold."""

    n: int
    of: int
    group: tuple[str, str]


@dataclass(frozen=True)
class Counts:
    """The hashes of the lines that more than one sighting holds, sorted, and those among them that are the site's."""

    repeated: Keys
    site_wide: Mapping[int, Held]


@dataclass(frozen=True)
class _Part:
    """Rows that more than one sighting has, sorted by key and then by sighting, each once."""

    rows: Rows
    sighting: Ints

    @cached_property
    def key(self) -> Keys:
        return np.ascontiguousarray(self.rows["key"])

    def where(self, flags: Flags) -> "_Part":
        return _Part(self.rows[flags], self.sighting[flags])

    @property
    def times(self) -> Ints:
        """How many sightings have the key of each row."""
        _, which, times = np.unique(self.key, return_inverse=True, return_counts=True)
        return times[which]

    def words_of(self, sightings: int) -> Ints:
        """The words of the rows of each sighting, of so many."""
        return np.bincount(self.sighting, self.rows["words"], sightings).astype(np.int64)

    @property
    def neighbours(self) -> tuple[Ints, Ints]:
        """Pairs of sightings that have the same key."""
        same = self.key[1:] == self.key[:-1]
        return self.sighting[:-1][same], self.sighting[1:][same]


def sighted(runs: Sequence[Run]) -> Sighted:
    """The sightings of some runs."""
    ids = ids_of(runs)
    places = tuple(np.searchsorted(ids, run.rows("sightings")["id"]) for run in runs)
    groups = tuple(sorted({group for run in runs for group in run.groups}))
    number = {group: n for n, group in enumerate(groups)}
    group, words, uri = np.zeros(len(ids), np.int64), np.zeros(len(ids), np.int64), np.zeros(len(ids), np.uint64)
    for run, place in zip(runs, places, strict=True):
        rows = run.rows("sightings")
        group[place] = np.array([number[one] for one in run.groups], np.int64)[rows["group"]]
        words[place] = rows["words"]
        uri[place] = rows["uri"]
    return Sighted(runs, groups, group, words, uri, places)


def ids_of(runs: Iterable[Run]) -> Keys:
    """The ids of all sightings of some runs, sorted, each once."""
    return np.unique(np.concatenate([np.empty(0, np.uint64), *(run.rows("sightings")["id"] for run in runs)]))


def articles_of(seen: Sighted, part: int) -> Ints:
    """The article of each sighting: one for all captures of an address, and for all reports that share paragraphs.

    `part` is how many paragraphs are looked at together.
    """
    article = np.arange(len(seen))
    order = np.lexsort((seen.group, seen.uri))
    same = ~_changes(seen.uri[order], seen.group[order])[1:] & (seen.uri[order] != 0)[1:]
    article = _joined(article, order[:-1][same], order[1:][same])
    shared, notices = np.zeros(len(seen), np.int64), np.zeros(len(seen), np.int64)
    for found in _parts(seen, "paragraphs", part):
        shared += found.words_of(len(seen))
        notices += found.where(_on_most_pages(seen, found)).words_of(len(seen))
    is_capture = shared >= np.maximum(CAPTURE * seen.words, 1)
    is_report = shared - notices >= np.maximum(REPORT * seen.words, 1)
    for found in _parts(seen, "paragraphs", part):
        article = _joined(article, *found.where(is_capture[found.sighting]).neighbours)
        article = _joined(article, *found.where(is_report[found.sighting] & ~_on_most_pages(seen, found)).neighbours)
    return article


def _on_most_pages(seen: Sighted, found: _Part) -> Flags:
    """Which rows are of paragraphs that most pages of their site hold."""
    pages = np.bincount(seen.group, minlength=len(seen.groups))
    return PARAGRAPH.holds(found.times, pages[seen.group[found.sighting]])


def counts(seen: Sighted, article: Ints, part: int) -> Counts:
    """How many articles hold each line. `part` is how many lines are looked at together."""
    one_each = np.unique(article, return_index=True)[1]
    articles = np.bincount(seen.group[one_each], minlength=len(seen.groups))
    repeated = [np.empty(0, np.uint64)]
    site_wide: dict[int, Held] = {}
    for found in _parts(seen, "lines", part):
        repeated.append(np.unique(found.key))
        order = np.lexsort((article[found.sighting], found.key))
        distinct = order[_changes(found.key[order], article[found.sighting][order])]
        keys, first, times = np.unique(found.key[distinct], return_index=True, return_counts=True)
        group = seen.group[found.sighting[distinct][first]]
        for place in np.flatnonzero(LINE.holds(times, articles[group])).tolist():
            number = int(group[place])
            site_wide[int(keys[place])] = Held(int(times[place]), int(articles[number]), seen.groups[number])
    return Counts(np.concatenate(repeated), site_wide)


def _parts(seen: Sighted, what: Literal["paragraphs", "lines"], part: int) -> Iterator[_Part]:
    number = -(-sum(run.sizes[what] for run in seen.runs) // part)
    borders = np.array([n * 2**64 // number for n in range(1, number)], np.uint64)
    cuts = [[0, *np.searchsorted(run.rows(what)["key"], borders).tolist(), run.sizes[what]] for run in seen.runs]
    for n in range(number):
        pieces = [run.rows(what)[cut[n] : cut[n + 1]] for run, cut in zip(seen.runs, cuts, strict=True)]
        rows = np.concatenate(pieces)
        sighting = np.concatenate([at[piece["sighting"]] for at, piece in zip(seen.places, pieces, strict=True)])
        order = np.lexsort((sighting, rows["key"]))
        order = order[_changes(rows["key"][order], sighting[order])]
        found = _Part(rows[order], sighting[order])
        yield found.where(found.times > 1)


def _changes(*columns: NDArray[np.generic]) -> Flags:
    """Which rows differ from the one above them in any column; the first one does."""
    changes = np.zeros(len(columns[0]), bool)
    changes[:1] = True
    for column in columns:
        changes[1:] |= column[1:] != column[:-1]
    return changes


def _joined(labels: Ints, a: Ints, b: Ints) -> Ints:
    """Labels in which those of a[n] and b[n] are the same for each n: the least of all that are joined."""
    while len(a):
        left, right = labels[a], labels[b]
        apart = left != right
        a, b, left, right = a[apart], b[apart], left[apart], right[apart]
        labels = labels.copy()
        np.minimum.at(labels, np.maximum(left, right), np.minimum(left, right))
        while not np.array_equal(labels, nearer := labels[labels]):
            labels = nearer
    return labels
