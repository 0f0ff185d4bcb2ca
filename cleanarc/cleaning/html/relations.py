"""How the elements of a flat tree stand to one another, told for all of them at once.

Each answer takes a few passes over the page, however many elements are asked about.
"""

import numpy as np

from cleanarc.cleaning.html.traits import END
from cleanarc.cleaning.html.tree import Flags, Places, Tree
from cleanarc.rules.foreign.selectors import Combinator


class Relations:
    """The relations on one page. `elements` tells which of its tags start an element, one without an end tag too."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._places = np.arange(len(tree))
        named = np.fromiter(map(bool, tree.names), bool, len(tree))
        self.elements: Flags = named & ((tree.traits & END) == 0)
        # The root is its own parent in the tree.
        self._children: Flags = self.elements & (self._places > 0)

    def standing(self, combinator: Combinator, found: Flags) -> Flags:
        """The elements that stand so to any of some: in them, as their children, or behind them."""
        parent = self._tree.parent
        related: Flags
        match combinator:
            case Combinator.CHILD:
                related = self._children & found[parent]
            case Combinator.INSIDE:
                related = self._children & self._inside(np.flatnonzero(found))
            case Combinator.AFTER:
                places = np.flatnonzero(found & self._children)
                first = np.full(len(self._tree), len(self._tree))
                np.minimum.at(first, parent[places], places)
                related = self._children & (self._places > first[parent])
        return related

    def having(self, combinator: Combinator, wanted: Flags) -> Flags:
        """The elements to which any of some stands so: those around them, their parents, or those before them."""
        parent = self._tree.parent
        related: Flags
        match combinator:
            case Combinator.CHILD:
                related = np.zeros(len(self._tree), bool)
                related[parent[wanted & self._children]] = True
            case Combinator.INSIDE:
                upto = np.cumsum(wanted)
                related = self.elements & (upto[self._tree.end] > upto)
            case Combinator.AFTER:
                places = np.flatnonzero(wanted & self._children)
                last = np.zeros(len(self._tree), np.intp)
                np.maximum.at(last, parent[places], places)
                related = self._children & (self._places < last[parent])
        return related

    def above(self, found: Flags, levels: int) -> Flags:
        """The elements so many levels above some; those that stand less deep have none."""
        places = np.flatnonzero(found)
        for _ in range(levels):
            places = self._tree.parent[places[places > 0]]
        reached = np.zeros(len(self._tree), bool)
        reached[places] = True
        return reached

    def nearest_above(self, found: Flags, wanted: Flags) -> Flags:
        """The nearest that is wanted above each of some."""
        parents = self._tree.parent[np.flatnonzero(found & self._children)]
        nearest = self._tree.nearest(wanted)[parents]
        reached = np.zeros(len(self._tree), bool)
        reached[nearest[wanted[nearest]]] = True
        return reached

    def _inside(self, places: Places) -> Flags:
        """Which tags stand in one of some elements, not counting these themselves."""
        steps = np.zeros(len(self._tree) + 2, np.intp)
        np.add.at(steps, places + 1, 1)
        # An element without an end tag holds nothing.
        np.add.at(steps, np.maximum(self._tree.end[places], places + 1), -1)
        inside: Flags = np.cumsum(steps[: len(self._tree)]) > 0
        return inside
