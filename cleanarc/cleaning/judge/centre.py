"""The middle of a page: the containers that hold most of its text, or of what is likely to be the article's."""

import numpy as np

from cleanarc.cleaning.judge.arrays import Array, Columns
from cleanarc.cleaning.judge.blocks import Blocks, running

_FAR = 50
"""Blocks before and after a container that are told apart."""
_STEPS = 8
"""Elements up from a block in which a container is looked for."""
_SHARES = (50, 80, 95)
"""Percent of the weight that the smallest containers hold."""
_NOTHING = 1e-6


def centred(blocks: Blocks, weight: Array) -> Columns:
    """How each block stands to the container that holds most of the weight directly, and to the smallest ones that
    hold half, four fifths and nearly all of it."""
    return _to_best(blocks, weight) | _to_inmost(blocks, weight)


def _to_best(blocks: Blocks, weight: Array) -> Columns:
    elements, size = blocks.elements, len(blocks)
    at = np.arange(size)
    container = blocks.groups["direct"]
    held = np.bincount(container, weight, minlength=len(elements.parent))
    # A container counts half for what stands one box deeper, so that a list does not tear an article apart.
    held = held + 0.5 * np.bincount(elements.parent[container], weight, minlength=len(elements.parent))
    best = int(np.argmax(held))
    first, last = (int(border) for border in blocks.range_of(np.array(best)))
    return {
        "best_share": np.full(size, held[best] / max(float(weight.sum()), _NOTHING)),
        "best_inside": (at >= first) & (at < last),
        "best_before": np.clip(first - at, 0, _FAR),
        "best_after": np.clip(at - last + 1, 0, _FAR),
        "best_at": (at - first) / max(last - first, 1),
        "best_depth": elements.depth[blocks.box] - elements.depth[best],
        "best_tag": np.full(size, elements.tag[best]),
        "best_up": _steps_up(blocks, best),
    }


def _steps_up(blocks: Blocks, target: int) -> Array:
    """Elements from each block up to the first that holds the target."""
    elements, up = blocks.elements, blocks.box
    steps = np.full(len(blocks), _STEPS + 1)
    for step in range(_STEPS):
        reached = (up <= target) & (elements.end[up] > target) & (steps > _STEPS)
        steps = np.where(reached, step, steps)
        up = elements.parent[up]
    return steps


def _to_inmost(blocks: Blocks, weight: Array) -> Columns:
    elements, size = blocks.elements, len(blocks)
    at = np.arange(size)
    starts, ends = blocks.range_of(np.arange(len(elements.parent)))
    before = running(weight)
    held = before[ends] - before[starts]
    total = float(before[-1])
    columns: Columns = {}
    for percent in _SHARES:
        # Containers of so much stand in one another where it is more than half: the last of them is the smallest.
        inmost = int(np.flatnonzero(held >= total * percent / 100)[-1]) if total > _NOTHING else 0
        first, last = int(starts[inmost]), int(ends[inmost])
        columns[f"in{percent}"] = (at >= first) & (at < last)
        columns[f"in{percent}_size"] = np.full(size, (last - first) / size)
        columns[f"in{percent}_depth"] = elements.depth[blocks.box] - elements.depth[inmost]
    return columns
