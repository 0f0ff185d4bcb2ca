"""A forest of small decision trees, read in plain numpy.

Each tree is complete: `depth` comparisons lead from its root to one of 2 ** depth leaves, so that all trees are read
for all rows at once, a level at a time.
"""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from cleanarc.cleaning.judge.arrays import Array, Floats

_DIGITS = 4
_AT_ONCE = 12_000
"""Nodes of a level that are looked at together: from 128 KB on, memory comes from the system anew for each array, which
takes as long as to look."""


@dataclass(frozen=True)
class Forest:
    """`columns` names the numbers that are compared. `feature` and `threshold` have a row a tree and a column an inner
    node, from the root, level by level; a number greater than the threshold leads to the right. `leaf` has the log odds
    that each tree adds."""

    columns: tuple[str, ...]
    feature: Array
    threshold: Array
    leaf: Array

    def chances(self, numbers: Mapping[str, Array], size: int) -> Floats:
        """The chance from 0 to 1 of each of `size` rows."""
        rows = np.array([numbers[name] for name in self.columns], np.float32).T
        odds = np.empty(size)
        step = max(1, _AT_ONCE // len(self.leaf))
        for start in range(0, size, step):
            odds[start : start + step] = self._odds(rows[start : start + step])
        # Processors differ in the last digits of sums and powers: archives must not.
        chances: Floats = np.round(1 / (1 + np.exp(-odds)), _DIGITS).astype(np.float32)
        return chances

    def _odds(self, rows: Floats) -> Array:
        """The log odds of some rows, all trees at once."""
        size, width = rows.shape
        values = rows.ravel()
        row_at = (np.arange(size) * width)[:, None]
        (feature, threshold), *deeper = self._levels
        # No index is ever out of range; "clip" saves numpy from looking.
        node = 2 * np.arange(len(feature)) + (rows.take(feature, axis=1, mode="clip") > threshold)
        for feature, threshold in deeper:
            compared = feature.take(node, mode="clip")
            compared += row_at
            right = values.take(compared, mode="clip") > threshold.take(node, mode="clip")
            node += node
            node += right
        odds: Array = self.leaf.ravel().take(node, mode="clip").sum(axis=1, dtype=np.float64)
        return odds

    @cached_property
    def _levels(self) -> Sequence[tuple[Array, Array]]:
        """Features and thresholds of each level, those of all trees in a row: below node n of a level are 2n and
        2n + 1 of the next."""
        depth = self.feature.shape[1].bit_length()
        levels = [slice((1 << level) - 1, (2 << level) - 1) for level in range(depth)]
        return [(self.feature[:, level].ravel(), self.threshold[:, level].ravel()) for level in levels]


def read_arrays(path: Path) -> tuple[dict[str, Array], str]:
    """The arrays of a model's file, and the SHA-256 of its bytes, in hex."""
    data = path.read_bytes()
    with np.load(io.BytesIO(data)) as file:
        return dict(file), hashlib.sha256(data).hexdigest()


def forest_of(arrays: Mapping[str, Array], which: str) -> Forest:
    """One of the forests of a model's file, by its name there."""
    return Forest(
        tuple(arrays[f"{which}_columns"].tolist()),
        arrays[f"{which}_feature"].astype(np.intp),
        arrays[f"{which}_threshold"],
        arrays[f"{which}_leaf"],
    )
