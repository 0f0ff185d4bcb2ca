"""Filters by a name that a page must bear, so that only those are looked at whose name it bears."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Protocol

from cleanarc.rules.foreign.cosmetic import Filter, FilterLine, filters_of
from cleanarc.rules.foreign.read_selector import is_plain
from cleanarc.rules.foreign.selectors import AnyOf, Attribute, Class, Has, Id, Selector, Simple, Tag
from cleanarc.rules.foreign.text_pattern import Texts

_REWRITTEN = frozenset('&<>"\xa0')
"""Characters that are not written as they are in the values of attributes."""
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
    @property
    def written(self) -> str:
        """The attributes of all elements, each as ` name="value"`."""
        ...


class Index:
    """Filters, each by the rarest name that it needs."""

    def __init__(self, lines: Iterable[FilterLine]) -> None:
        self._plain: dict[str, dict[str, list[FilterLine]]] = {".": {}, "#": {}}
        self._classes: dict[str, list[Filter]] = {}
        self._ids: dict[str, list[Filter]] = {}
        self._tags: dict[str, list[Filter]] = {}
        self._written: dict[str, list[Filter]] = {}
        self._others: list[Filter] = []
        for line in lines:
            if is_plain(line.selectors):
                # Nearly all are a class or an id, and most of these are on no page: they are not read any further.
                self._plain[line.selectors[0]].setdefault(line.selectors[1:], []).append(line)
            else:
                for one in filters_of(line):
                    self._add(one)
        self._sought = Texts(tuple(self._written))

    def candidates(self, seen: Seen) -> Iterator[Filter]:
        """The filters that may name something on a page."""
        for mark, names, table in ((".", seen.classes, self._classes), ("#", seen.ids, self._ids)):
            plain = self._plain[mark]
            for name in [name for name in names if name in plain]:
                yield from chain.from_iterable(map(filters_of, plain[name]))
            for name in [name for name in names if name in table]:
                yield from table[name]
        if self._tags:
            for name in [name for name in seen.tags if name in self._tags]:
                yield from self._tags[name]
        if self._written:
            for text in self._sought.within(seen.written):
                yield from self._written[text]
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
                self._written.setdefault(_as_written(need), []).append(one)
            case _:
                self._others.append(one)


def _as_written(need: Attribute) -> str:
    """What is written on a page that has such an attribute."""
    start = f' {need.name}="'
    if need.ignores_case or not _REWRITTEN.isdisjoint(need.value):
        return start
    return start + need.value if need.operator in ("", "=", "^=") else need.value or start


def _needs(selector: Selector) -> Iterator[Simple]:
    """The names without which a selector names nothing."""
    for step in selector:
        for simple in step.simples:
            match simple:
                case Class() | Id() | Tag() | Attribute():
                    yield simple
                case Has((inner,)) | AnyOf((inner,)):
                    yield from _needs(inner)


def _rarity(need: Simple) -> tuple[int, int]:
    """Smaller for names that fewer pages bear: of two of one sort, for the longer one."""
    match need:
        case Class(name) | Id(name):
            return 0, -len(name)
        case Attribute(_, operator, value, ignores_case) if operator and len(value) >= _TELLING and not ignores_case:
            return 1, -len(value)
        case Tag(name) if "-" in name:
            return 2, -len(name)
        case Attribute(name):
            return 3, -len(name)
    return 4, 0
