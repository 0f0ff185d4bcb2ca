"""The blocks of a page as arrays: their texts by themselves, and where they stand in the tree."""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cleanarc.cleaning.html.blocks import Pieces
from cleanarc.cleaning.html.tree import Tree
from cleanarc.cleaning.judge.arrays import Array, Columns, Floats, Ints
from cleanarc.cleaning.judge.elements import Elements, elements_of
from cleanarc.cleaning.judge.names import Names
from cleanarc.model import Role
from cleanarc.rules.box_names import BoxName
from cleanarc.rules.prose import ends_sentence

_DENSE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DENSITY = 1.5
"""Characters more that one of a script without spaces counts for: a text says as much in two fifths of the length."""
_SAMPLE = 20_000
"""Characters of a page by which its script is told."""
_MOST_LINKED = 0.4
_LABEL = 30
"""Characters of each block that are not counted as prose: those of a label."""
_LEVELS = 6
"""Boxes around a block that are looked into."""
_ROLES = {role: code for code, role in enumerate(Role)}


@dataclass(frozen=True)
class Blocks:
    """The blocks of a page as arrays, and the elements around them.

    `box` is the place of the element that makes a block, `holder` that of the deepest that holds all of its text,
    `start` that of its first text. `units` are its characters, those of dense scripts counted for more, `link` those in
    links, and `good` those that look like prose.
    """

    elements: Elements
    box: Ints
    holder: Ints
    start: Ints
    units: Floats
    link: Floats
    good: Floats

    def __len__(self) -> int:
        return len(self.units)

    @cached_property
    def groups(self) -> dict[str, Ints]:
        """What blocks have in common, as numbers: the container they stand in directly, the style of their holder, and
        that of their box."""
        elements = self.elements
        return {
            "direct": elements.parent[self.box],
            "style": elements.style[self.holder],
            "boxes": elements.style[self.box],
        }

    @cached_property
    def ranges(self) -> tuple[Array, Array]:
        """The first of the blocks that stand in each element of the page, and the one after the last."""
        started = np.bincount(self.start, minlength=len(self.elements.end))
        before = np.concatenate(([0], np.cumsum(started)))
        return before[:-1], before[self.elements.end]

    @cached_property
    def around(self) -> Array:
        """The boxes around each block, a row a level, from its own outwards."""
        levels = [self.box]
        for _ in range(_LEVELS - 1):
            levels.append(self.elements.parent[levels[-1]])
        return np.stack(levels)

    def box_name(self, n: int) -> BoxName | None:
        """The nearest name around a block that tells a kind of boilerplate."""
        return self.elements.box_name(int(self.holder[n]))


def running(values: Array) -> Array:
    """Sums of the values before each, and of all."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, dtype=np.float64, out=sums[1:])
    return sums


def blocks_of(tree: Tree, pieces: Pieces, names: Names) -> tuple[Blocks, Columns]:
    """The blocks of a page, and the numbers of their texts by themselves."""
    texts = pieces.texts
    sample = "".join(texts)[:_SAMPLE]
    dense = 1.0 if sample.isascii() else 1.0 + _DENSITY * len(_DENSE.findall(sample)) / len(sample)
    size = np.fromiter(map(len, texts), np.int32, len(texts))
    spaces = np.array([text.count(" ") for text in texts])
    units, link = size * np.float32(dense), pieces.link_chars * np.float32(dense)
    share = link / units
    ends = np.array([ends_sentence(text) for text in texts])
    prose = ends | np.array(["," in text or "，" in text or "、" in text for text in texts])
    good = np.where(prose & (share < _MOST_LINKED), np.maximum(units - link - _LABEL, 0), 0).astype(np.float32)
    elements = elements_of(tree, pieces.holder, names)
    columns: Columns = {
        "units": np.log1p(units),
        "word_length": units / (spaces + 1),
        "share": share,
        "ends": ends,
        "role": np.array([_ROLES[role] for role in pieces.roles], np.float32),
    }
    return Blocks(elements, pieces.box, pieces.holder, pieces.start, units, link, good), columns
