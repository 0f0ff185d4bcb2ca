"""Lists of cosmetic filters, such as EasyList, as Adblock Plus, uBlock Origin and AdGuard read them.

    ! a comment
    ##.ad-box                            hides what the selector names, on all pages
    lindpost.example,~m.lindpost.example##.ad, #promo
    lindpost.*#?#.box:has-text(Advert)
    lindpost.example#@#.ad-box           an exception: the filter of that selector is not for this site
    @@||lindpost.example^$generichide    filters that name no site are not for this one

Sources: https://help.adblockplus.org/hc/en-us/articles/360062733293,
https://github.com/gorhill/uBlock/wiki/Static-filter-syntax,
https://adguard.com/kb/general/ad-filtering/create-own-filters/.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from cleanarc.rules.foreign.operators import parts_of
from cleanarc.rules.foreign.read_selector import read_selectors
from cleanarc.rules.foreign.selectors import Selector
from cleanarc.rules.foreign.sites import Sites, ascii_host, read_sites
from cleanarc.rules.foreign.unusable import Reason, Unusable

_HEADERS = ("[adblock", "[ublock", "[adguard")
_LINE = re.compile(r"([^#]*+)#(@?)([?$%^]*+)#(.*)", re.S)
"""Sites, whether it is an exception, the sort of filter, and the filter."""
_SORTS = {"%": Reason.SCRIPT, "$": Reason.STYLE, "^": Reason.RESPONSE}
_SNIPPET = re.compile(r"[\w-]+(?:\s|$)")
"""What a script of Adblock Plus starts with, `#$#log hello`; styles of AdGuard start with a selector."""
_COMMENT = re.compile(r"!|\[(?:adblock|ublock|adguard)|#(?![@?$%^]*#)", re.IGNORECASE)
_NETWORK = re.compile(r"(?:@@|\|\|)\S+$")
_SPACE = re.compile(r"\s")
_SPARED = re.compile(r"@@\|\|([\w.-]+)\^?\$([\w,~-]+)")
"""Network rules that spare a whole site; such with other conditions are none of ours."""
_SPARING = frozenset({"generichide", "ghide", "elemhide", "ehide"})


class FilterLine(NamedTuple):
    """A filter as it is written: most are for sites that are never met, and are not read any further."""

    sites: str
    selectors: str
    list_name: str

    @property
    def sites_meant(self) -> list[str]:
        """The sites that it is for, as they are looked up; none of a filter for all sites, or all but some."""
        if not self.sites:
            return []
        sites = [site.strip() for site in self.sites.lower().split(",")]
        return [] if "*" in sites else [ascii_host(site) for site in sites if site[:1] != "~"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Hides the elements that a selector names, on some sites. `written` is the selector as it stands in its list, of
    the name `list_name`."""

    written: str
    selector: Selector
    sites: Sites
    list_name: str


@dataclass(frozen=True)
class FilterList:
    """What a list holds that may be used.

    `exceptions` are sites that a filter is not for, by what is written; `spared` are those of filters that name no
    site. `others` counts the lines that are no filters of ours, by reason.
    """

    name: str
    lines: tuple[FilterLine, ...]
    exceptions: Mapping[str, tuple[Sites, ...]]
    spared: frozenset[str]
    others: Mapping[Reason, int]

    @cached_property
    def refused(self) -> Mapping[Reason, int]:
        """All lines that can't be used, counted by reason; each is read for it, which takes seconds for great lists."""
        counts = Counter(self.others)
        for line in self.lines:
            try:
                read_line(line)
            except Unusable as unusable:
                counts[unusable.reason] += 1
        return dict(sorted(counts.items()))


def filters_of(line: FilterLine) -> list[Filter]:
    """The filters that a line holds, parted by commas; none when it can't be used."""
    try:
        return read_line(line)
    except Unusable:
        return []


def read_line(line: FilterLine) -> list[Filter]:
    """The filters that a line holds. Raises Unusable."""
    sites = read_sites(line.sites)
    return [Filter(written, selector, sites, line.list_name) for written, selector in read_selectors(line.selectors)]


def has_list_header(text: str) -> bool:
    """Whether a text says of itself that it is a list of filters."""
    return text[:20].lower().startswith(_HEADERS)


def is_filter_list(text: str) -> bool:
    """Whether a text is a list of filters: by its header, or because at least half of its lines are filters, some of
    them cosmetic; a readme may have a heading "##Words"."""
    if has_list_header(text):
        return True
    lines = [line for line in map(str.strip, text.splitlines()) if line and not _COMMENT.match(line)]
    cosmetic = sum(map(_is_filter, lines))
    network = sum(bool(_NETWORK.match(line)) for line in lines)
    return cosmetic > 0 and 2 * (cosmetic + network) >= len(lines)


def first_filter(text: str) -> int | None:
    """The number of the first line that is a filter by its looks; None where none is."""
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if _is_filter(line.strip()) and not _COMMENT.match(line)), None)


def _is_filter(line: str) -> bool:
    found = _LINE.fullmatch(line)
    return bool(found and found[4] and not found[4][0].isspace() and not _SPACE.search(found[1]))


# A process reads a list once, whoever asks for it.
@lru_cache(maxsize=32)
def read_list(name: str, text: str) -> FilterList:
    """The list that a text holds, `name` being that of its file. What can't be used in it is counted, and no error."""
    reader = _Reader(name)
    for line in text.splitlines():
        try:
            reader.read(line.strip())
        except Unusable as unusable:
            reader.others[unusable.reason] += 1
    exceptions = {written: tuple(sites) for written, sites in reader.exceptions.items()}
    return FilterList(name, tuple(reader.lines), exceptions, frozenset(reader.spared), reader.others)


class _Reader:
    """Reads a list line by line."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.lines: list[FilterLine] = []
        self.exceptions: dict[str, list[Sites]] = {}
        self.spared: set[str] = set()
        self.others: Counter[Reason] = Counter()

    def read(self, line: str) -> None:
        """Reads one line. Raises Unusable."""
        if not line or _COMMENT.match(line):
            return
        found = _LINE.fullmatch(line)
        if found is None:
            self._read_network_rule(line)
            return
        sites, exception, sort, body = found.groups()
        _ask_usable(sort, body)
        if not exception:
            self.lines.append(FilterLine(sites, body.strip(), self._name))
            return
        for written in parts_of(body):
            self.exceptions.setdefault(written, []).append(read_sites(sites))

    def _read_network_rule(self, line: str) -> None:
        spared = _SPARED.fullmatch(line)
        options = set(spared[2].split(",")) if spared else set()
        if not spared or _SPARING.isdisjoint(options) or "badfilter" in options:
            raise Unusable(Reason.NETWORK)
        self.spared.add(spared[1].lower())


def _ask_usable(sort: str, body: str) -> None:
    """Raises Unusable for a filter that does something else than to hide elements."""
    if reason := next((_SORTS[mark] for mark in sort if mark in _SORTS), None):
        is_script = "$" in sort and _SNIPPET.match(body) and "{" not in body
        raise Unusable(Reason.SCRIPT if is_script else reason)
    if body.startswith(("+js(", "script:inject(", "//scriptlet(")):
        raise Unusable(Reason.SCRIPT)
    if body.startswith("^"):
        raise Unusable(Reason.RESPONSE)
    if body.endswith("}") and "{" in body:
        raise Unusable(Reason.STYLE)
