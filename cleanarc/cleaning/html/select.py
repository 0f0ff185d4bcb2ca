"""The elements of a flat tree that a selector names, told for all of them at once.

A step of a selector is a set of elements, and so is what follows from it: those inside, their children, those behind.
Each takes a few passes over the page, whatever the selector is, so that none takes long.
"""

from collections.abc import Callable
from itertools import accumulate

import numpy as np

from cleanarc.cleaning.html.named import Named
from cleanarc.cleaning.html.traits import END
from cleanarc.cleaning.html.tree import Flags, Places, Tree
from cleanarc.rules.foreign.selectors import (
    AnyOf,
    Attribute,
    Class,
    Combinator,
    Has,
    HasText,
    Id,
    NoneOf,
    Selector,
    Simple,
    Step,
    Tag,
    Upward,
)
from cleanarc.rules.foreign.text_pattern import TextPattern

_MAX_CHARACTERS = 5_000_000
"""Characters of text that are read of one page in search of what selectors ask for; then nothing more is found."""


class Selection:
    """Selects elements of one page."""

    def __init__(self, tree: Tree, named: Named) -> None:
        self._tree = tree
        self._named = named
        self._left_to_read = _MAX_CHARACTERS
        self._offsets: list[int] | None = None
        self._all = np.fromiter((bool(name) for name in tree.names), bool, len(tree)) & ((tree.traits & END) == 0)

    def select(self, selector: Selector) -> Places:
        """The places of the elements that a selector names, in document order."""
        return np.flatnonzero(self._named_by(selector))

    def _named_by(self, selector: Selector) -> Flags:
        found = self._of_step(selector[0], self._all)
        for step in selector[1:]:
            found = self._of_step(step, self._from(found, step.combinator))
        return found

    def _of_step(self, step: Step, found: Flags) -> Flags:
        for simple in step.simples:
            if not found.any():
                break
            found = self._narrowed(found, simple)
        return found

    def _narrowed(self, found: Flags, simple: Simple) -> Flags:
        """Those of some elements for which something holds, or those that are upward from them."""
        match simple:
            case Class(name):
                return found & self._named.with_class(name)
            case Id(name):
                return found & self._named.with_id(name)
            case Tag(name):
                return found & self._named.with_tag(name)
            case Attribute(name):
                return found & self._named.with_value(name, simple.holds)
            case AnyOf(selectors):
                return found & self._any_of(selectors, self._named_by)
            case NoneOf(selectors):
                return found & ~self._any_of(selectors, self._named_by)
            case Has(selectors):
                return found & self._any_of(selectors, self._having)
            case HasText(pattern):
                return self._saying(found, pattern)
            case Upward():
                return self._upward(found, simple)

    def _any_of(self, selectors: tuple[Selector, ...], named_by: Callable[[Selector], Flags]) -> Flags:
        return np.logical_or.reduce([named_by(selector) for selector in selectors])

    def _from(self, found: Flags, combinator: Combinator) -> Flags:
        """The elements that stand so to any of some."""
        tree = self._tree
        if combinator is Combinator.CHILD:
            return self._all & found[tree.parent] & self._inner
        if combinator is Combinator.INSIDE:
            return self._all & self._inside(np.flatnonzero(found))
        places = np.flatnonzero(found & self._inner)
        first = np.full(len(tree), len(tree))
        np.minimum.at(first, tree.parent[places], places)
        return self._all & self._inner & (np.arange(len(tree)) > first[tree.parent])

    def _having(self, selector: Selector) -> Flags:
        """The elements that have what a selector names, its first combinator counted from them."""
        wanted = self._all
        for step in reversed(selector):
            wanted = self._to(self._of_step(step, wanted), step.combinator)
        return wanted

    def _to(self, wanted: Flags, combinator: Combinator) -> Flags:
        """The elements to which any of some stands so."""
        tree = self._tree
        inner = wanted & self._inner
        found = np.zeros(len(tree), bool)
        if combinator is Combinator.CHILD:
            found[tree.parent[inner]] = True
            return found
        if combinator is Combinator.INSIDE:
            upto = np.cumsum(wanted)
            return self._all & (upto[tree.end] > upto)
        places = np.flatnonzero(inner)
        last = np.zeros(len(tree), np.intp)
        np.maximum.at(last, tree.parent[places], places)
        return self._all & self._inner & (np.arange(len(tree)) < last[tree.parent])

    @property
    def _inner(self) -> Flags:
        """All but the root, which stands in itself here."""
        return np.arange(len(self._tree)) > 0

    def _inside(self, places: Places) -> Flags:
        """Which tags stand in one of some elements, not counting these themselves."""
        steps = np.zeros(len(self._tree) + 2, np.intp)
        ends = self._tree.end[places]
        np.add.at(steps, places + 1, 1)
        # An element without an end tag holds nothing.
        np.add.at(steps, np.maximum(ends, places + 1), -1)
        return np.cumsum(steps[: len(self._tree)]) > 0

    def _upward(self, found: Flags, upward: Upward) -> Flags:
        tree = self._tree
        places = np.flatnonzero(found)
        reached = np.zeros(len(tree), bool)
        if upward.selectors:
            wanted = self._any_of(upward.selectors, self._named_by)
            above = tree.nearest(wanted)[tree.parent[places[places > 0]]]
            reached[above[wanted[above]]] = True
            return reached
        places = places[self._depth[places] > upward.levels]
        for _ in range(upward.levels):
            places = tree.parent[places]
        reached[places] = True
        return reached

    @property
    def _depth(self) -> Places:
        """Elements around each element and itself; of elements without an end tag too."""
        return np.where(self._tree.end == np.arange(len(self._tree)), self._tree.level + 1, self._tree.level)

    def _saying(self, found: Flags, pattern: TextPattern) -> Flags:
        """Those of some elements in whose shown text there is what a pattern looks for."""
        said = np.zeros(len(found), bool)
        if self._offsets is None:
            self._offsets = list(accumulate(map(len, self._tree.texts), initial=0))
        for place in np.flatnonzero(found).tolist():
            end = int(self._tree.end[place])
            self._left_to_read -= self._offsets[end] - self._offsets[place]
            if self._left_to_read < 0:
                break
            said[place] = pattern.is_in("".join(self._tree.texts[place:end]))
        return said
