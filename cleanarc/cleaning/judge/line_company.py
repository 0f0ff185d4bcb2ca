"""The company that lines of a plain text keep: numbers of the second round, from the chances that the first gave."""

import numpy as np

from cleanarc.cleaning.judge.arrays import Columns, Floats
from cleanarc.cleaning.judge.blocks import running
from cleanarc.cleaning.judge.lines import NOTHING, REACHES, Lines, centred
from cleanarc.cleaning.judge.near import LIKELY

_STEPS = 4
"""Lines before and after whose chances count one by one."""


def line_company(lines: Lines, chance: Floats) -> Columns:
    """The company that lines keep, by the chances that a first round gave."""
    size = len(lines)
    at = np.arange(size)
    mass = chance * lines.units
    before = running(mass)
    total = max(float(before[-1]), NOTHING)
    likely = np.flatnonzero(chance > LIKELY)
    first, last = (int(likely[0]), int(likely[-1])) if len(likely) else (0, size - 1)
    columns: Columns = {
        "chance": chance,
        "mass": np.full(size, np.log1p(total)),
        "mass_before": before[:-1] / total,
        "mass_after": (total - before[1:]) / total,
        "to_first": np.clip(at - first, -20, 40),
        "to_last": np.clip(at - last, -40, 20),
        "likely_share": np.full(size, len(likely) / (last - first + 1)),
    }
    columns |= _beside(lines, chance, mass)
    columns |= _alike(lines, chance, mass)
    return columns | {f"mass_{name}": values for name, values in centred(mass).items()}


def _beside(lines: Lines, chance: Floats, mass: Floats) -> Columns:
    """The chances of the lines before and after, and of the others near."""
    size = len(lines)
    at = np.arange(size)
    padded = np.full(size + 2 * _STEPS, -1.0, np.float32)
    padded[_STEPS:-_STEPS] = chance
    steps = (*range(-_STEPS, 0), *range(1, _STEPS + 1))
    columns: Columns = {f"chance{step:+d}": padded[_STEPS + step : _STEPS + step + size] for step in steps}
    sums, sizes = running(mass), running(lines.units)
    for reach in REACHES:
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, size)
        others = sums[high] - sums[low] - mass
        columns[f"mass_around{reach}"] = others / np.maximum(sizes[high] - sizes[low] - lines.units, 1)
    return columns


def _alike(lines: Lines, chance: Floats, mass: Floats) -> Columns:
    """The chances of the others in the same run, and of those that are set in as far."""
    columns: Columns = {}
    for name, key in lines.groups.items():
        others = np.bincount(key, chance)[key] - chance
        columns[f"chance_{name}"] = others / np.maximum(np.bincount(key)[key] - 1, 1)
        columns[f"mass_{name}"] = (np.bincount(key, mass) / np.maximum(np.bincount(key, lines.units), 1))[key]
    return columns
