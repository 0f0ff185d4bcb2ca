"""The filters of some lists together: which of them are for a page and may name something on it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from cleanarc.rules.foreign.cosmetic import Filter, FilterList
from cleanarc.rules.foreign.index import Index, Seen
from cleanarc.rules.foreign.sites import Sites, names_of

_REMEMBERED = 64
"""Sites whose own filters stay at hand."""


class Filters:
    """The filters of some lists. An exception in one list counts in all."""

    def __init__(self, lists: Iterable[FilterList]) -> None:
        self.lists = tuple(lists)
        filters = list(chain.from_iterable(one.filters for one in self.lists))
        self._exceptions: dict[str, list[Sites]] = {}
        for one in self.lists:
            for written, sites in one.exceptions.items():
                self._exceptions.setdefault(written, []).extend(sites)
        self._spared = frozenset().union(*(one.spared for one in self.lists))
        self._generic = Index(one for one in filters if not one.sites.included)
        self._by_site: dict[str, list[Filter]] = {}
        for one in filters:
            for site in one.sites.included:
                self._by_site.setdefault(site, []).append(one)
        self._own = lru_cache(_REMEMBERED)(self._index_of)

    def candidates(self, url: str | None, seen: Seen) -> Iterator[Filter]:
        """The filters that are for a page and may name something on it, those of its site first."""
        names = names_of(url)
        own = (found for name in names if name in self._by_site for found in self._own(name).candidates(seen))
        generic = () if self._spared.intersection(names) else self._generic.candidates(seen)
        for found in chain(own, generic):
            if found.sites.hold(names) and not self._is_excepted(found, names):
                yield found

    def _index_of(self, site: str) -> "Index":
        return Index(self._by_site[site])

    def _is_excepted(self, one: Filter, names: tuple[str, ...]) -> bool:
        exceptions = self._exceptions.get(one.written)
        return exceptions is not None and any(sites.hold(names) for sites in exceptions)
