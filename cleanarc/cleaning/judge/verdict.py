"""Which blocks of a page are its article: a first look at all of them, then a closer one at the likely ones."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cleanarc.cleaning.html.blocks import Pieces
from cleanarc.cleaning.html.tree import Tree
from cleanarc.cleaning.judge.arrays import Columns, Floats, Ints
from cleanarc.cleaning.judge.blocks import Blocks
from cleanarc.cleaning.judge.company import company
from cleanarc.cleaning.judge.elements import TAG_CODES
from cleanarc.cleaning.judge.model import Model
from cleanarc.cleaning.judge.near import LIKELY, near
from cleanarc.cleaning.judge.numbers import numbers_of
from cleanarc.cleaning.judge.words import words_of
from cleanarc.model import Removal
from cleanarc.rules.view import View

_SECURE = 0.45
"""The greatest chance that a block may have and still be left out: to lose a line of the article is worse than to leave
one that is none, and up to here it costs next to nothing."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Glance:
    """The first look: the chance of each block by markup alone, and the places of those that deserve a second."""

    blocks: Blocks
    columns: Columns
    chances: Floats
    near: Ints


@dataclass(frozen=True, slots=True)
class Verdict:
    """The chance of each block that was near, the least that is kept, and how sure the whole choice is.

    `confidence` is the F1 that the chances let one expect of the text that is kept, from 0 to 1.
    """

    chances: Floats
    threshold: float
    confidence: float


def glance(tree: Tree, pieces: Pieces, model: Model) -> Glance:
    """Looks at all blocks of a page; `pieces` must not be empty."""
    blocks, columns = numbers_of(tree, pieces, model.names)
    chances = model.first.chances(columns, len(blocks))
    return Glance(blocks, columns, chances, near(chances, headline_of(blocks, chances)))


def headline_of(blocks: Blocks, chances: Floats) -> int | None:
    """The place of the last heading of the first order above the body."""
    headings = np.flatnonzero(blocks.elements.tag[blocks.box] == TAG_CODES["h1"])
    likely = np.flatnonzero((chances > LIKELY) & (blocks.good > 0))
    above = headings[headings < likely[0]] if len(likely) else headings
    return int(above[-1]) if len(above) else None


def look_closely(seen: Glance, view: View, removals: Sequence[Removal], description: str) -> Columns:
    """All numbers of the near blocks, whose lines the view holds; see `words_of` for the rest."""
    columns = {name: values.take(seen.near) for name, values in seen.columns.items()}
    return columns | company(seen.blocks, seen.chances, seen.near) | words_of(view, removals, description)


def judge(seen: Glance, closer: Columns, model: Model) -> Verdict:
    """Decides on the near blocks, by the numbers that `look_closely` gives."""
    chances = model.second.chances(closer, len(seen.near))
    threshold, confidence = best_choice(chances, seen.blocks.units[seen.near])
    return Verdict(chances, threshold, confidence)


def seconded(seen: Glance, verdict: Verdict, held: Collection[int]) -> tuple[Glance, Verdict]:
    """Look and verdict with another's choice in place of the model's: the places of the blocks that are to be kept."""
    near = np.union1d(seen.near, np.array(sorted(held), np.int32)).astype(np.int32)
    chances = np.isin(near, sorted(held)).astype(np.float32)
    return replace(seen, near=near), replace(verdict, chances=chances, threshold=_SECURE)


def best_choice(chances: Floats, units: Floats) -> tuple[float, float]:
    """The threshold that lets one expect the greatest F1, by units of text, and that F1.

    The best set holds the blocks whose chance is more than half of the F1 that it reaches (Lipton, Elkan and
    Naryanaswamy 2014, "Optimal Thresholding of Classifiers to Maximize F1 Measure").
    """
    order = np.argsort(-chances, kind="stable")
    mass = np.cumsum(chances[order] * units[order], dtype=np.float64)
    size = np.cumsum(units[order], dtype=np.float64)
    reached = 2 * mass / (size + mass[-1])
    best = float(reached.max())
    return min(_SECURE, best / 2), round(best, _DIGITS)
