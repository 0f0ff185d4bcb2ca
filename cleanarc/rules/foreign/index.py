"""Filters by a name that a page must bear, so that only those are looked at whose name it bears."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from cleanarc.rules.foreign.cosmetic import Filter
from cleanarc.rules.foreign.selectors import AnyOf, Attribute, Class, Has, Id, Selector, Simple, Tag

_STARTS = (16, 8, 4, 2, 1)
"""Lengths of the beginnings by which values of attributes are looked up."""
_TELLING = 3
"""Characters of a value that few pages have."""


class Seen(Protocol):
    """The names that a page bears, in an order that is the same in every run."""

    @property
    def classes(self) -> Collection[str]: ...
    @property
    def ids(self) -> Collection[str]: ...
    @property
    def tags(self) -> Collection[str]: ...
    def values(self, attribute: str) -> Sequence[str]:
        """The values that an attribute has on the page."""
        ...


class Index:
    """Filters, each by the rarest name that it needs."""

    def __init__(self, filters: Iterable[Filter]) -> None:
        self._classes: dict[str, list[Filter]] = {}
        self._ids: dict[str, list[Filter]] = {}
        self._tags: dict[str, list[Filter]] = {}
        self._attributes: dict[str, _Values] = {}
        self._others: list[Filter] = []
        for one in filters:
            self._add(one)

    def candidates(self, seen: Seen) -> Iterator[Filter]:
        """The filters that may name something on a page."""
        for table, names in ((self._classes, seen.classes), (self._ids, seen.ids), (self._tags, seen.tags)):
            if table:
                for name in names:
                    yield from table.get(name, ())
        for name, values in self._attributes.items():
            yield from values.candidates(seen.values(name))
        yield from self._others

    def _add(self, one: Filter) -> None:
        match min(_needs(one.selector), key=_rarity, default=None):
            case Class(name):
                self._classes.setdefault(name, []).append(one)
            case Id(name):
                self._ids.setdefault(name, []).append(one)
            case Tag(name):
                self._tags.setdefault(name, []).append(one)
            case Attribute() as need:
                self._attributes.setdefault(need.name, _Values()).add(need, one)
            case _:
                self._others.append(one)


class _Values:
    """Filters by the value that one attribute needs."""

    def __init__(self) -> None:
        self._starts: dict[int, dict[str, list[Filter]]] = {}
        self._parts: dict[str, list[Filter]] = {}
        self._any: list[Filter] = []

    def add(self, need: Attribute, one: Filter) -> None:
        if not need.value or need.ignores_case:
            self._any.append(one)
        elif need.operator in ("=", "^="):
            length = next(length for length in _STARTS if length <= len(need.value))
            self._starts.setdefault(length, {}).setdefault(need.value[:length], []).append(one)
        else:
            self._parts.setdefault(need.value, []).append(one)

    def candidates(self, values: Sequence[str]) -> Iterator[Filter]:
        if not values:
            return
        for length, starting in self._starts.items():
            for start in dict.fromkeys(value[:length] for value in values):
                yield from starting.get(start, ())
        if self._parts:
            together = "\n".join(values)
            for part, holding in self._parts.items():
                if part in together:
                    yield from holding
        yield from self._any


def _needs(selector: Selector) -> Iterator[Simple]:
    """The names without which a selector names nothing."""
    for step in selector:
        for simple in step.simples:
            match simple:
                case Class() | Id() | Tag() | Attribute():
                    yield simple
                case Has((inner,)) | AnyOf((inner,)):
                    yield from _needs(inner)


def _rarity(need: Simple) -> int:
    """Smaller for names that fewer pages bear."""
    match need:
        case Class() | Id():
            return 0
        case Attribute(_, operator, value, ignores_case) if operator and len(value) >= _TELLING and not ignores_case:
            return 1
        case Tag(name) if "-" in name:
            return 2
        case Attribute():
            return 3
    return 4
