"""Trains a forest with LightGBM and turns it into complete trees that plain numpy reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np

from cleanarc.cleaning.judge.arrays import Array
from cleanarc.cleaning.judge.forest import Forest


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a forest is, and how fast it learns."""

    trees: int
    depth: int
    leaves: int
    rate: float


def grow(rows: Array, labels: Array, weights: Array, columns: Sequence[str], shape: Shape) -> Forest:
    """A forest that gives the log odds of a label of 1. The same input gives the same forest."""
    settings = {
        "objective": "binary",
        "num_leaves": shape.leaves,
        "max_depth": shape.depth,
        "learning_rate": shape.rate,
        "min_data_in_leaf": 60,
        "lambda_l2": 5.0,
        "feature_fraction": 0.2,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "max_bin": 63,
        "boost_from_average": True,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 2,
        "seed": 1,
        "verbose": -1,
    }
    data = lightgbm.Dataset(rows, labels, weight=weights, feature_name=list(columns))
    dump: dict[str, Any] = lightgbm.train(settings, data, shape.trees).dump_model()
    inner = 2**shape.depth - 1
    feature = np.zeros((shape.trees, inner), np.int64)
    threshold = np.full((shape.trees, inner), np.inf, np.float32)
    leaf = np.zeros((shape.trees, inner + 1), np.float32)
    for n, tree in enumerate(dump["tree_info"]):
        _fill(tree["tree_structure"], 0, feature[n], threshold[n], leaf[n])
    used, places = np.unique(feature, return_inverse=True)
    names = tuple(columns[n] for n in used.tolist())
    return Forest(names, places.reshape(feature.shape), threshold, leaf)


def _fill(node: dict[str, Any], place: int, feature: Array, threshold: Array, leaf: Array) -> None:
    """Writes a node and all below it; a leaf that stands high up is written to every place below it."""
    inner = len(feature)
    if "leaf_value" in node:
        first = last = place
        while first < inner:
            first, last = 2 * first + 1, 2 * last + 2
        leaf[first - inner : last - inner + 1] = node["leaf_value"]
        return
    feature[place], threshold[place] = node["split_feature"], node["threshold"]
    _fill(node["left_child"], 2 * place + 1, feature, threshold, leaf)
    _fill(node["right_child"], 2 * place + 2, feature, threshold, leaf)
