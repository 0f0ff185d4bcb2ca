"""The names that the elements of a page bear, gathered for all of them at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from cleanarc.cleaning.html.tree import Flags, Tree, plain, value_of


class Named:
    """Look-ups of elements by class, id, tag and attribute. What was written alike is read once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._written = tuple(dict.fromkeys(tree.written))
        self._values: dict[str, Mapping[str, list[str]]] = {}

    @cached_property
    def classes(self) -> Mapping[str, list[str]]:
        """The classes of the page in its order, each with the attributes, as written, of the elements that bear it."""
        found: dict[str, list[str]] = {}
        for value, written in self._by_value("class").items():
            for name in dict.fromkeys(value.split()):
                found.setdefault(name, []).extend(written)
        return found

    @property
    def ids(self) -> Mapping[str, list[str]]:
        return self._by_value("id")

    @cached_property
    def tags(self) -> Mapping[str, list[int]]:
        """The names of elements, each with their places; end tags have names of their own, "/p"."""
        return _places_of(self._tree.names)

    def values(self, attribute: str) -> Sequence[str]:
        """The values that an attribute has on the page."""
        return tuple(self._by_value(attribute))

    def with_class(self, name: str) -> Flags:
        return self._flags(self.classes.get(name, ()))

    def with_id(self, name: str) -> Flags:
        return self._flags(self.ids.get(name, ()))

    def with_tag(self, name: str) -> Flags:
        found = np.zeros(len(self._tree), bool)
        found[self.tags.get(name, [])] = True
        return found

    def with_value(self, attribute: str, holds: Callable[[str], bool]) -> Flags:
        """The elements that have an attribute whose value is wanted."""
        written = (all_written for value, all_written in self._by_value(attribute).items() if holds(value))
        return self._flags(one for all_written in written for one in all_written)

    def _flags(self, written: Iterable[str]) -> Flags:
        found = np.zeros(len(self._tree), bool)
        for one in written:
            found[self._places[one]] = True
        return found

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """The places of the elements with the same attributes."""
        return _places_of(self._tree.written)

    def _by_value(self, attribute: str) -> Mapping[str, list[str]]:
        """What is written of the elements that have an attribute, by its value."""
        if attribute not in self._values:
            found: dict[str, list[str]] = {}
            start = f' {attribute}="'
            for written in self._written:
                if start in written:
                    value = value_of(written, attribute)
                    found.setdefault(plain(value) if "&" in value else value, []).append(written)
            self._values[attribute] = found
        return self._values[attribute]


def _places_of(texts: Iterable[str]) -> Mapping[str, list[int]]:
    """The places of each text that is not empty."""
    found: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if text:
            found.setdefault(text, []).append(place)
    return found
