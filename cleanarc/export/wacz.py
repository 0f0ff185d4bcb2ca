"""WACZ: the original pages with their clean texts to search in, for replay in a browser."""

from collections.abc import Iterable
from itertools import starmap
from typing import BinaryIO

from cleanarc.export.sink import Originals
from cleanarc.formats.wacz import WaczPage, WaczWriter
from cleanarc.model import Document, Source


class Wacz:
    """The raw WARC files as they are, their index, and a page for each document at the first of its addresses.

    Of a text that others extracted there is no page to look at, so it is not listed.
    """

    name = "wacz"
    summary = "a WACZ file with the original pages and the clean texts to search in, for ReplayWeb.page"

    def write_bundle(
        self, documents: Iterable[tuple[Document, Source]], originals: Originals, stream: BinaryIO
    ) -> None:
        with WaczWriter(stream) as writer:
            for warc in originals.warcs:
                writer.add_warc(warc)
            with originals.index.open("rb") as lines:
                writer.add_index(lines, originals.index.stat().st_size)
            writer.add_pages(starmap(_page, documents))
            writer.finish(originals.collection, originals.software)


def _page(document: Document, source: Source) -> WaczPage:
    known = document.metadata
    return WaczPage(document.name, source.uri, source.date, known.title if known else None, document.text or "")
