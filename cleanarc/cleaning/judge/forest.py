"""A forest of small decision trees, read in plain numpy.

Each tree is complete: `depth` comparisons lead from its root to one of 2 ** depth leaves, so that all trees are read
for all rows at once, a level at a time.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cleanarc.cleaning.judge.arrays import Array, Floats

_DIGITS = 4


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
        rows = np.empty((size, len(self.columns)), np.float32)
        for n, name in enumerate(self.columns):
            rows[:, n] = numbers[name]
        values = rows.ravel()
        trees, inner = self.feature.shape
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        row_at = (np.arange(size) * len(self.columns))[:, None]
        tree_at = np.arange(trees) * inner
        node = np.zeros((size, trees), np.intp)
        # No index is ever out of range; "clip" saves numpy from looking.
        for _ in range(inner.bit_length()):
            at = node + tree_at
            compared = feature.take(at, mode="clip")
            compared += row_at
            right = values.take(compared, mode="clip") > threshold.take(at, mode="clip")
            node += node
            node += 1
            node += right
        leaves = self.leaf.ravel().take(node + (np.arange(trees) * (inner + 1) - inner), mode="clip")
        odds = leaves.sum(axis=1, dtype=np.float64)
        # Processors differ in the last digits of sums and powers: archives must not.
        chances: Floats = np.round(1 / (1 + np.exp(-odds)), _DIGITS).astype(np.float32)
        return chances


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
