"""The learned model of plain texts: is a text all of a page, and which of its lines are then the article's.

It is made by `make train` (see `training/`) and read from `lines.npz`.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleanarc.cleaning.judge.forest import Forest, forest_of, read_arrays

PATH = Path(__file__).parent / "lines.npz"


@dataclass(frozen=True)
class LineModel:
    """`form` judges a text as a whole, `first` a line by itself and what stands around it, `second` by the first's
    chances as well. `digest` is the SHA-256 of the model's file, in hex."""

    form: Forest
    first: Forest
    second: Forest
    digest: str


@cache
def load_line_model() -> LineModel:
    """The model that the package carries."""
    arrays, digest = read_arrays(PATH)
    form, first, second = (forest_of(arrays, which) for which in ("form", "first", "second"))
    return LineModel(form, first, second, digest)
