"""The middle of a page: the containers that hold most of its text, or of what is likely to be the article's."""

import numpy as np

from cleanarc.cleaning.judge.arrays import Array, Columns, Ints
from cleanarc.cleaning.judge.blocks import Blocks, running

_FAR = 50
"""Blocks before and after a container that are told apart."""
_SHARES = (50, 80, 95)
"""Percent of the weight that the smallest containers hold."""
_NOTHING = 1e-6


def centred(blocks: Blocks, weight: Array, at: Ints) -> Columns:
    """How the blocks at some places stand to the container that holds most of the weight directly, and to the smallest
    ones that hold half, four fifths and nearly all of it."""
    return _to_best(blocks, weight, at) | _to_inmost(blocks, weight, at)


def _to_best(blocks: Blocks, weight: Array, at: Ints) -> Columns:
    elements = blocks.elements
    container = blocks.groups["direct"]
    held = np.bincount(container, weight, minlength=len(elements.parent))
    # A container counts half for what stands one box deeper, so that a list does not tear an article apart.
    held = held + 0.5 * np.bincount(elements.parent[container], weight, minlength=len(elements.parent))
    best = int(np.argmax(held))
    first, last = (int(border[best]) for border in blocks.ranges)
    return {
        "best_share": np.full(len(at), held[best] / max(float(weight.sum()), _NOTHING)),
        "best_inside": (at >= first) & (at < last),
        "best_before": np.clip(first - at, 0, _FAR),
        "best_after": np.clip(at - last + 1, 0, _FAR),
        "best_at": (at - first) / max(last - first, 1),
        "best_depth": elements.depth[blocks.box[at]] - elements.depth[best],
    }


def _to_inmost(blocks: Blocks, weight: Array, at: Ints) -> Columns:
    elements, size = blocks.elements, len(blocks)
    starts, ends = blocks.ranges
    before = running(weight)
    held = before[ends] - before[starts]
    total = float(before[-1])
    depth = elements.depth[blocks.box[at]]
    columns: Columns = {}
    for percent in _SHARES:
        # Containers of so much stand in one another where it is more than half: the last of them is the smallest.
        inmost = int(np.flatnonzero(held >= total * percent / 100)[-1]) if total > _NOTHING else 0
        first, last = int(starts[inmost]), int(ends[inmost])
        columns[f"in{percent}"] = (at >= first) & (at < last)
        columns[f"in{percent}_size"] = np.full(len(at), (last - first) / size)
        columns[f"in{percent}_depth"] = depth - elements.depth[inmost]
    return columns
