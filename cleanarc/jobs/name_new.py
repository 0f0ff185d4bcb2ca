"""Naming the new documents of a plan: a number each, and as many digits of the hash as tell it from all others."""

import sqlite3
from collections.abc import Collection

from cleanarc.archive.layout import document_number, numbered
from cleanarc.jobs.plan import each


def name_new(db: sqlite3.Connection, digits: int, lost: Collection[str]) -> None:
    """Names the new documents, with more digits for those that share the first ones with another document."""
    known = db.execute(
        "SELECT coalesce(max(number), -1) FROM"
        " (SELECT number FROM main.documents UNION ALL SELECT number FROM main.removed)"
    ).fetchone()[0]
    number = max(known, *(document_number(name) for name in lost), -1) + 1
    free = {name.partition("_")[2]: name for name in lost if not _is_taken(db, name)}
    for seq, sha256 in each(db, "seq, sha256", "action = 'new' AND name IS NULL"):
        length = max(digits, _shared_digits(db, sha256) + 1)
        name = free.get(sha256[:length]) or numbered(number, sha256[:length])
        db.execute("UPDATE plan SET name = ? WHERE seq = ?", (name, seq))
        number += name not in lost
    db.execute(
        "UPDATE plan SET name = (SELECT n.name FROM plan n WHERE n.sha256 = plan.sha256 AND n.action = 'new')"
        " WHERE name IS NULL"
    )


def _is_taken(db: sqlite3.Connection, name: str) -> bool:
    query = "SELECT 1 FROM main.documents WHERE number = ? OR name = ?"
    return db.execute(query, (document_number(name), name)).fetchone() is not None


def _shared_digits(db: sqlite3.Connection, sha256: str) -> int:
    """How many first digits a hash shares with the nearest other one, in the archive or among the new ones."""
    neighbours = db.execute(
        "SELECT max(sha256) FROM plan WHERE sha256 < ?1 AND action = 'new'"
        " UNION ALL SELECT min(sha256) FROM plan WHERE sha256 > ?1 AND action = 'new'"
        " UNION ALL SELECT max(sha256) FROM main.documents WHERE sha256 < ?1"
        " UNION ALL SELECT min(sha256) FROM main.documents WHERE sha256 > ?1",
        (sha256,),
    )
    return max(_shared_length(sha256, other or "") for (other,) in neighbours)


def _shared_length(a: str, b: str) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
