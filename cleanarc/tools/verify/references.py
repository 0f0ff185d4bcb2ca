"""Whether everything that records say of one another holds, asked of the catalog that was made from them."""

import sqlite3
from collections.abc import Iterator

from cleanarc.archive.layout import numbered
from cleanarc.tools.verify.findings import Finding

_CHECKS = (
    (
        "SELECT r.file, r.offset, r.refers_to FROM records r LEFT JOIN records t ON t.id = r.refers_to"
        " WHERE r.refers_to IS NOT NULL AND t.id IS NULL AND NOT r.imported"
        " AND r.refers_to NOT IN (SELECT record FROM removed)",
        "WARC-Refers-To names a record that is not here: {}",
    ),
    (
        "SELECT r.file, r.offset, d.name FROM removed x JOIN documents d ON d.sha256 = x.sha256"
        " JOIN records r ON r.id = d.record",
        "{} is here, and was removed: remove it again",
    ),
    (
        "SELECT r.file, r.offset, r.id FROM records r WHERE r.type = 'conversion'"
        " AND NOT r.imported AND NOT EXISTS (SELECT 1 FROM cleanings c WHERE c.conversion = r.id)",
        "no metadata record explains the conversion {}",
    ),
    (
        "SELECT r.file, r.offset, r.id FROM records r WHERE r.type IN ('resource', 'revisit')"
        " AND NOT r.imported AND NOT EXISTS (SELECT 1 FROM sources s WHERE s.record = r.id)",
        "no metadata record names a source for the record {}",
    ),
    (
        "SELECT r.file, r.offset, c.conversion FROM cleanings c JOIN records r ON r.id = c.record"
        " LEFT JOIN records t ON t.id = c.conversion WHERE c.conversion IS NOT NULL AND t.id IS NULL",
        "the conversion that this record explains is not here: {}",
    ),
    (
        "SELECT r.file, r.offset, r.id FROM records r JOIN documents d ON d.record = r.refers_to"
        " WHERE r.type = 'revisit' AND NOT r.imported AND r.digest != 'sha256:' || d.sha256",
        "the revisit {} has another payload digest",
    ),
    (
        "SELECT r.file, r.offset, d.name FROM documents d JOIN records r ON r.id = d.record"
        " WHERE NOT r.imported AND r.digest != 'sha256:' || d.sha256",
        "these are not the bytes of the document {}",
    ),
    (
        "SELECT r.file, r.offset, d.name FROM documents d JOIN records r ON r.id = d.record"
        " WHERE NOT EXISTS (SELECT 1 FROM cleanings c WHERE c.document = d.number)",
        "no metadata record tells how {} was cleaned",
    ),
)


def check_references(catalog: sqlite3.Connection, hex_digits: int) -> Iterator[Finding]:
    """References that lead nowhere, records that nothing refers to, names that are not those of the content."""
    for query, message in _CHECKS:
        for file, offset, what in catalog.execute(f"{query} ORDER BY 1, 2").fetchall():
            yield Finding(file, offset, message.format(what))
    for number, name, sha256 in catalog.execute("SELECT number, name, sha256 FROM documents ORDER BY number"):
        digits = len(name.partition("_")[2])
        if digits < hex_digits or name != numbered(number, sha256[:digits]):
            yield Finding("catalog.sqlite", None, f"{name} is not the name of number {number}, {sha256}")
