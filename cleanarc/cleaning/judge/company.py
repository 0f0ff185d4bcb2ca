"""The company that blocks keep: numbers of the second round, from the chances that the first gave to those around."""

import numpy as np

from cleanarc.cleaning.judge.arrays import Columns, Floats, Ints
from cleanarc.cleaning.judge.blocks import Blocks, running
from cleanarc.cleaning.judge.centre import centred

_LIKELY = 0.5
_REACH = 3
_NOTHING = 1e-6


def company(blocks: Blocks, chance: Floats, at: Ints) -> Columns:
    """Numbers of the blocks at some places, by the chances of all. `mass` is the chance of a block times its size."""
    mass = chance * blocks.units
    before = running(mass)
    total = max(float(before[-1]), _NOTHING)
    likely = np.flatnonzero(chance > _LIKELY)
    first, last = (int(likely[0]), int(likely[-1])) if len(likely) else (0, len(blocks) - 1)
    padded = np.full(len(blocks) + 2 * _REACH, -1.0, np.float32)
    padded[_REACH:-_REACH] = chance
    columns: Columns = {
        "chance": chance[at],
        "mass": np.full(len(at), np.log1p(total)),
        "mass_before": before[at] / total,
        "mass_after": (total - before[at + 1]) / total,
        "to_first": np.clip(at - first, -20, 40),
        "to_last": np.clip(at - last, -40, 20),
        "likely_share": np.full(len(at), len(likely) / (last - first + 1)),
    }
    for step in (*range(-_REACH, 0), *range(1, _REACH + 1)):
        columns[f"chance{step:+d}"] = padded[at + (_REACH + step)]
    columns |= _alike(blocks, chance, mass, at)
    columns |= _beside(blocks, mass, at)
    columns |= {f"mass_{name}": values for name, values in centred(blocks, mass, at).items()}
    return columns


def _alike(blocks: Blocks, chance: Floats, mass: Floats, at: Ints) -> Columns:
    """The chances of the others in the same container and of the same styles."""
    columns: Columns = {}
    for name, key in blocks.groups.items():
        own = key[at]
        others = np.bincount(key, chance)[own] - chance[at]
        columns[f"chance_{name}"] = others / np.maximum(np.bincount(key)[own] - 1, 1)
        columns[f"mass_{name}"] = np.bincount(key, mass)[own] / np.bincount(key, blocks.units)[own]
    return columns


def _beside(blocks: Blocks, mass: Floats, at: Ints) -> Columns:
    """The chances of the others in the boxes around, and the share of all mass that each holds."""
    around = blocks.around[:-1, at]
    first, last = (border[around] for border in blocks.ranges)
    sums, sizes = running(mass), running(blocks.units)
    held = sums[last] - sums[first]
    others = (held - mass[at]) / np.maximum(sizes[last] - sizes[first] - blocks.units[at], 1)
    share = held / max(float(sums[-1]), _NOTHING)
    columns: Columns = {f"mass_c{level}": values for level, values in enumerate(others)}
    return columns | {f"share_c{level}": values for level, values in enumerate(share)}
