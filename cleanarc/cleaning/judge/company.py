"""The company that blocks keep: numbers of the second round, from the chances that the first gave to those around."""

import numpy as np

from cleanarc.cleaning.judge.arrays import Columns, Floats
from cleanarc.cleaning.judge.numbers import Blocks, centred, running


def company(blocks: Blocks, chance: Floats) -> Columns:
    """Numbers of the second round: the chances that the first gave to the blocks around each."""
    elements = blocks.elements
    size = len(blocks)
    at = np.arange(size)
    mass = chance * blocks.units
    total = max(float(mass.sum()), 1e-6)
    c_mass, c_units = running(mass), running(blocks.units)
    columns: Columns = {
        "chance": chance,
        "mass": np.full(size, np.log1p(total)),
        "mass_before": c_mass[:-1] / total,
        "mass_after": (total - c_mass[1:]) / total,
    }
    padded = np.concatenate(([-1] * 3, chance, [-1] * 3))
    for step in (-3, -2, -1, 1, 2, 3):
        columns[f"chance{step:+d}"] = padded[3 + step : 3 + step + size]
    keys = {
        "direct": elements.parent[blocks.box],
        "style": elements.style[blocks.holder],
        "boxes": elements.style[blocks.box],
    }
    for name, key in keys.items():
        count = np.bincount(key)[key]
        others = np.bincount(key, chance)[key] - chance
        columns[f"chance_{name}"] = others / np.maximum(count - 1, 1)
        columns[f"mass_{name}"] = np.bincount(key, mass)[key] / np.bincount(key, blocks.units)[key]
    around = blocks.box
    for level in range(5):
        first, last = blocks.range_of(around)
        units = np.maximum(c_units[last] - c_units[first] - blocks.units, 1)
        columns[f"mass_c{level}"] = (c_mass[last] - c_mass[first] - mass) / units
        columns[f"share_c{level}"] = (c_mass[last] - c_mass[first]) / total
        around = elements.parent[around]
    likely = np.flatnonzero(chance > 0.5)
    first_at, last_at = (likely[0], likely[-1]) if len(likely) else (0, size - 1)
    columns["to_first"] = np.clip(at - first_at, -20, 40)
    columns["to_last"] = np.clip(at - last_at, -40, 20)
    columns["likely_share"] = np.full(size, len(likely) / (last_at - first_at + 1))
    columns |= centred(blocks, mass, "mass_")
    return columns
