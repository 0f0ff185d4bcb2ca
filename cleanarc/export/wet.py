"""WET: the clean texts as Common Crawl publishes those of its pages, a conversion record each."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cleanarc.formats.languages import iso_639_3
from cleanarc.formats.members import compress
from cleanarc.formats.warc import Record, record_id, serialize, sha256_digest
from cleanarc.model import Document

_INFO = b"format: WARC File Format 1.1\r\nformat-description: clean texts of articles, UTF-8\r\nsoftware: "


class Wet:
    """A warcinfo record, as old as the first document, and a conversion for each document at the first of its
    addresses. No documents, no records."""

    name = "wet"
    summary = (
        "a .warc.wet.gz file with a conversion record a text, as Common Crawl has it; to standard output without -o"
    )

    def write_file(self, documents: Iterable[Document], stream: BinaryIO) -> None:
        for record in _records(documents):
            stream.write(compress(serialize(record)))


def _records(documents: Iterable[Document]) -> Iterator[Record]:
    info = ""
    for document in documents:
        if not info:
            first = _warcinfo(document)
            info = first.id
            yield first
        yield _conversion(document, info)


def _warcinfo(document: Document) -> Record:
    cleaner = document.result.versions.cleaner if document.result else ""
    block = _INFO + cleaner.encode("utf-8") + b"\r\n"
    date = document.sources[0].date
    return _record(
        "warcinfo", date, hashlib.sha256(block).hexdigest(), {"Content-Type": "application/warc-fields"}, block
    )


def _conversion(document: Document, info: str) -> Record:
    block = (document.text or "").encode("utf-8", "replace")
    source, known = document.sources[0], document.metadata
    headers = {
        "WARC-Target-URI": source.uri,
        "WARC-Warcinfo-ID": info,
        "WARC-Refers-To": document.record,
        "WARC-Identified-Payload-Type": "text/plain",
        "WARC-Identified-Content-Language": iso_639_3(known.language or "") if known else None,
        "Content-Type": "text/plain",
    }
    told = {name: value for name, value in headers.items() if value}
    return _record("conversion", source.date, f"{document.sha256} {hashlib.sha256(block).hexdigest()}", told, block)


def _record(kind: str, date: str, content: str, headers: dict[str, str], block: bytes) -> Record:
    identifier = record_id("wet", kind, headers.get("WARC-Target-URI", ""), date, content)
    fixed = {"WARC-Type": kind, "WARC-Record-ID": identifier, "WARC-Date": date}
    return Record(tuple({**fixed, **headers, "WARC-Block-Digest": sha256_digest(block)}.items()), block)
