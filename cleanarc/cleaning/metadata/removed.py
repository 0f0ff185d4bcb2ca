"""What the ledger took out of the text because it is a fact about it: title, byline, date, source, versions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleanarc.cleaning.metadata.bylines import byline_names, byline_publisher, worded_byline
from cleanarc.cleaning.metadata.dates import find_days
from cleanarc.cleaning.metadata.publishers import declared_publisher, labelled_publisher
from cleanarc.formats.urls import http_url, is_bare_root
from cleanarc.model import Kind, Ledger, Page

_VERSIONS = re.compile(r"^[ |]*([^\W\d_]+) *(\d{1,4}) *\| *\1 *(\d{1,4}) *(?:\|.*)?$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'|]+")
_ELSEWHERE = 100_000
"""Characters of the page in which the whole form of a day cut short is looked for."""
_CELL = re.compile(r"\s*\|\s*|\t")


@dataclass(frozen=True, slots=True)
class RemovedFacts:
    """The facts in the removed lines of a page; empty or None where none was removed."""

    title: str | None = None
    signed: tuple[str, ...] = ()
    """The authors in the first line that says in words that it names them."""
    authors: tuple[str, ...] = ()
    """The authors in all bylines, those among them that are a name beside a day."""
    date: str | None = None
    publisher: str | None = None
    """Whom a source label or a byline names."""
    declared: str | None = None
    """Whom a legal notice names as the page's own publisher."""
    url: str | None = None
    summary: str | None = None
    """The standfirst that stood above the text."""
    versions: tuple[int, ...] = ()


def read_removed(page: Page, ledger: Ledger, language: str | None) -> RemovedFacts:
    """The facts in what was removed. `language` is a tag that helps to read dates."""
    bylines = list(_texts(page, ledger, Kind.BYLINE))
    labels = [*_texts(page, ledger, Kind.SOURCE), *_texts(page, ledger, Kind.VERSION)]
    return RemovedFacts(
        title=next(_titles(page, ledger), None),
        signed=byline_names([part for line in bylines if (part := worded_byline(line))][:1]),
        authors=byline_names(bylines),
        date=_date([*_texts(page, ledger, Kind.DATE), *bylines, *labels], page, language),
        publisher=_first(labelled_publisher(t) for t in _texts(page, ledger, Kind.SOURCE))
        or _first(byline_publisher(t) for t in bylines),
        declared=_first(declared_publisher(t) for t in _texts(page, ledger, Kind.LEGAL)),
        url=_first(_address(text) for text in labels),
        summary=next((" ".join(text.split()) for text in _texts(page, ledger, Kind.SUMMARY)), None),
        versions=_versions(page, ledger),
    )


def _texts(page: Page, ledger: Ledger, kind: Kind) -> Iterator[str]:
    """The lines of the removals of one kind."""
    for removal in ledger.removals:
        if removal.kind is kind:
            yield from (line for line in page.text[removal.span.start : removal.span.end].splitlines() if line.strip())


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _titles(page: Page, ledger: Ledger) -> Iterator[str]:
    """The titles that were removed; of a table's row the last cell, which is the later version's."""
    for text in _texts(page, ledger, Kind.TITLE):
        cells = [cell for cell in _CELL.split(text) if cell.strip()]
        if cells:
            yield " ".join(cells[-1].lstrip("# ").split())


def _date(lines: list[str], page: Page, language: str | None) -> str | None:
    """The first whole day; one cut short is completed by the same day where the page has it whole."""
    days = [day for line in lines for day in find_days(line, language)]
    whole = next((day.iso for day in days if day.year), None)
    if whole or not days:
        return whole
    elsewhere = find_days(page.text[:_ELSEWHERE], language)
    return next((other.iso for day in days for other in elsewhere if day.completed_by(other)), None)


def _address(text: str) -> str | None:
    """The page's address in a line that holds just one."""
    found = {address.rstrip(".,;)") for address in _ADDRESS.findall(text)}
    url = http_url(found.pop()) if len(found) == 1 else None
    return url if url and not is_bare_root(url) else None


def _versions(page: Page, ledger: Ledger) -> tuple[int, ...]:
    """The numbers in the head of a table of versions ("Version 2 | Version 3")."""
    for removal in ledger.removals:
        if removal.kind is Kind.VERSION and (
            head := _VERSIONS.search(page.text[removal.span.start : removal.span.end])
        ):
            return int(head[2]), int(head[3])
    return ()
