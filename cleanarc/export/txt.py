"""Plain text: a file a document."""

from collections.abc import Iterable
from pathlib import Path

from cleanarc.formats.files import write_atomic
from cleanarc.model import Document


class Txt:
    """NAME.txt with the clean text in UTF-8, as the archive's own clean/ has it."""

    name = "txt"
    summary = "a folder of NAME.txt with the clean text"

    def write_folder(self, documents: Iterable[Document], folder: Path) -> None:
        for document in documents:
            write_atomic(folder / f"{document.name}.txt", (document.text or "").encode("utf-8", "replace"))
