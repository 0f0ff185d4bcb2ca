"""What a sink is: it writes documents to one file, to a folder of files, or to one file with their originals."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from cleanarc.model import Document, Source


@runtime_checkable
class FileSink(Protocol):
    """Writes all documents to one stream of bytes; who calls it decides which file that is."""

    @property
    def name(self) -> str:
        """What `--as` calls it."""

    @property
    def summary(self) -> str:
        """What it writes, in a phrase."""

    def write_file(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        """Writes the documents, all of which have a text, in their order."""


@runtime_checkable
class FolderSink(Protocol):
    """Writes documents to files in a folder that exists; each file is whole or not there."""

    @property
    def name(self) -> str:
        """What `--as` calls it."""

    @property
    def summary(self) -> str:
        """What it writes, in a phrase."""

    def write_folder(self, documents: Iterable[Document], folder: Path) -> None:
        """Writes the documents, all of which have a text, in their order."""


@dataclass(frozen=True, slots=True)
class Originals:
    """The files of an archive that hold its documents as they came.

    `warcs` are the WARC files of the raw series in their order, `index` is their CDXJ. `collection` is what the archive
    is called, `software` what made it. `captured` gives the first source of a document, by its name, that the index
    has; None where it has none.
    """

    warcs: tuple[Path, ...]
    index: Path
    collection: str
    software: str
    captured: Callable[[str], Source | None]


@runtime_checkable
class BundleSink(Protocol):
    """Writes all documents and the files that hold their originals to one stream of bytes."""

    @property
    def name(self) -> str:
        """What `--as` calls it."""

    @property
    def summary(self) -> str:
        """What it writes, in a phrase."""

    def write_bundle(
        self, documents: Iterable[tuple[Document, Source]], originals: Originals, stream: BinaryIO
    ) -> None:
        """Writes the originals and the documents, all of which have a text and come with the source that the index has,
        in their order. Raises OSError."""


Sink = FileSink | FolderSink | BundleSink
