"""The names that the elements of a page bear, gathered for all of them at once."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from cleanarc.cleaning.html.tree import Flags, Tree, attributes_of, plain

_FALSE = re.compile(r"\s(?:.*=\Z|.*\n)", re.S)
"""What seems to be the value of an attribute where the value of another ends as the start of this one, x=" class=": all
up to the next attribute's value. Few true values look so."""


class Named:
    """Look-ups of elements by class, id, tag and attribute; `written` are the attributes of all of them."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.written = "\n".join(tree.written)
        self._attributes: dict[str, _Attribute] = {}

    @cached_property
    def classes(self) -> Collection[str]:
        return dict.fromkeys(" ".join(self.values("class")).split())

    @property
    def ids(self) -> Collection[str]:
        return self.values("id")

    @property
    def tags(self) -> Collection[str]:
        """The names of elements, and of end tags, which have names of their own, "/p"."""
        return dict.fromkeys(self._tree.names)

    def values(self, attribute: str) -> Collection[str]:
        """The values that an attribute has on the page, each once, in its order."""
        return self._attribute(attribute).values

    def with_class(self, name: str) -> Flags:
        return self._with("class", self._values_by_class.get(name, ()))

    def with_id(self, name: str) -> Flags:
        return self._with("id", (name,))

    def with_tag(self, name: str) -> Flags:
        return self._flags([place for place, tag in enumerate(self._tree.names) if tag == name])

    def with_value(self, attribute: str, holds: Callable[[str], bool]) -> Flags:
        """The elements that have an attribute whose value is wanted."""
        return self._with(attribute, filter(holds, self.values(attribute)))

    def _with(self, attribute: str, values: Iterable[str]) -> Flags:
        places = self._attribute(attribute).places
        return self._flags([place for value in values for place in places.get(value, ())])

    @cached_property
    def _values_by_class(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for value in self.values("class"):
            for name in value.split():
                found.setdefault(name, []).append(value)
        return found

    def _attribute(self, name: str) -> "_Attribute":
        if name not in self._attributes:
            self._attributes[name] = _Attribute(name, self._tree, self.written)
        return self._attributes[name]

    def _flags(self, places: list[int]) -> Flags:
        found = np.zeros(len(self._tree), bool)
        found[places] = True
        return found


class _Attribute:
    """One attribute on a page: its values at once, and where they are once somebody asks."""

    def __init__(self, name: str, tree: Tree, written: str) -> None:
        self._start = f' {name}="'
        self._tree = tree
        found = re.findall(f'{re.escape(self._start)}([^"]*)"', written)
        self._in_order = [plain(value) if "&" in value else value for value in found]
        self.values = dict.fromkeys(self._in_order)
        self._bearers: list[int] | None = None
        if any(map(_FALSE.match, self.values)):
            each = [(place, attributes_of(tree.written[place])) for place in self._likely()]
            self._bearers = [place for place, attributes in each if name in attributes]
            self._in_order = [attributes[name] for _, attributes in each if name in attributes]
            self.values = dict.fromkeys(self._in_order)

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """The places of the elements that have the attribute, by its value."""
        found: dict[str, list[int]] = {value: [] for value in self.values}
        bearers = self._likely() if self._bearers is None else self._bearers
        for place, value in zip(bearers, self._in_order, strict=False):
            found[value].append(place)
        return found

    def _likely(self) -> list[int]:
        return [place for place, written in enumerate(self._tree.written) if self._start in written]
