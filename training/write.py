"""The models' files: numpy arrays in a zip archive whose bytes depend on nothing else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cleanarc.cleaning.judge.forest import Forest


@dataclass(frozen=True, slots=True)
class Weights:
    """What is learned of HTML pages: scores of box names, and the forests of both rounds."""

    names: dict[str, float]
    first: Forest
    second: Forest


@dataclass(frozen=True, slots=True)
class LineWeights:
    """What is learned of plain texts: the forest that tells their form, and those of both rounds."""

    form: Forest
    first: Forest
    second: Forest


def write_model(path: Path, weights: Weights) -> int:
    """Writes the file and gives its size in bytes."""
    names = sorted(weights.names)
    arrays = {
        "names": np.array(names),
        "name_scores": np.array([weights.names[name] for name in names], np.float32),
    }
    return _write(path, arrays, {"first": weights.first, "second": weights.second})


def write_line_model(path: Path, weights: LineWeights) -> int:
    """Writes the file and gives its size in bytes."""
    return _write(path, {}, {"form": weights.form, "first": weights.first, "second": weights.second})


def _write(path: Path, arrays: dict[str, Any], forests: dict[str, Forest]) -> int:
    for which, forest in forests.items():
        arrays[f"{which}_columns"] = np.array(forest.columns)
        arrays[f"{which}_feature"] = forest.feature.astype(np.uint8)
        arrays[f"{which}_threshold"] = forest.threshold
        arrays[f"{which}_leaf"] = forest.leaf
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)
    return path.stat().st_size
