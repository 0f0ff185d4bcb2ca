"""What is lost of an archive, once it is known which records it keeps."""

from cleanarc.archive.layout import LINES
from cleanarc.archive.losses import Loss, encode_losses, excused, read_losses
from cleanarc.archive.work import Work
from cleanarc.formats.damage import DamageError

_LISTED = "SELECT id, type, uri FROM known WHERE type != 'warcinfo' AND id NOT IN (SELECT id FROM kept) ORDER BY id"
_LEANED_ON = """
    SELECT DISTINCT name FROM (SELECT refers_to AS name, id FROM found UNION SELECT document, id FROM found)
    WHERE id IN (SELECT id FROM kept) AND name NOT IN (SELECT id FROM kept) AND name NOT IN (SELECT id FROM known)
    ORDER BY name
"""
_UNEXPLAINED = """
    SELECT DISTINCT id, uri FROM found raw
    WHERE (type IN ('resource', 'revisit') AND NOT imported OR content IS NOT NULL) AND id IN (SELECT id FROM kept)
    AND (
        NOT EXISTS (SELECT 1 FROM found WHERE refers_to = raw.id AND path IS NOT NULL AND id IN (SELECT id FROM kept))
        OR type = 'resource' AND NOT imported
        AND NOT EXISTS (SELECT 1 FROM found WHERE document = raw.id AND cleaned AND id IN (SELECT id FROM kept))
    )
    ORDER BY id
"""
"""Raw records that no metadata record gives a source, and those of documents of which no cleaning is left."""
_TOLD = """
    SELECT name, path FROM (
        SELECT name, path, place FROM found WHERE id = ?1
        UNION ALL SELECT name, path, place FROM found WHERE refers_to = ?1
        UNION ALL SELECT name, path, place FROM found WHERE document = ?1
        UNION ALL SELECT name, path, place FROM found WHERE conversion = ?1
    )
    WHERE name IS NOT NULL ORDER BY path IS NULL, place
"""


def note_losses(work: Work) -> tuple[Loss, ...]:
    """What is lost and was not noted before, and plans lost.jsonl with it. Raises OSError."""
    path = work.layout.losses
    try:
        noted = read_losses(work.layout)
    except (DamageError, OSError):
        noted = ()
        work.aside(path)
    known = excused(noted)
    lost = tuple(loss for loss in _losses(work) if (loss.id or loss.about) not in known)
    if lost:
        work.write(path, encode_losses([*noted, *lost]))
    return lost


def _losses(work: Work) -> list[Loss]:
    """What manifests and the old catalog list, what records lean on, what they lack, and learned lines."""
    db = work.stock.db
    listed = [
        _loss(work, kind, name, uri, work.old.refers_to(name) if kind == "metadata" else None)
        for name, kind, uri in db.execute(_LISTED).fetchall()
    ]
    leaned_on = [_loss(work, "resource", name, None) for (name,) in db.execute(_LEANED_ON).fetchall()]
    told = {loss.about for loss in listed}
    unexplained = [
        _loss(work, "metadata", None, uri, about=name)
        for name, uri in db.execute(_UNEXPLAINED).fetchall()
        if name not in told
    ]
    return [*listed, *leaned_on, *unexplained, *_lost_lines(work)]


def _lost_lines(work: Work) -> list[Loss]:
    aside = {work.layout.root / name for name in work.publication.aside}
    paths = {digest: work.layout.learned(digest, LINES) for digest in sorted(work.stock.learned)}
    return [Loss("learned", digest) for digest, path in paths.items() if path in aside or not path.exists()]


def _loss(work: Work, kind: str, name: str | None, uri: str | None, about: str | None = None) -> Loss:
    """A loss with the document that it belongs to, as the old catalog or another of its records tells."""
    record = name or about or ""
    document, paths = work.old.document(record)
    told = None if document else work.stock.db.execute(_TOLD, (record,)).fetchone()
    if told:
        document, paths = told[0], (told[1],) if told[1] else ()
    return Loss(kind, name, uri, about, document, paths)
