"""The company that blocks keep: numbers of the second round, from the chances that the first gave to those around."""

import numpy as np

from cleanarc.cleaning.judge.arrays import Columns, Floats
from cleanarc.cleaning.judge.blocks import Blocks, running
from cleanarc.cleaning.judge.centre import centred

_LIKELY = 0.5
_BEFORE, _AFTER = 3, 3
_LEVELS = 5


def company(blocks: Blocks, chance: Floats) -> Columns:
    """Numbers of all blocks of a page. `mass` is the chance of a block times its size."""
    size = len(blocks)
    at = np.arange(size)
    mass = chance * blocks.units
    before = running(mass)
    total = max(float(before[-1]), 1e-6)
    columns: Columns = {
        "chance": chance,
        "mass": np.full(size, np.log1p(total)),
        "mass_before": before[:-1] / total,
        "mass_after": (total - before[1:]) / total,
    }
    padded = np.concatenate(([-1] * _BEFORE, chance, [-1] * _AFTER))
    for step in (*range(-_BEFORE, 0), *range(1, _AFTER + 1)):
        columns[f"chance{step:+d}"] = padded[_BEFORE + step : _BEFORE + step + size]
    likely = np.flatnonzero(chance > _LIKELY)
    first, last = (likely[0], likely[-1]) if len(likely) else (0, size - 1)
    columns["to_first"] = np.clip(at - first, -20, 40)
    columns["to_last"] = np.clip(at - last, -40, 20)
    columns["likely_share"] = np.full(size, len(likely) / (last - first + 1))
    columns |= _among(blocks, chance, mass)
    columns |= {f"mass_{name}": values for name, values in centred(blocks, mass).items()}
    return columns


def _among(blocks: Blocks, chance: Floats, mass: Floats) -> Columns:
    """The chances of the others that each block stands with: directly, in style, and in the boxes around."""
    columns: Columns = {}
    for name, key in blocks.groups.items():
        others = np.bincount(key, chance)[key] - chance
        columns[f"chance_{name}"] = others / np.maximum(np.bincount(key)[key] - 1, 1)
        columns[f"mass_{name}"] = np.bincount(key, mass)[key] / np.bincount(key, blocks.units)[key]
    c_mass, c_units = running(mass), running(blocks.units)
    around = blocks.box
    for level in range(_LEVELS):
        first, last = blocks.range_of(around)
        units = np.maximum(c_units[last] - c_units[first] - blocks.units, 1)
        columns[f"mass_c{level}"] = (c_mass[last] - c_mass[first] - mass) / units
        columns[f"share_c{level}"] = (c_mass[last] - c_mass[first]) / max(float(c_mass[-1]), 1e-6)
        around = blocks.elements.parent[around]
    return columns
