"""An archive opened for reading."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cleanarc.archive.catalog import CatalogReader, Listed, Location, connect, readable
from cleanarc.archive.layout import Layout, read_settings
from cleanarc.errors import ArchiveDamagedError
from cleanarc.formats.cleaning_json import decode
from cleanarc.formats.damage import DamageError
from cleanarc.formats.members import inflate
from cleanarc.formats.warc import Record, parse
from cleanarc.model import CleanResult, Document


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

    def get(self, name: str) -> Document:
        """The document of this name, of this number, or the only one whose name begins so. Raises NotFoundError."""
        with readable(self._layout.catalog):
            listed = self._catalog.find(name)
        return self._document(listed)

    def captures(self, name: str) -> tuple[Document, ...]:
        """The document that `get` gives for a name, and all that share an address with it, by date and then number.

        Two share an address when one was found where the other was, or where the other says that it belongs. Whether
        they are the same article is not looked at. Raises NotFoundError.
        """
        with readable(self._layout.catalog):
            found = self._catalog.at_same_address(self._catalog.find(name))
        return tuple(map(self._document, found))

    def _document(self, listed: Listed) -> Document:
        with readable(self._layout.catalog):
            current = self._catalog.current(listed.name)
            if current is None:
                raise ArchiveDamagedError(f"The document {listed.name} is missing: run 'cleanarc verify'.")
            cleaning = self._locate(current.cleaning) if current.cleaning else None
            conversion = self._locate(current.conversion) if current.conversion else None
        return Document(
            name=listed.name,
            sha256=listed.sha256,
            sources=listed.sources,
            problems=listed.problems,
            result=self._result(cleaning, conversion) if cleaning and conversion else None,
            read_raw=partial(self._raw, current.raw),
        )

    def _raw(self, record: str) -> bytes:
        with readable(self._layout.catalog):
            at = self._locate(record)
        return _block(self._layout, at)

    def _locate(self, record: str) -> Location:
        found = self._catalog.locate(record)
        if found is None:
            raise ArchiveDamagedError(f"The record {record} is missing: run 'cleanarc verify'.")
        return found

    def _result(self, cleaning: Location, conversion: Location) -> CleanResult:
        try:
            fields: dict[str, Any] = json.loads(_block(self._layout, cleaning))
            return decode({**fields, "text": _block(self._layout, conversion).decode("utf-8")})
        except (DamageError, ValueError, TypeError) as error:
            raise ArchiveDamagedError(_message(cleaning, str(error))) from error


def _block(layout: Layout, at: Location) -> bytes:
    return _read_record(layout, at).block


def _read_record(layout: Layout, at: Location) -> Record:
    """The record at a place. Raises ArchiveDamagedError when there is none."""
    try:
        with (layout.root / at.file).open("rb") as stream:
            stream.seek(at.offset)
            return parse(inflate(stream.read(at.length)))
    except OSError as error:
        raise ArchiveDamagedError(_message(at, error.strerror or "it can't be read")) from error
    except DamageError as error:
        raise ArchiveDamagedError(_message(at, str(error))) from error


def _message(at: Location, what: str) -> str:
    return f"{at.file} is damaged at byte {at.offset} ({what}): run 'cleanarc verify'."
