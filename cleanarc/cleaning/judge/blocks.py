"""The blocks of a page as arrays: their texts by themselves, and where they stand in the tree."""

import re
from collections.abc import Sequence
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

_SENTENCE_ENDS = frozenset(".!?…。！？।؟")
_CLOSING = "\"'”’»)]】」』› \xa0"
_DENSE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DENSITY = 1.5
"""Characters more that one of a script without spaces counts for: a text says as much in two fifths of the length."""
_SAMPLE = 20_000
"""Characters of a page by which its script is told."""
_MOST_LINKED = 0.4
_LABEL = 30
"""Characters of each block that are not counted as prose: those of a label."""
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
    texts: Sequence[str]

    def __len__(self) -> int:
        return len(self.texts)

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

    def box_name(self, n: int) -> BoxName | None:
        """The nearest name around a block that tells a kind of boilerplate."""
        return self.elements.box_name(int(self.holder[n]))

    def range_of(self, places: Array) -> tuple[Array, Array]:
        """The first of the blocks that stand in each element, and the one after the last."""
        return np.searchsorted(self.start, places), np.searchsorted(self.start, self.elements.end[places])


def running(values: Array) -> Array:
    """Sums of the values before each, and of all."""
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))


def blocks_of(tree: Tree, pieces: Pieces, names: Names) -> tuple[Blocks, Columns]:
    """The blocks of a page, and the numbers of their texts by themselves."""
    texts = pieces.texts
    sample = "".join(texts)[:_SAMPLE]
    dense = 1.0 if sample.isascii() else 1.0 + _DENSITY * len(_DENSE.findall(sample)) / len(sample)
    units = np.array([len(text) for text in texts], np.float32) * np.float32(dense)
    link = pieces.link_chars.astype(np.float32) * np.float32(dense)
    words = np.array([text.count(" ") + 1 for text in texts], np.float32)
    commas = np.array([text.count(",") + text.count("，") + text.count("、") for text in texts], np.float32)
    ends = np.array([_ends_sentence(text) for text in texts], np.float32)
    share = link / units
    prose = (share < _MOST_LINKED) & ((ends > 0) | (commas > 0))
    good = np.where(prose, np.maximum(units - link - _LABEL, 0), 0).astype(np.float32)
    elements = elements_of(tree, pieces.holder, names)
    blocks = Blocks(elements, pieces.box, pieces.holder, pieces.start, units, link, good, texts)
    columns: Columns = {
        "units": np.log1p(units),
        "words": np.log1p(words),
        "word_length": units / words,
        "share": share,
        "links": pieces.links.astype(np.float32),
        "commas": commas / words,
        "ends": ends,
        "stops": np.array([text.count(". ") + text.count("。") for text in texts], np.float32),
        "lower": np.array([text[0].islower() for text in texts], np.float32),
        "digits": np.array([text[0].isdigit() or text[-1].isdigit() for text in texts], np.float32),
        "colon": np.array([text[-1] in ":：" for text in texts], np.float32),
        "role": np.array([_ROLES[role] for role in pieces.roles], np.float32),
    }
    return blocks, columns


def _ends_sentence(text: str) -> bool:
    return text[-1] in _SENTENCE_ENDS or text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS
