"""What the ledger took out of the text because it is a fact about it: title, byline, date, source, versions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from cleanarc.cleaning.metadata.bylines import byline_names, byline_publisher, worded_names
from cleanarc.cleaning.metadata.dates import find_days
from cleanarc.cleaning.metadata.publishers import declared_publisher, labelled_publisher
from cleanarc.formats.urls import http_url, is_bare_root
from cleanarc.model import Kind, Ledger, Page
from cleanarc.rules.mojibake import mended

_VERSIONS = re.compile(r"^[ |]*([^\W\d_]+) *(\d{1,4}) *\| *\1 *(\d{1,4}) *(?:\|.*)?$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'|]+")
_MOST_LINES = 50
_MOST_CHARS = 2000
_ELSEWHERE = 20_000
"""Characters of the page in which the whole form of a day cut short is looked for."""
_TELLING = {Kind.TITLE, Kind.BYLINE, Kind.DATE, Kind.SOURCE, Kind.VERSION, Kind.LEGAL, Kind.SUMMARY}
_CELL = re.compile(r"\s*\|\s*|\t")


@dataclass(frozen=True)
class RemovedFacts:
    """The facts in the removed lines of a page; empty or None where none was removed.

    `language` is a tag that helps to read days.
    """

    page: Page
    ledger: Ledger
    language: str | None

    @cached_property
    def title(self) -> str | None:
        """The first title; of a table's row the last cell, which is the later version's."""
        rows = ([cell for cell in _CELL.split(text) if cell.strip()] for text in self._texts(Kind.TITLE))
        return next((" ".join(cells[-1].lstrip("# ").split()) for cells in rows if cells), None)

    @cached_property
    def signed(self) -> tuple[str, ...]:
        """The authors in the first line that says in words that it names them."""
        return next((named for line in self._bylines if (named := worded_names(line))), ())

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """The authors in all bylines, those among them that are a name beside a day."""
        return byline_names(self._bylines)

    @cached_property
    def date(self) -> str | None:
        """The first whole day, those of changes last; one cut short is completed where the page has the day whole."""
        lines = [*self._texts(Kind.DATE), *self._bylines, *self._labels]
        days = [day for line in lines for day in find_days(line, self.language)]
        whole = next((day.iso for day in sorted(days, key=lambda day: day.is_of_change) if day.year), None)
        if whole or not days:
            return whole
        elsewhere = find_days(self.page.text[:_ELSEWHERE], self.language)
        return next((other.iso for day in days for other in elsewhere if day.completed_by(other)), None)

    @cached_property
    def publisher(self) -> str | None:
        """Whom a source label or a byline names."""
        named = (labelled_publisher(text) for text in self._texts(Kind.SOURCE))
        return _first(named) or _first(byline_publisher(text) for text in self._bylines)

    @cached_property
    def declared(self) -> str | None:
        """Whom a legal notice names as the page's own publisher."""
        return _first(declared_publisher(text) for text in self._texts(Kind.LEGAL))

    @cached_property
    def url(self) -> str | None:
        return _first(_address(text) for text in self._labels)

    @cached_property
    def summary(self) -> str | None:
        """The standfirst that stood above the text."""
        return next((" ".join(text.split()) for text in self._texts(Kind.SUMMARY)), None)

    @cached_property
    def versions(self) -> tuple[int, ...]:
        """The numbers in the head of a table of versions ("Version 2 | Version 3")."""
        heads = (_VERSIONS.search(line) for line in self._texts(Kind.VERSION))
        return next(((int(head[2]), int(head[3])) for head in heads if head), ())

    @cached_property
    def _spans(self) -> dict[Kind, list[str]]:
        """The first removed texts of each kind that tells facts, as far as facts may stand in them."""
        found: dict[Kind, list[str]] = {}
        for removal in self.ledger.removals:
            if removal.kind in _TELLING and len(texts := found.setdefault(removal.kind, [])) < _MOST_LINES:
                texts.append(mended(self.page.text[removal.span.start : removal.span.end][:_MOST_CHARS]))
        return found

    def _texts(self, kind: Kind) -> Iterator[str]:
        """The first lines of the removals of one kind."""
        lines = (line for text in self._spans.get(kind, ()) for line in text.splitlines() if line.strip())
        return islice(lines, _MOST_LINES)

    @cached_property
    def _bylines(self) -> list[str]:
        return list(self._texts(Kind.BYLINE))

    @cached_property
    def _labels(self) -> list[str]:
        return [*self._texts(Kind.SOURCE), *self._texts(Kind.VERSION)]


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _address(text: str) -> str | None:
    """The page's address in a line that holds just one."""
    found = {address.rstrip(".,;)") for address in _ADDRESS.findall(text)}
    url = http_url(found.pop()) if len(found) == 1 else None
    return url if url and not is_bare_root(url) else None
