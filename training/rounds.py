"""A round of learning: forests for all folds, and how much each page is to count in it."""

from dataclasses import dataclass

import numpy as np

from cleanarc.cleaning.judge.arrays import Array
from cleanarc.cleaning.judge.forest import Forest
from cleanarc.cleaning.judge.near import LIKELY
from training.trees import Shape, grow

FOLDS = 5
_DOUBT = 0.3
"""How much less a page counts in a second round by each of its rows but one that is misjudged."""


@dataclass(frozen=True, slots=True)
class Task:
    """The rows of one round. Those without weight are tested, but not learned from."""

    rows: Array
    columns: list[str]
    labels: Array
    weights: Array
    folds: Array


def grow_round(task: Task, shape: Shape) -> tuple[list[Forest], Array]:
    """A forest for each fold from the others, one from all, and the chances that each row has from its fold's."""
    forests, chances = grow_folds(task, shape)
    return [*forests, _grown(task, np.ones(len(task.rows), bool), shape)], chances


def grow_folds(task: Task, shape: Shape) -> tuple[list[Forest], Array]:
    chances = np.zeros(len(task.rows), np.float32)
    forests = []
    for fold in range(FOLDS):
        forest = _grown(task, task.folds != fold, shape)
        tested = task.folds == fold
        numbers = {name: task.rows[tested, task.columns.index(name)] for name in forest.columns}
        chances[tested] = forest.chances(numbers, int(tested.sum()))
        forests.append(forest)
    return forests, chances


def _grown(task: Task, chosen: Array, shape: Shape) -> Forest:
    chosen = chosen & (task.weights > 0)
    return grow(task.rows[chosen], task.labels[chosen], task.weights[chosen], task.columns, shape)


def hopes(task: Task, pages: Array, shape: Shape) -> Array:
    """What the weight of each row is multiplied by: less on pages on which forests that had not seen them misjudge
    several blocks. Those come out wrong anyhow, most by a taste of their gold that no other page shares."""
    _, chances = grow_folds(task, shape)
    wrong = ((chances >= LIKELY) != (task.labels > 0)) & (task.weights > 0)
    hope = 1 / (1 + _DOUBT * np.maximum(np.bincount(pages, wrong) - 1, 0))[pages]
    return np.asarray(hope * task.weights.sum() / (hope * task.weights).sum())
