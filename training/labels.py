"""Which blocks of a page its gold text holds."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from cleanarc.cleaning.align import lines_in
from cleanarc.cleaning.segmented import Segmented
from training.corpora import GoldPage


class Label(IntEnum):
    """`FREE` blocks may be kept or not: they stand in a variant of the gold only."""

    OUT = 0
    IN = 1
    FREE = 2


def labels_of(page: GoldPage, segmented: Segmented) -> NDArray[np.int8]:
    """A label for each block."""
    blocks = [segmented.page.text[block.start : block.end].strip() for block in segmented.page.blocks]
    labels = np.full(len(blocks), Label.OUT, np.int8)
    for text in page.variants:
        labels[list(lines_in(text, blocks))] = Label.FREE
    labels[list(lines_in(page.text, blocks))] = Label.IN
    return labels
