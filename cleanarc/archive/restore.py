"""Making lost records again: a conversion of the page and ledger in the metadata record that explains it, a tombstone
of what the old catalog tells. An id comes of the content, so the right one proves that it is the record that was lost.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from cleanarc.archive.assemble import Piece
from cleanarc.archive.layout import Layout
from cleanarc.archive.records import FileFacts, Grave, conversion, tombstone, warcinfo
from cleanarc.archive.salvage import Origin
from cleanarc.formats.cleaning_json import decode
from cleanarc.formats.damage import DamageError
from cleanarc.formats.members import inflate
from cleanarc.formats.warc import Record, parse
from cleanarc.formats.warc_rules import violations
from cleanarc.model import CleanResult, Source

Render = Callable[[CleanResult], str | None]
"""Gives the clean text of a cleaning, None where another version of the renderer wrote it."""


def restored_conversion(layout: Layout, stock: sqlite3.Connection, piece: Piece, render: Render) -> Record | None:
    """The conversion that the metadata record at `piece` explains, the same as it was written.

    `stock` holds the tables of `salvage.sql`. None where that can't be proved: another renderer wrote it, or nothing
    tells its URI. Raises OSError.
    """
    with (layout.root / piece.file).open("rb") as stream:
        stream.seek(piece.offset)
        explains = parse(inflate(stream.read(piece.length)))
    try:
        fields: dict[str, Any] = json.loads(explains.block)
        result = decode({**fields, "text": ""})
        text = render(result)
    except (DamageError, ValueError, TypeError):
        return None
    uri = _uri(stock, explains.refers_to or "", fields["conversion"])
    if uri is None or text is None or hashlib.sha256(text.encode("utf-8")).hexdigest() != fields["text_sha256"]:
        return None
    source = Source("", uri, explains.date)
    info = explains.header("WARC-Warcinfo-ID") or ""
    made = conversion(source, explains.refers_to or "", decode({**fields, "text": text}), info, fields.get("replaces"))
    return made if made.id == fields["conversion"] else None


def restored_tombstones(about: Origin, graves: Iterable[Grave]) -> list[Record]:
    """The tombstones of these graves behind a warcinfo record, as a file of their own. Those are left out that the
    catalog does not tell rightly; where that is all of them, there is no record."""
    proven = [grave for grave in graves if _is_proven(grave)]
    if not proven:
        return []
    newest = max(grave.date for grave in proven)
    digest = hashlib.sha256("\n".join(grave.record for grave in proven).encode()).hexdigest()
    info = warcinfo(FileFacts(about.collection, about.software, about.series, about.number, newest, f"sha256:{digest}"))
    return [info, *(tombstone(grave.identity, grave.removed, grave.date, info.id) for grave in proven)]


def _is_proven(grave: Grave) -> bool:
    # Which file it is in, the id does not tell.
    made = tombstone(grave.identity, grave.removed, grave.date, info=grave.record)
    return made.id == grave.record and not violations(made)


def _uri(stock: sqlite3.Connection, raw: str, conversion_id: str) -> str | None:
    """The URI of a document's raw record, from the record itself or from what listed it or its conversion."""
    row = stock.execute(
        "SELECT uri FROM found WHERE id = ?1 UNION ALL SELECT uri FROM known WHERE id IN (?1, ?2) LIMIT 1",
        (raw, conversion_id),
    ).fetchone()
    return row[0] if row else None
