"""The learned model of this installation: scores of box names, and two forests.

It is made by `make train` (see `training/`) and read from `model.npz`.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleanarc.cleaning.judge.forest import Forest, forest_of, read_arrays
from cleanarc.cleaning.judge.names import Names

PATH = Path(__file__).parent / "model.npz"


@dataclass(frozen=True)
class Model:
    """`first` judges a block by what the page's markup tells, `second` the likely ones by what they say as well.
    `digest` is the SHA-256 of the model's file, in hex."""

    names: Names
    first: Forest
    second: Forest
    digest: str


@cache
def load_model() -> Model:
    """The model that the package carries."""
    arrays, digest = read_arrays(PATH)
    scores = dict(zip(arrays["names"].tolist(), arrays["name_scores"].tolist(), strict=True))
    return Model(Names(scores), forest_of(arrays, "first"), forest_of(arrays, "second"), digest)
