"""A forest of small decision trees, read in plain numpy.

Each tree asks the same question of all that stands on one level, so that the answers to its questions, read as a binary
number, are the leaf. All questions of all trees are asked of all rows at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cleanarc.cleaning.judge.arrays import Array, Floats

_DIGITS = 4


@dataclass(frozen=True)
class Forest:
    """`columns` names the numbers that are compared. `feature` and `threshold` have a row a tree and a column a level,
    from the root: is that number greater than the threshold? The first answer is the highest digit of the place in
    `leaf`, which has the log odds that each tree adds."""

    columns: tuple[str, ...]
    feature: Array
    threshold: Array
    leaf: Array

    def chances(self, numbers: Mapping[str, Array], size: int) -> Floats:
        """The chance from 0 to 1 of each of `size` rows."""
        values = np.empty((len(self.columns), size), np.float32)
        for n, name in enumerate(self.columns):
            values[n] = numbers[name]
        trees, depth = self.feature.shape
        answers = values[self.feature.ravel()] > self.threshold.ravel()[:, None]
        answers = answers.reshape(trees, depth, size)
        leaf = np.zeros((trees, size), np.intp)
        for level in range(depth):
            leaf += leaf
            leaf += answers[:, level]
        leaf += (np.arange(trees) << depth)[:, None]
        # No index is ever out of range; "clip" saves numpy from looking.
        odds = self.leaf.ravel().take(leaf, mode="clip").sum(axis=0, dtype=np.float64)
        # Processors differ in the last digits of sums and powers: archives must not.
        chances: Floats = np.round(1 / (1 + np.exp(-odds)), _DIGITS).astype(np.float32)
        return chances
