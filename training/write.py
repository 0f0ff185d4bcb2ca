"""The model's file: numpy arrays in a zip archive whose bytes depend on nothing else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cleanarc.cleaning.judge.forest import Forest


@dataclass(frozen=True, slots=True)
class Weights:
    """All that is learned: scores of box names, and the forests of both rounds."""

    names: dict[str, float]
    first: Forest
    second: Forest


def write_model(path: Path, weights: Weights) -> int:
    """Writes the file and gives its size in bytes."""
    names = sorted(weights.names)
    arrays: dict[str, Any] = {
        "names": np.array(names),
        "name_scores": np.array([weights.names[name] for name in names], np.float32),
    }
    for which, forest in (("first", weights.first), ("second", weights.second)):
        arrays[f"{which}_columns"] = np.array(forest.columns)
        arrays[f"{which}_feature"] = forest.feature.astype(np.uint8)
        arrays[f"{which}_threshold"] = forest.threshold
        arrays[f"{which}_leaf"] = forest.leaf
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)
    return path.stat().st_size
