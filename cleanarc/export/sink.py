"""What a sink is: it writes documents to one file, or to a folder of files."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from cleanarc.model import Document


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


Sink = FileSink | FolderSink
