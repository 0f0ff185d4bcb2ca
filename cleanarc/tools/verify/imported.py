"""Records that were made by others, and copied: what is asked of them."""

import hashlib
from collections.abc import Iterator

from cleanarc.formats.http import content
from cleanarc.formats.manifest import Entry
from cleanarc.formats.warc import Record


def imported_violations(record: Record, entry: Entry) -> Iterator[str]:
    """What is wrong with a record that was copied, as far as this archive relies on it."""
    if entry.content and hashlib.sha256(content(record).data).hexdigest() != entry.content:
        yield "the content is not that of the document that the manifest names"
