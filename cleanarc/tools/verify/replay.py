"""Doing each cleaning again from what the archive holds of it."""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from cleanarc.cleaning.render import RENDERER, apply, render
from cleanarc.formats.cleaning_json import decode
from cleanarc.formats.http import content
from cleanarc.formats.warc import Record
from cleanarc.model import CleanResult
from cleanarc.tools.verify.segmentation import comes_from, is_comparable


class Replayer:
    """Takes the records of a text series in their order; a conversion stands before the metadata record on it.

    `read_raw` gives a record of the raw series by its id, None where it is not there or damaged. `learned` are the
    digests of the learned lines that cleanings name.
    """

    def __init__(self, read_raw: Callable[[str], Record | None]) -> None:
        self.replayed = 0
        self.segmented = 0
        self.learned: set[str] = set()
        self._read_raw = read_raw
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
        raw = self._read_raw(fields["record"]) if is_comparable(result) else None
        if raw:
            yield from self._segment_again(result, raw)

    def _segment_again(self, result: CleanResult, raw: Record) -> Iterator[str]:
        self.segmented += 1
        held = content(raw)
        if not comes_from(result.page, held.data, held.charset, result, raw.uri):
            yield "the page text is not what the original bytes give"
