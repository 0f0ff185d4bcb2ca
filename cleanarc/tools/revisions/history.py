"""The versions of one article: the columns of a version tracker's table, and the captures of one address."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cleanarc.archive import Archive
from cleanarc.errors import NotFoundError
from cleanarc.model import CleanResult, Document, Revision, Span
from cleanarc.rules.folding import fold, single_spaced
from cleanarc.rules.version_table import likeness
from cleanarc.tools.revisions.compare import Change, compare

_SAME_ARTICLE = 0.5
"""Share of words that two documents of one address have in common when they are versions of one article."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article: `lines` are its paragraphs, below its headline where that is known.

    `label` is what the page calls it; for a capture, which calls itself nothing, its date. `document` is the name of
    the document that holds it, `date` when that was captured, in WARC form. `is_clean_text`: this is the version that
    the document's clean text is. `inferred` are those of the lines of which the page does not tell whether this version
    has them.
    """

    label: str
    document: str
    date: str
    is_clean_text: bool
    lines: tuple[str, ...]
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The versions of the article that the document `name` is, oldest first; there is at least one.

    `changes[n]` tells what changed from version n to version n + 1.
    """

    name: str
    versions: tuple[Version, ...]
    changes: tuple[tuple[Change, ...], ...]


def revisions(archive: Archive, name: str) -> History:
    """The versions of the article that a document is.

    They are those that the document's own page compares, and those of the documents that share an address with it and
    are the same article. Raises NotFoundError when there is no such document, or it has no text.
    """
    document = archive.get(name)
    if document.result is None:
        raise NotFoundError(f"{document.name} has no text: 'cleanarc ls' tells why.")
    captures = (one for one in archive.captures(document.name) if _is_same_article(one, document))
    versions = tuple(version for one in captures for version in _versions(one))
    changes = (compare(old.lines, new.lines, frozenset(new.inferred)) for old, new in pairwise(versions))
    return History(document.name, versions, tuple(changes))


def _is_same_article(one: Document, document: Document) -> bool:
    """Whether two documents of one address are one article: a site may give one address to all of its pages."""
    if one.result is None or document.result is None:
        return False
    shared = {source.uri for source in one.sources} & {source.uri for source in document.sources}
    if shared or likeness(one.result.text, document.result.text) >= _SAME_ARTICLE:
        return True
    titles = [fold(result.metadata.title or "") for result in (one.result, document.result)]
    return titles[0] == titles[1] != ""


def _versions(document: Document) -> Iterator[Version]:
    result = document.result
    if result is None:
        return
    date = min(source.date for source in document.sources)
    if not result.revisions:
        whole = (result.metadata.title or "", *result.text.splitlines())
        yield Version(date, document.name, date, True, tuple(single_spaced(line) for line in whole if line))
        return
    latest = max(result.revisions, key=lambda revision: _kept(result, revision))
    for revision in _oldest_first(result.revisions, latest):
        lines, inferred = _texts(result, revision.spans), _texts(result, revision.inferred)
        yield Version(revision.label, document.name, date, revision is latest, lines, inferred)


def _oldest_first(found: tuple[Revision, ...], latest: Revision) -> tuple[Revision, ...]:
    """The columns of a table in the order of time: some trackers set the latest first."""
    return tuple(reversed(found)) if found[0] is latest else found


def _kept(result: CleanResult, revision: Revision) -> int:
    """How many characters of a revision are in the clean text."""
    gone = sorted(removal.span for removal in result.ledger.removals)
    return sum(end - start for start, end in revision.spans if not _is_within(start, gone))


def _is_within(place: int, spans: Sequence[Span]) -> bool:
    """Whether a place is in one of spans that are sorted and don't overlap."""
    n = bisect_right(spans, place, key=lambda span: span.start) - 1
    return n >= 0 and place < spans[n].end


def _texts(result: CleanResult, spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(single_spaced(result.page.text[start:end]) for start, end in spans)
