"""The elements of a flat tree that a selector names, told for all of them at once.

Each step of a selector is a set of elements, and the next one is made of it, so that no selector takes long.
"""

from collections.abc import Callable
from functools import cached_property, partial
from itertools import accumulate

import numpy as np

from cleanarc.cleaning.html.named import Named
from cleanarc.cleaning.html.relations import Relations
from cleanarc.cleaning.html.tree import Flags, Places, Tree
from cleanarc.rules.foreign.selectors import (
    AnyOf,
    Attribute,
    Class,
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

_MAX_WORK = 50_000_000
"""Tags that are asked about and characters that are searched for the selectors of one page: a second of work or two. It
is a count, so that it ends alike on every machine; an ordinary list takes a hundredth of it."""
_QUESTION = 5000
_EXPRESSION = 100
_FOUND = 200
"""What any question costs, each character of a regular expression, and each element that is found, in tags that are
asked about."""


class _TooMuchError(Exception):
    """The work that one page may take is done."""


class Selection:
    """Selects elements of one page."""

    def __init__(self, tree: Tree, named: Named) -> None:
        self._tree = tree
        self._named = named
        self._work_left = _MAX_WORK
        self._relations = Relations(tree)

    def select(self, selector: Selector) -> Places:
        """The places of the elements that a selector names, in document order; none once there was too much to do."""
        try:
            found = np.flatnonzero(self._among(self._relations.elements, selector))
            self._spend(_FOUND * len(found))
        except _TooMuchError:
            return np.zeros(0, np.intp)
        return found

    def _among(self, wanted: Flags, selector: Selector) -> Flags:
        """Those that a selector names of some elements."""
        found = self._relations.elements
        for n, step in enumerate(selector):
            found = self._relations.standing(step.combinator, found) if n else found
            found = self._of_step(step, found & wanted if n == len(selector) - 1 else found)
        return found

    def _of_step(self, step: Step, found: Flags) -> Flags:
        for simple in step.simples:
            self._spend(_QUESTION + len(found))
            if not found.any():
                break
            found = self._narrowed(found, simple)
        return found

    def _spend(self, work: int) -> None:
        self._work_left -= work
        if self._work_left < 0:
            raise _TooMuchError

    def _narrowed(self, found: Flags, simple: Simple) -> Flags:
        """Those of some elements for which something holds, or those that are upward from them."""
        match simple:
            case Class(name):
                narrowed = found & self._named.with_class(name)
            case Id(name):
                narrowed = found & self._named.with_id(name)
            case Tag(name):
                narrowed = found & self._named.with_tag(name)
            case Attribute(name):
                self._spend(len(self._named.written))
                narrowed = found & self._named.with_value(name, simple.holds)
            case AnyOf(selectors):
                narrowed = self._any_of(selectors, partial(self._among, found))
            case NoneOf(selectors):
                narrowed = found & ~self._any_of(selectors, partial(self._among, found))
            case Has(selectors):
                narrowed = found & self._any_of(selectors, self._having)
            case HasText(pattern):
                narrowed = self._saying(found, pattern)
            case Upward():
                narrowed = self._upward(found, simple)
        return narrowed

    def _any_of(self, selectors: tuple[Selector, ...], named_by: Callable[[Selector], Flags]) -> Flags:
        named = named_by(selectors[0])
        for selector in selectors[1:]:
            named = named | named_by(selector)
        return named

    def _having(self, selector: Selector) -> Flags:
        """The elements that have what a selector names, its first combinator counted from them."""
        wanted = self._relations.elements
        for step in reversed(selector):
            wanted = self._relations.having(step.combinator, self._of_step(step, wanted))
        return wanted

    def _upward(self, found: Flags, upward: Upward) -> Flags:
        if not upward.selectors:
            return self._relations.above(found, upward.levels)
        anywhere = partial(self._among, self._relations.elements)
        return self._relations.nearest_above(found, self._any_of(upward.selectors, anywhere))

    def _saying(self, found: Flags, pattern: TextPattern) -> Flags:
        """Those of some elements in whose shown text there is what a pattern looks for."""
        self._spend(_EXPRESSION * len(pattern.source))
        said = np.zeros(len(found), bool)
        for place in np.flatnonzero(found).tolist():
            end = int(self._tree.end[place])
            self._spend(self._offsets[end] - self._offsets[place])
            said[place] = pattern.is_in("".join(self._tree.texts[place:end]))
        return said

    @cached_property
    def _offsets(self) -> list[int]:
        """The characters of text before each tag."""
        return list(accumulate(map(len, self._tree.texts), initial=0))
