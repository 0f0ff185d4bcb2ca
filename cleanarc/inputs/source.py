"""A source as it was read, and what makes a document of it."""

from dataclasses import dataclass, replace
from functools import cached_property

from cleanarc.formats.imported import Imported
from cleanarc.inputs.hints import Hints, hints_of
from cleanarc.inputs.sniff import CHARACTERS, HTML, TEXT
from cleanarc.model import Capture, Problem

NAMED = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".txt": TEXT, ".md": TEXT}
"""What suffixes say that a file is."""
# Code and data that no content tells from text, as browsers store them beside a page.
_NEVER_TEXT = frozenset({
    ".css", ".csv", ".ics", ".ini", ".js", ".json", ".jsonl", ".map", ".mjs", ".php", ".py", ".sh", ".sql", ".srt",
    ".toml", ".ts", ".tsv", ".vcf", ".vtt", ".xml", ".yaml", ".yml",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """What a record was in the file that it came from.

    `uri` is its target URI, None where it has none; `url` the same where it is that of a page. `charset` and
    `modified`, a day, are what the server said.
    """

    imported: Imported
    is_document: bool = False
    uri: str | None = None
    url: str | None = None
    charset: str | None = None
    modified: str | None = None


# No slots: the hints are kept beside the fields once they were looked for.
@dataclass(frozen=True)
class Read:
    """A source as read.

    `data` are the bytes that are archived and named by their hash: the file's, of a `.gz` those inside, of a record its
    content. `media_type` is found from them; any but text/html and text/plain has no text to clean. `date` is the
    file's modification time, or the record's date, in WARC form.

    `origin` is there for a record: what it was in the file that it came from. One that is no document is read as the
    bytes of the whole record, of the type application/warc.
    """

    data: bytes
    media_type: str
    date: str
    problems: tuple[Problem, ...] = ()
    origin: Origin | None = None

    @cached_property
    def hints(self) -> Hints:
        """What the bytes say of their own address and title, nothing but for HTML: who has it does not look again."""
        return hints_of(self.data) if self.media_type == HTML else Hints()

    @property
    def is_document(self) -> bool:
        return self.origin is None or self.origin.is_document

    def url(self, known: str | None = None) -> str | None:
        """The page's own address: that of a record, else what the page gives, else the one that is known otherwise."""
        return self.origin.url if self.origin else self.hints.canonical or known

    def capture(self, url: str | None) -> Capture:
        """What is cleaned of it; `url` is the page's own address, where one is known."""
        charset, modified = (self.origin.charset, self.origin.modified) if self.origin else (None, None)
        return Capture(self.data, self.media_type, url, charset, modified)

    def without_bytes(self) -> "Read":
        """What was read but for the bytes and their hints, so that it is small enough to be handed around."""
        bare = self.origin and replace(self.origin, imported=self.origin.imported.without_bytes())
        return replace(self, data=b"", origin=bare)


def no_document(suffix: str, media_type: str) -> tuple[Problem, ...]:
    """Why a file whose suffix does not say that it is a document is none; empty when it is one."""
    if media_type == TEXT and suffix in _NEVER_TEXT:
        return (Problem("unsupported", f"A {suffix} file is taken only when it holds HTML."),)
    if media_type not in {HTML, TEXT}:
        return (Problem("unsupported", f"It is neither HTML nor plain text ({media_type})."),)
    return ()


def misdeclared(what: str, named: str | None, media_type: str) -> tuple[Problem, ...]:
    """The problem of a document whose name, or whatever else names its type, says another one than its content."""
    if named in {None, media_type} or media_type not in CHARACTERS:
        return ()
    return (Problem("misdeclared", f"The {what} says {named}, the content is {media_type} and was taken as that."),)
