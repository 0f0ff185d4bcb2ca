"""Whether everything that records say of one another holds, asked of the catalog that was made from them."""

import sqlite3
from collections.abc import Iterator, Set
from dataclasses import dataclass

from cleanarc.archive.layout import numbered
from cleanarc.archive.settings import right_digits
from cleanarc.tools.verify.findings import Finding


@dataclass(frozen=True, slots=True)
class _Check:
    """A query for file, offset and what the message tells of a record, and the record that may be known to be lost."""

    query: str
    message: str


_CHECKS = (
    _Check(
        "SELECT r.file, r.offset, r.refers_to, r.refers_to FROM records r LEFT JOIN records t ON t.id = r.refers_to"
        " WHERE r.refers_to IS NOT NULL AND t.id IS NULL AND NOT r.imported"
        " AND r.refers_to NOT IN (SELECT record FROM removed)",
        "WARC-Refers-To names a record that is not here: {}",
    ),
    _Check(
        "SELECT r.file, r.offset, d.name, NULL FROM removed x JOIN documents d ON d.sha256 = x.sha256"
        " JOIN records r ON r.id = d.record",
        "{} is here, and was removed: remove it again",
    ),
    _Check(
        "SELECT r.file, r.offset, r.id, NULL FROM records r WHERE r.type = 'conversion'"
        " AND NOT r.imported AND NOT EXISTS (SELECT 1 FROM cleanings c WHERE c.conversion = r.id)",
        "no metadata record explains the conversion {}",
    ),
    _Check(
        "SELECT r.file, r.offset, r.id, r.id FROM records r WHERE r.type IN ('resource', 'revisit')"
        " AND NOT r.imported AND NOT EXISTS (SELECT 1 FROM sources s WHERE s.record = r.id)",
        "no metadata record names a source for the record {}",
    ),
    _Check(
        "SELECT r.file, r.offset, c.conversion, NULL FROM cleanings c JOIN records r ON r.id = c.record"
        " LEFT JOIN records t ON t.id = c.conversion WHERE c.conversion IS NOT NULL AND t.id IS NULL",
        "the conversion that this record explains is not here: {}",
    ),
    _Check(
        "SELECT r.file, r.offset, r.id, NULL FROM records r JOIN documents d ON d.record = r.refers_to"
        " WHERE r.type = 'revisit' AND NOT r.imported AND r.digest != 'sha256:' || d.sha256",
        "the revisit {} has another payload digest",
    ),
    _Check(
        "SELECT r.file, r.offset, d.name, NULL FROM documents d JOIN records r ON r.id = d.record"
        " WHERE NOT r.imported AND r.digest != 'sha256:' || d.sha256",
        "these are not the bytes of the document {}",
    ),
    _Check(
        "SELECT r.file, r.offset, d.name, d.record FROM documents d JOIN records r ON r.id = d.record"
        " WHERE NOT EXISTS (SELECT 1 FROM cleanings c WHERE c.document = d.number)",
        "no metadata record tells how {} was cleaned",
    ),
)


class References:
    """Holds records against one another. `lost` counts what is not there and known to be: `excused` are the ids of
    records that repairs could not save, or that stand without what told of them."""

    def __init__(self, catalog: sqlite3.Connection, excused: Set[str]) -> None:
        self.lost = 0
        self._catalog = catalog
        self._excused = excused

    def check(self, hex_digits: int) -> Iterator[Finding]:
        """References that lead nowhere, records that nothing refers to, names that are not those of the content."""
        for check in _CHECKS:
            for file, offset, what, record in self._catalog.execute(f"{check.query} ORDER BY 1, 2").fetchall():
                if record in self._excused:
                    self.lost += 1
                else:
                    yield Finding(file, offset, check.message.format(what))
        names = self._catalog.execute("SELECT number, name, sha256 FROM documents ORDER BY number").fetchall()
        right = right_digits([name for _, name, _ in names], hex_digits)
        if right != hex_digits:
            what = f"it says that names have {hex_digits} digits, and they have {right}"
            yield Finding("archive.json", None, f"{what}: run 'cleanarc repair'")
        for number, name, sha256 in names:
            if name != numbered(number, sha256[: len(name.partition("_")[2])]):
                yield Finding("catalog.sqlite", None, f"{name} is not the name of number {number}, {sha256}")
