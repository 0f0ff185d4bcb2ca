"""An export from end to end: the sink of that name, over the documents that have a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cleanarc.errors import UsageError
from cleanarc.export.sink import FileSink, Sink
from cleanarc.formats.files import atomic_file
from cleanarc.model import Document


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many documents were written, and how many were left out because they have no text."""

    written: int
    without_text: int


def write(documents: Iterable[Document], sink: Sink, target: Path | BinaryIO) -> ExportReport:
    """Writes the documents to a file, a folder or a stream. Raises UsageError where the sink wants another of these.

    A file is replaced as a whole when all is written; a stream is not closed.
    """
    counted = _Counted(documents)
    if isinstance(sink, FileSink):
        if not isinstance(target, Path):
            sink.write_file(counted, target)
        elif target.is_dir():
            raise UsageError(f"{target} is a folder: {sink.name} writes a file, so name one.")
        elif target.exists() and not target.is_file():
            # A pipe or a device takes the bytes as they come; it must not be replaced by a file.
            with target.open("wb") as stream:
                sink.write_file(counted, stream)
        else:
            with atomic_file(target.resolve()) as stream:
                sink.write_file(counted, stream)
    elif isinstance(target, Path):
        if target.exists() and not target.is_dir():
            raise UsageError(f"{target} is a file: {sink.name} writes a folder, so name one.")
        target.mkdir(parents=True, exist_ok=True)
        sink.write_folder(counted, target)
    else:
        raise UsageError(f"{sink.name} writes a folder: name it with -o.")
    return ExportReport(counted.written, counted.without_text)


class _Counted:
    """The documents that have a text, counted as they pass."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self.written = self.without_text = 0

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            if document.result is None:
                self.without_text += 1
            else:
                self.written += 1
                yield document
