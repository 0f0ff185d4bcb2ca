"""Cutting what is cleaned again into text files, by the same counts as an ingest."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleanarc.archive.cleanings import Cleaned
from cleanarc.jobs.segments import Limits


@dataclass(frozen=True, slots=True)
class Segment:
    """The documents of one text file, from number `first` to `last`, so many.

    `date` is the greatest of theirs, `digest` tells the segment from any other.
    """

    first: int
    last: int
    documents: int
    date: str
    digest: str


def cut(documents: Iterable[Cleaned], limits: Limits) -> Iterator[Segment]:
    """The segments of documents that come in the order of their numbers."""
    segment: Segment | None = None
    digest, size = hashlib.sha256(), 0
    for document in documents:
        size += document.identity.bytes
        if segment and (size > limits.segment_bytes or segment.documents == limits.segment_sources):
            yield segment
            segment, digest, size = None, hashlib.sha256(), document.identity.bytes
        source = document.source
        digest.update(
            "\n".join(("reclean", document.identity.sha256, source.uri, source.path, source.date, "")).encode()
        )
        segment = Segment(
            segment.first if segment else document.number,
            document.number,
            segment.documents + 1 if segment else 1,
            max(segment.date, source.date) if segment else source.date,
            f"sha256:{digest.hexdigest()}",
        )
    if segment:
        yield segment
