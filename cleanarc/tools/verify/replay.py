"""Doing each cleaning again from what the archive holds of it."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from cleanarc.cleaning.render import RENDERER, apply, render
from cleanarc.formats.cleaning_json import decode
from cleanarc.formats.warc import Record


class Replayer:
    """Takes the records of a text series in their order; a conversion stands before the metadata record on it.

    `learned` are the digests of the learned lines that cleanings name.
    """

    def __init__(self) -> None:
        self.replayed = 0
        self.learned: set[str] = set()
        self._last: Record | None = None

    def add(self, record: Record) -> Iterator[str]:
        """What is wrong with the cleaning that a record tells of. Raises DamageError when its JSON is no cleaning."""
        if record.type == "conversion":
            self._last = record
        if record.type != "metadata":
            return
        fields: dict[str, Any] = json.loads(record.block)
        if "versions" not in fields:
            return
        text = b""
        if fields["conversion"]:
            if self._last is None or self._last.id != fields["conversion"]:
                yield f"the conversion {fields['conversion']} does not stand before this record"
                return
            text = self._last.block
            if self._last.refers_to != record.refers_to:
                yield "the conversion before this record is of another document"
        if hashlib.sha256(text).hexdigest() != fields["text_sha256"]:
            yield "text_sha256 is not that of the clean text"
        result = decode({**fields, "text": text.decode("utf-8", "replace")})
        if result.versions.learned:
            self.learned.add(result.versions.learned)
        if result.versions.renderer == RENDERER:
            self.replayed += 1
            if render(apply(result.ledger, result.page)).encode("utf-8") != text:
                yield "replaying the ledger does not give the clean text"
