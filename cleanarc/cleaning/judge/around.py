"""What stands around each block: the names and containers it is in, blocks of its style, its neighbours."""

import numpy as np

from cleanarc.cleaning.judge.arrays import Columns
from cleanarc.cleaning.judge.blocks import Blocks, running
from cleanarc.cleaning.judge.elements import SECTIONS, TAG_CODES

_TELLING = ("a", "article", "figure", "main", "table")
"""Elements of SECTIONS that tell more than their classes and the text in them do."""
_NAMED = range(1, 4)
"""Boxes around a block whose own names count."""


def placed(blocks: Blocks) -> Columns:
    """Where each block stands: its element, the names around it, and how far down the page."""
    elements, box, holder = blocks.elements, blocks.box, blocks.holder
    size = len(blocks)
    at = np.arange(size, dtype=np.float32)
    within = elements.within[holder]
    h1 = np.flatnonzero(elements.tag[box] == TAG_CODES["h1"])
    columns: Columns = {
        "tag": elements.tag[box],
        "holder_tag": elements.tag[holder],
        "own": elements.own[holder],
        "own_box": elements.own[box],
        "low": elements.low[holder],
        "high": elements.high[holder],
        "depth": elements.depth[holder],
        "at": at / size,
        "size": np.full(size, np.log1p(size)),
        "after_h1": np.clip(at - (h1[0] if len(h1) else -1), -30, 60),
    }
    columns |= {f"in_{name}": within & (1 << SECTIONS.index(name)) for name in _TELLING}
    return columns


def contained(blocks: Blocks) -> Columns:
    """What stands in the boxes around each block, from its own outwards, and in the blocks near it."""
    size = len(blocks)
    sums = [running(values) for values in (blocks.good, blocks.units, blocks.link)]
    total = max(float(sums[0][-1]), 1.0)
    first, last = (border[blocks.around] for border in blocks.ranges)
    good, units, link = (values[last] - values[first] for values in sums)
    columns: Columns = {
        "total": np.full(size, np.log1p(total)),
        "good_before": sums[0][:-1] / total,
        "good_after": (sums[0][-1] - sums[0][1:]) / total,
    }
    units = np.maximum(units, 1)
    for name, levels in (("good", good / total), ("link", link / units), ("units", np.log1p(units))):
        columns |= {f"c{level}_{name}": values for level, values in enumerate(levels)}
    columns |= {f"c{level}_density": good[level] / units[level] for level in _NAMED}
    columns |= {f"c{level}_own": blocks.elements.own[blocks.around[level]] for level in _NAMED}
    at = np.arange(size)
    for reach in (3, 8):
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, size)
        columns[f"around{reach}_link"] = (sums[2][high] - sums[2][low]) / np.maximum(sums[1][high] - sums[1][low], 1)
    return columns


def grouped(blocks: Blocks) -> Columns:
    """What stands directly in the same container, and in boxes of the same style anywhere on the page."""
    total = max(float(blocks.good.sum()), 1.0)
    columns: Columns = {}
    for name, key in blocks.groups.items():
        size = np.bincount(key)
        units = np.maximum(np.bincount(key, blocks.units), 1)
        columns[f"{name}_good"] = (np.bincount(key, blocks.good) / total)[key]
        columns[f"{name}_link"] = (np.bincount(key, blocks.link) / units)[key]
        columns[f"{name}_mean"] = (units / np.maximum(size, 1))[key]
        columns[f"{name}_count"] = size[key]
    return columns


def neighboured(columns: Columns, size: int) -> Columns:
    """The numbers of the blocks before and after."""
    found: Columns = {}
    for name in ("units", "share"):
        padded = np.zeros(size + 2, np.float32)
        padded[1:-1] = columns[name]
        found[f"{name}-1"], found[f"{name}+1"] = padded[:size], padded[2:]
    return found
