"""What stands around each block: the names and containers it is in, blocks of its style, its neighbours."""

import numpy as np

from cleanarc.cleaning.judge.arrays import Columns
from cleanarc.cleaning.judge.blocks import Blocks, running
from cleanarc.cleaning.judge.elements import SECTIONS, TAG_CODES

_LEVELS = 6
"""Boxes around a block that are looked into, from its own outwards."""
_NEAREST_LEVELS = range(1, 4)


def placed(blocks: Blocks) -> Columns:
    """Where each block stands: its element, the names around it, and how far down the page."""
    elements, box, holder = blocks.elements, blocks.box, blocks.holder
    size = len(blocks)
    at = np.arange(size, dtype=np.float32)
    within = elements.within[holder]
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
    }
    for n, name in enumerate(SECTIONS):
        columns[f"in_{name}"] = (within >> n) & 1
    h1 = np.flatnonzero(elements.tag[box] == TAG_CODES["h1"])
    columns["after_h1"] = np.clip(at - (h1[0] if len(h1) else -1), -30, 60)
    return columns


def contained(blocks: Blocks) -> Columns:
    """What stands in the boxes around each block, from its own outwards."""
    elements = blocks.elements
    total = max(float(blocks.good.sum()), 1.0)
    c_good, c_units, c_link = running(blocks.good), running(blocks.units), running(blocks.link)
    at = np.arange(len(blocks))
    columns: Columns = {
        "total": np.full(len(blocks), np.log1p(total)),
        "good_before": c_good[:-1] / total,
        "good_after": (c_good[-1] - c_good[1:]) / total,
    }
    around = blocks.box
    for level in range(_LEVELS):
        first, last = blocks.range_of(around)
        units = np.maximum(c_units[last] - c_units[first], 1)
        good = c_good[last] - c_good[first]
        columns[f"c{level}_good"] = good / total
        columns[f"c{level}_link"] = (c_link[last] - c_link[first]) / units
        columns[f"c{level}_units"] = np.log1p(units)
        columns[f"c{level}_count"] = np.log1p(last - first)
        if level in _NEAREST_LEVELS:
            columns[f"c{level}_density"] = good / units
            columns[f"c{level}_own"] = elements.own[around]
            columns[f"c{level}_tag"] = elements.tag[around]
        around = elements.parent[around]
    for reach in (3, 8):
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(blocks))
        units = np.maximum(c_units[high] - c_units[low], 1)
        columns[f"around{reach}_link"] = (c_link[high] - c_link[low]) / units
    return columns


def grouped(blocks: Blocks) -> Columns:
    """What stands directly in the same container, and in boxes of the same style anywhere on the page."""
    total = max(float(blocks.good.sum()), 1.0)
    columns: Columns = {}
    for name, key in blocks.groups.items():
        size = np.bincount(key)
        units = np.maximum(np.bincount(key, blocks.units), 1)
        good = np.bincount(key, blocks.good)
        columns[f"{name}_good"] = (good / total)[key]
        columns[f"{name}_density"] = (good / units)[key]
        columns[f"{name}_link"] = (np.bincount(key, blocks.link) / units)[key]
        columns[f"{name}_mean"] = np.log1p(units / np.maximum(size, 1))[key]
        columns[f"{name}_count"] = np.log1p(size)[key]
    return columns


def neighboured(columns: Columns, size: int) -> Columns:
    """The numbers of the blocks before and after."""
    found: Columns = {}
    for name in ("units", "share", "ends"):
        padded = np.concatenate(([0], columns[name], [0]))
        found[f"{name}-1"], found[f"{name}+1"] = padded[:size], padded[2:]
    return found
