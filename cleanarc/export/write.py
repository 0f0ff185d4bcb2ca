"""An export from end to end: the sink of that name, over the documents that have a text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from cleanarc.errors import UsageError
from cleanarc.export.sink import FileSink, FolderSink, Originals, Sink
from cleanarc.formats.files import atomic_file
from cleanarc.model import Document, Source


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many documents were written, and how many were left out: they have no text or, where the originals are
    written too, there is no page that their text is of."""

    written: int
    without_text: int
    without_page: int = 0


def write(documents: Iterable[Document], originals: Originals, sink: Sink, target: Path | BinaryIO) -> ExportReport:
    """Writes the documents to a file, a folder or a stream, the originals too where the sink wants them.

    A file is replaced as a whole when all is written; a stream is not closed. Raises UsageError where the sink wants
    another sort of target.
    """
    counted = _Counted(documents)
    if isinstance(sink, FolderSink):
        sink.write_folder(counted, _folder(sink, target))
    elif isinstance(sink, FileSink):
        _write_file(partial(sink.write_file, counted), sink, target)
    else:
        _write_file(partial(sink.write_bundle, counted.with_pages(originals), originals), sink, target)
    return ExportReport(counted.written, counted.without_text, counted.without_page)


def _folder(sink: Sink, target: Path | BinaryIO) -> Path:
    if not isinstance(target, Path):
        raise UsageError(f"{sink.name} writes a folder: name it with -o.")
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file: {sink.name} writes a folder, so name one.")
    target.mkdir(parents=True, exist_ok=True)
    return target


def _write_file(fill: Callable[[BinaryIO], None], sink: Sink, target: Path | BinaryIO) -> None:
    if not isinstance(target, Path):
        fill(target)
    elif target.is_dir():
        raise UsageError(f"{target} is a folder: {sink.name} writes a file, so name one.")
    elif target.exists() and not target.is_file():
        # A pipe or a device takes the bytes as they come; it must not be replaced by a file.
        with target.open("wb") as stream:
            fill(stream)
    else:
        with atomic_file(target.resolve()) as stream:
            fill(stream)


class _Counted:
    """The documents that have a text, and a page where one is asked for, counted as they pass."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self.written = self.without_text = self.without_page = 0

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            if document.result is None:
                self.without_text += 1
            else:
                self.written += 1
                yield document

    def with_pages(self, originals: Originals) -> Iterator[tuple[Document, Source]]:
        for document in self:
            if source := originals.captured(document.name):
                yield document, source
            else:
                self.written -= 1
                self.without_page += 1
