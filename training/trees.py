"""Grows a forest by gradient boosting: each tree corrects what those before it got wrong.

All nodes on one level of a tree ask the same question, the one that gains most in all of them together: such trees are
read fast, and they learn less by heart than trees that are free to ask.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cleanarc.cleaning.judge.arrays import Array
from cleanarc.cleaning.judge.forest import Forest

_BINS = 64
"""Steps that the numbers of a column are told apart by."""
_ROWS = 0.8
_COLUMNS = 0.3
"""Shares of rows and columns that a tree is grown from, drawn anew for each."""
_RESTRAINT = 5.0
"""Weight that pulls each leaf towards nothing."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a forest is, and how fast it learns."""

    trees: int
    depth: int
    rate: float


def grow(rows: Array, labels: Array, weights: Array, columns: Sequence[str], shape: Shape) -> Forest:
    """A forest that gives the log odds of a label of 1. The same input gives the same forest."""
    borders = [_borders(column) for column in rows.T]
    bins = np.stack([np.searchsorted(of, column) for of, column in zip(borders, rows.T, strict=True)]).astype(np.int32)
    random = np.random.default_rng(1)
    telling = np.flatnonzero([len(of) > 0 for of in borders])
    drawn = max(1, round(_COLUMNS * len(telling)))
    base = np.log(weights[labels == 1].sum() / weights[labels != 1].sum())
    odds = np.full(len(rows), base)
    feature = np.zeros((shape.trees, shape.depth), np.int64)
    threshold = np.zeros((shape.trees, shape.depth), np.float32)
    leaves = np.zeros((shape.trees, 2**shape.depth), np.float32)
    for n in range(shape.trees):
        chances = 1 / (1 + np.exp(-odds))
        slope, bend = weights * (chances - labels), weights * chances * (1 - chances)
        chosen = np.flatnonzero(random.random(len(rows)) < _ROWS)
        asked = np.sort(random.choice(telling, drawn, replace=False))
        questions = _questions(bins[np.ix_(asked, chosen)], slope[chosen], bend[chosen], shape.depth)
        leaf = np.zeros(len(rows), np.int64)
        for level, (place, border) in enumerate(questions):
            column = asked[place]
            feature[n, level], threshold[n, level] = column, borders[column][border]
            leaf = 2 * leaf + (bins[column] > border)
        steep = np.bincount(leaf[chosen], slope[chosen], leaves.shape[1])
        bent = np.bincount(leaf[chosen], bend[chosen], leaves.shape[1])
        leaves[n] = -shape.rate * steep / (bent + _RESTRAINT)
        odds += leaves[n][leaf]
    leaves[0] += base
    used, places = np.unique(feature, return_inverse=True)
    return Forest(tuple(columns[n] for n in used.tolist()), places.reshape(feature.shape), threshold, leaves)


def _borders(column: Array) -> Array:
    """The thresholds that are tried of a column: between all of its values where they are few."""
    values = np.unique(column)
    if len(values) > _BINS:
        values = np.unique(np.quantile(column, np.linspace(0, 1, _BINS + 1)[1:], method="lower"))
    return values[:-1].astype(np.float32)


def _questions(bins: Array, slope: Array, bend: Array, depth: int) -> Iterator[tuple[int, int]]:
    """The question of each level of a tree: the place of a column in `bins`, and the border that is asked for."""
    leaf = np.zeros(bins.shape[1], np.int64)
    # Borders that no row lies beyond part nothing.
    idle = np.arange(_BINS - 1) >= bins.max(axis=1)[:, None]
    for level in range(depth):
        gains = np.stack([_gains(leaf * _BINS + column, slope, bend, 2**level) for column in bins])
        gains[idle] = -np.inf
        place, border = divmod(int(np.argmax(gains)), _BINS - 1)
        yield place, border
        leaf = 2 * leaf + (bins[place] > border)


def _gains(keys: Array, slope: Array, bend: Array, leaves: int) -> Array:
    """What is gained by parting all leaves at each border; `keys` tells leaf and bin of each row."""
    steep = np.bincount(keys, slope, leaves * _BINS).reshape(leaves, _BINS).cumsum(1)
    bent = np.bincount(keys, bend, leaves * _BINS).reshape(leaves, _BINS).cumsum(1)
    left, right = steep[:, :-1], steep[:, -1:] - steep[:, :-1]
    gains = left**2 / (bent[:, :-1] + _RESTRAINT) + right**2 / (bent[:, -1:] - bent[:, :-1] + _RESTRAINT)
    return np.asarray(gains.sum(axis=0))
