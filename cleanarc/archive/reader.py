"""An archive opened for reading."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cleanarc.archive.catalog import CatalogReader, Listed, Location, StoredCleaning, connect, readable
from cleanarc.archive.layout import Layout, read_settings
from cleanarc.errors import ArchiveDamagedError, NotFoundError
from cleanarc.formats.cleaning_json import decode
from cleanarc.formats.damage import DamageError
from cleanarc.formats.http import content
from cleanarc.formats.members import inflate
from cleanarc.formats.warc import Record, parse
from cleanarc.model import CleanResult, Document, Problem, Source, Versions


@dataclass(frozen=True, slots=True)
class CleaningFacts:
    """One cleaning of a document. `number` counts its cleanings from the oldest, 1; `versions` are what made it.

    `text_sha256` is that of its text, of nothing where it has none.
    """

    number: int
    text_sha256: str
    problems: tuple[Problem, ...]
    versions: Versions


class Archive:
    """The documents of an archive, read one at a time from its WARC files. A context manager; it never writes.

    Raises ArchiveMissingError when there is no archive at `root`, ArchiveNewerError when it is of a newer format,
    ArchiveDamagedError when it can't be read, there or whenever a document is read.
    """

    def __init__(self, root: str | Path) -> None:
        self._layout = Layout(Path(root))
        self.settings = read_settings(self._layout)
        self._connection = connect(self._layout.catalog)
        self._catalog = CatalogReader(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def __len__(self) -> int:
        with readable(self._layout.catalog):
            return self._catalog.count()

    def __iter__(self) -> Iterator[Document]:
        """Every document in the order of the names' numbers, with text or without."""
        return (self._document(listed) for listed in self.rows())

    def rows(self) -> Iterator[Listed]:
        """What `ls` shows of each document, without reading the WARC files."""
        with readable(self._layout.catalog):
            yield from self._catalog.listed()

    def get(self, name: str, cleaning: int | None = None) -> Document:
        """The document of this name, of this number, or the only one whose name begins so.

        `cleaning` is the number of one of its cleanings, 1 for the oldest; the newest when None. Raises NotFoundError
        when there is none.
        """
        with readable(self._layout.catalog):
            listed = self._catalog.find(name)
        return self._document(listed, cleaning)

    def cleanings(self, name: str) -> tuple[CleaningFacts, ...]:
        """The cleanings of the document that `get` gives for a name, oldest first. Raises NotFoundError."""
        with readable(self._layout.catalog):
            found = self._catalog.cleanings(self._catalog.find(name).name)
        return tuple(self._facts(number, one) for number, one in enumerate(found, 1))

    def raw_files(self) -> tuple[Path, ...]:
        """The WARC files that hold the documents as they came, in their order. No run must be writing meanwhile."""
        return tuple(self._layout.root / file for file in self._layout.warcs("raw"))

    def raw_index(self) -> Path:
        """The CDXJ index of these files."""
        return self._layout.index("raw")

    def captured(self, name: str) -> Source | None:
        """The first of a document's sources that is in this index; None for a text that others extracted."""
        with readable(self._layout.catalog):
            return self._catalog.captured(name)

    def captures(self, name: str) -> tuple[Document, ...]:
        """The document that `get` gives for a name, and all that share an address with it, by date and then number.

        Two share an address when one was found where the other was, or where the other says that it belongs. Whether
        they are the same article is not looked at. Raises NotFoundError.
        """
        with readable(self._layout.catalog):
            found = self._catalog.at_same_address(self._catalog.find(name))
        return tuple(map(self._document, found))

    def _facts(self, number: int, cleaning: StoredCleaning) -> CleaningFacts:
        result = read_cleaning(self._layout, self._locate(cleaning.cleaning), None)
        return CleaningFacts(number, cleaning.text_sha256, cleaning.problems, result.versions)

    def _document(self, listed: Listed, cleaning: int | None = None) -> Document:
        with readable(self._layout.catalog):
            if cleaning is None:
                current = self._catalog.current(listed.name)
            else:
                current = _numbered(self._catalog.cleanings(listed.name), cleaning, listed.name)
            raw = self._catalog.locate(listed.record)
            metadata = self._locate(current.cleaning) if current else None
            conversion = self._locate(current.conversion) if current and current.conversion else None
        return Document(
            name=listed.name,
            sha256=listed.sha256,
            sources=listed.sources,
            problems=listed.problems if cleaning is None or current is None else current.problems,
            result=read_cleaning(self._layout, metadata, conversion) if metadata and conversion else None,
            read_raw=partial(_raw, self._layout, listed.record, raw),
            record=listed.record,
        )

    def _locate(self, record: str) -> Location:
        found = self._catalog.locate(record)
        if found is None:
            raise _missing(record)
        return found


def read_cleaning(layout: Layout, metadata: Location, conversion: Location | None) -> CleanResult:
    """A cleaning from its metadata record, and the conversion with its text, where it has one.

    Raises ArchiveDamagedError when there is none.
    """
    try:
        fields: dict[str, Any] = json.loads(_block(layout, metadata))
        text = _block(layout, conversion).decode("utf-8") if conversion else ""
        return decode({**fields, "text": text})
    except (DamageError, ValueError, TypeError) as error:
        raise ArchiveDamagedError(_message(metadata, str(error))) from error


def _raw(layout: Layout, record: str, at: Location | None) -> bytes:
    """A document's bytes: of an imported response the body, its encodings undone."""
    if at is None:
        raise _missing(record)
    return content(read_record(layout, at)).data


def _block(layout: Layout, at: Location) -> bytes:
    return read_record(layout, at).block


def read_record(layout: Layout, at: Location) -> Record:
    """The record at a place. Raises ArchiveDamagedError when there is none."""
    try:
        with (layout.root / at.file).open("rb") as stream:
            stream.seek(at.offset)
            return parse(inflate(stream.read(at.length)))
    except OSError as error:
        raise ArchiveDamagedError(_message(at, error.strerror or "it can't be read")) from error
    except DamageError as error:
        raise ArchiveDamagedError(_message(at, str(error))) from error


def _missing(record: str) -> ArchiveDamagedError:
    return ArchiveDamagedError(f"The record {record} is missing: run 'cleanarc verify'.")


def _message(at: Location, what: str) -> str:
    return f"{at.file} is damaged at byte {at.offset} ({what}): run 'cleanarc verify'."


def _numbered(cleanings: Sequence[StoredCleaning], number: int, name: str) -> StoredCleaning:
    if not 0 < number <= len(cleanings):
        count = "one cleaning" if len(cleanings) == 1 else f"{len(cleanings)} cleanings"
        raise NotFoundError(f"{name} has {count}, no number {number}: 'cleanarc show {name} --cleanings' lists them.")
    return cleanings[number - 1]
