"""JSON Lines: a row a document."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import BinaryIO

from cleanarc.export.row import row_of
from cleanarc.model import Document


class Jsonl:
    """UTF-8, a line a document, the keys always in the same order."""

    name = "jsonl"
    summary = "a JSON object a line: id, text, metadata; to standard output without -o"

    def write_file(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        for document in documents:
            line = json.dumps(asdict(row_of(document)), ensure_ascii=False, separators=(",", ":"))
            stream.write(line.encode("utf-8", "replace") + b"\n")
