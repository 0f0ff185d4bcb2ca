"""The numbers of a page's blocks in the first round.

Sums over containers, styles and neighbours are taken by numpy. Nothing here knows a word of any language: names of
classes count by `names`, and what lines say counts in `words`.
"""

import numpy as np

from cleanarc.cleaning.html.blocks import Pieces
from cleanarc.cleaning.html.tree import Tree
from cleanarc.cleaning.judge.around import contained, grouped, neighboured, placed
from cleanarc.cleaning.judge.arrays import Columns
from cleanarc.cleaning.judge.blocks import Blocks, blocks_of
from cleanarc.cleaning.judge.centre import centred
from cleanarc.cleaning.judge.names import Names


def numbers_of(tree: Tree, pieces: Pieces, names: Names) -> tuple[Blocks, Columns]:
    """The blocks of a page, and a column for each of their numbers."""
    blocks, columns = blocks_of(tree, pieces, names)
    columns |= placed(blocks)
    columns |= contained(blocks)
    columns |= grouped(blocks)
    columns |= centred(blocks, blocks.good, np.arange(len(blocks), dtype=np.int32))
    columns |= neighboured(columns, len(blocks))
    return blocks, columns
