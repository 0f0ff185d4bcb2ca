"""A document on its way: where it came from, its bytes, what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from cleanarc.model.ledger import Ledger
from cleanarc.model.page import Page, Span


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with a document. `message` is one sentence; `code` never changes, so programs may test it.

    `transient` problems (a deadline, a file that changed under us) are tried again at the next ingest.
    """

    code: str
    message: str
    transient: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a content was found.

    `path` is relative to the folder that was named, percent-encoded where it is not UTF-8. `date` is the capture's,
    in WARC form (2026-01-31T12:00:00Z).
    """

    path: str
    uri: str
    date: str


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one document as they came, with what is known of them from outside.

    `url` is the page's own address where one is known, None when only an invented one could be given. `charset` is
    what the transport declared, and `modified` the day on which it says that they were changed last.
    """

    data: bytes
    media_type: str
    url: str | None = None
    charset: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article. What is not known is None or empty; nothing is invented.

    `date` is an ISO day or time. `language` is an ISO 639-1 code. `publisher` is the original one, `via` who reposted
    it. `dateline` is the place that opens the text, `agencies` the news agencies that it is credited to.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    publisher: str | None = None
    via: str | None = None
    agencies: tuple[str, ...] = ()
    dateline: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    description: str | None = None
    versions: tuple[int, ...] = ()
    """The numbers of the versions that a version tracker's page compares."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article that a page shows beside others, as the spans of the page that hold it.

    `inferred` are those of the spans that were counted as present without a mark in the page.
    """

    label: str
    spans: tuple[Span, ...]
    inferred: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a cleaning: the same versions and digests on the same bytes give the same result."""

    cleaner: str
    segmenter: str
    renderer: str
    rules: str
    """SHA-256 of the rules, in hex."""
    learned: str | None = None
    """SHA-256 of the learned lines, in hex; None when none were used."""
    model: str | None = None
    """SHA-256 of the statistical model, in hex; None when it was not asked."""
    policy: str | None = None
    """`Policy.name`: None for the default."""
    config: str | None = None
    """SHA-256 of the site config that the page was cut and cleaned by, in hex; None when there was none."""


# No slots: the metadata is kept beside the fields once it was found.
@dataclass(frozen=True)
class CleanResult:
    """A document cleaned. `text` is render(apply(ledger, page)); it is empty when there is no usable text.

    `confidence`, from 0 to 1, says how sure it is that the text is the article and all of it: the F1 that a learned
    model expects of it. It is at most 0.25 where a problem says that the page is no article, and 1.0 for an article
    that an extractor made, in which rules decide alone.
    """

    text: str
    page: Page
    ledger: Ledger
    find_metadata: Callable[[], Metadata] = field(repr=False, compare=False)
    versions: Versions
    media_type: str
    encoding: str | None = None
    revisions: tuple[Revision, ...] = ()
    problems: tuple[Problem, ...] = ()
    confidence: float = 1.0

    @cached_property
    def metadata(self) -> Metadata:
        """What is known of the article. It is found when it is first asked for: who wants text alone waits for none."""
        return self.find_metadata()

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: the metadata is found before that, for what it is found in stays behind."""
        return {**vars(self), "find_metadata": partial(_known, self.metadata)}


def _known(metadata: Metadata) -> Metadata:
    return metadata


@dataclass(frozen=True, slots=True)
class Document:
    """A document in an archive. `result` is None when it has no usable text, `name` is NNN_<16 hex or more>.

    `record` is the id of the record that holds its bytes, None where it is not known.
    """

    name: str
    sha256: str
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    result: CleanResult | None
    read_raw: Callable[[], bytes] = field(repr=False, compare=False)
    record: str | None = None

    @property
    def raw(self) -> bytes:
        """The bytes whose SHA-256 is in the name, read from the archive at each call: those of the file, or of an HTTP
        response the body with its encodings undone."""
        return self.read_raw()

    @property
    def text(self) -> str | None:
        return self.result.text if self.result else None

    @property
    def metadata(self) -> Metadata | None:
        return self.result.metadata if self.result else None

    @property
    def ledger(self) -> Ledger | None:
        return self.result.ledger if self.result else None
