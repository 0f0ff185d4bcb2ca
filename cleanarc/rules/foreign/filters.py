"""The filters of some lists together: which of them are for a page and may name something on it."""

from collections.abc import Iterable, Iterator
from itertools import chain

from cleanarc.rules.foreign.cosmetic import Filter, FilterLine, FilterList
from cleanarc.rules.foreign.index import Index, Seen
from cleanarc.rules.foreign.sites import Sites, names_of


class Filters:
    """The filters of some lists. An exception in one list counts in all."""

    def __init__(self, lists: Iterable[FilterList]) -> None:
        self.lists = tuple(lists)
        self._exceptions: dict[str, list[Sites]] = {}
        self._spared = frozenset().union(*(one.spared for one in self.lists))
        generic: list[FilterLine] = []
        self._by_site: dict[str, list[FilterLine]] = {}
        for one in self.lists:
            for written, excepted in one.exceptions.items():
                self._exceptions.setdefault(written, []).extend(excepted)
            for line in one.lines:
                sites = line.sites_meant
                for site in sites:
                    self._by_site.setdefault(site, []).append(line)
                if not sites:
                    generic.append(line)
        self._generic = Index(generic)
        self._own: dict[str, Index] = {}

    def __reduce__(self) -> tuple[type["Filters"], tuple[tuple[FilterList, ...]]]:
        # What RE2 looks for does not go to other processes: there it is made anew.
        return Filters, (self.lists,)

    def candidates(self, url: str | None, seen: Seen) -> Iterator[Filter]:
        """The filters that are for a page and may name something on it, those of its site first."""
        names = names_of(url)
        own = (found for name in names if name in self._by_site for found in self._of(name).candidates(seen))
        generic = () if self._spared.intersection(names) else self._generic.candidates(seen)
        for found in chain(own, generic):
            if found.sites.hold(names) and not self._is_excepted(found, names):
                yield found

    def _of(self, site: str) -> Index:
        """The filters of one site, read once a page of it is met."""
        if site not in self._own:
            self._own[site] = Index(self._by_site[site])
        return self._own[site]

    def _is_excepted(self, one: Filter, names: tuple[str, ...]) -> bool:
        exceptions = self._exceptions.get(one.written)
        return exceptions is not None and any(sites.hold(names) for sites in exceptions)
