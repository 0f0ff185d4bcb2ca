"""Rows to learn from: the blocks of all pages with the numbers of either round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cleanarc.cleaning.judge.arrays import Array, Columns
from cleanarc.cleaning.judge.names import Names
from cleanarc.cleaning.judge.near import near
from cleanarc.cleaning.judge.numbers import numbers_of
from cleanarc.cleaning.judge.verdict import Glance, headline_of, look_closely
from cleanarc.cleaning.metadata import known_title
from cleanarc.cleaning.propose import by_rules, description_of, near_view
from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Removal
from cleanarc.rules.registry import load_rules
from training.corpora import GoldPage
from training.labels import Label

_TEXT_WEIGHT = 10.0
_BLOCK_WEIGHT = 0.5
_MOST_WEIGHT = 5.0
_LEAST_TEXT = 500.0


@dataclass(frozen=True, slots=True)
class Learnt:
    """A page to learn from, cut into blocks that are labelled."""

    page: GoldPage
    fold: int
    segmented: Segmented
    labels: Array


def first_columns(page: Learnt, names: Names) -> Columns:
    """The numbers of the first round, of all blocks of a page."""
    layout = page.segmented.layout
    return numbers_of(layout.tree, layout.pieces, names)[1] if layout else {}


def closer_columns(page: Learnt, names: Names, chances: Array) -> tuple[Array, Columns]:
    """The places of the near blocks, by the chances of the first round, and their numbers of the second."""
    layout = page.segmented.layout
    if layout is None:
        return np.empty(0, np.int32), {}
    blocks, columns = numbers_of(layout.tree, layout.pieces, names)
    seen = Glance(blocks, columns, chances, near(chances, headline_of(blocks, chances)))
    head = page.segmented.head
    title = known_title(head, page.page.url, page.segmented.page.text)
    view = near_view(page.segmented, seen, title, page.page.url)
    removals = [p for p in by_rules(view, load_rules()).proposals if isinstance(p, Removal)]
    return seen.near, look_closely(seen, view, removals, description_of(head))


def weights_of(page: Learnt, places: Array, usual: int) -> Array:
    """How much the blocks at some places count: by their share of the article's text and as a block; free ones nothing.
    Those of a page that has more than is usual count less: no page, and no long block, is to outweigh the others."""
    layout = page.segmented.layout
    size = np.array([len(text) for text in layout.pieces.texts] if layout else [], np.float64)
    return np.asarray(shares_of_text(size, page.labels)[places] * min(1.0, usual / max(len(places), 1)))


def shares_of_text(sizes: Array, labels: Array) -> Array:
    """How much blocks or lines of some sizes count by their share of the article's text and by themselves."""
    article = max(float(sizes[labels == Label.IN].sum()), _LEAST_TEXT)
    weight = np.minimum(_TEXT_WEIGHT * sizes / article + _BLOCK_WEIGHT, _MOST_WEIGHT)
    weight[labels == Label.FREE] = 0.0
    return np.asarray(weight)


def stacked(columns: Sequence[Mapping[str, Array]]) -> Array:
    """One matrix of all pages' numbers, columns in the order of the first page's."""
    names = list(columns[0])
    return np.concatenate([np.stack([np.asarray(page[name], np.float32) for name in names], 1) for page in columns])
