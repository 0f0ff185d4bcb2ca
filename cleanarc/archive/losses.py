"""What repairs could not save, noted in lost.jsonl: a line a record, so that nobody takes it for damage of today.

Ingesting the source again brings such a record back; its line stays, and says nothing any more.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from cleanarc.archive.layout import DOCUMENT_NAME, Layout
from cleanarc.errors import ArchiveDamagedError
from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.damage import DamageError


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that is lost.

    `type` is that of the record, or "learned" for a file of learned lines. `id` is the record's, or the SHA-256 of
    those lines; None where nothing tells it. `about` is the id of the raw record that a lost metadata record told of,
    where only that is left. `name` and `paths` are those of the document, as far as they are known.
    """

    type: str
    id: str | None
    uri: str | None = None
    about: str | None = None
    name: str | None = None
    paths: tuple[str, ...] = ()


def read_losses(layout: Layout) -> tuple[Loss, ...]:
    """What was noted. Raises DamageError when the file holds something else."""
    try:
        lines = layout.losses.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return ()
    return tuple(map(_decode, lines))


def encode_losses(losses: Iterable[Loss]) -> bytes:
    """The bytes of lost.jsonl: sorted, each line once."""
    return b"".join(sorted({canonical_json(asdict(loss)) + b"\n" for loss in losses}))


def excused(losses: Iterable[Loss]) -> frozenset[str]:
    """The ids of what is lost, and of records that stand without what told of them."""
    return frozenset(name for loss in losses for name in (loss.id, loss.about) if name)


def noted_losses(layout: Layout) -> tuple[Loss, ...]:
    """What was noted, where it is needed. Raises ArchiveDamagedError when that can't be read."""
    try:
        return read_losses(layout)
    except (DamageError, OSError) as error:
        raise ArchiveDamagedError(f"{layout.losses} can't be read ({error}): run 'cleanarc repair'.") from error


def lost_names(layout: Layout) -> frozenset[str]:
    """The names of documents of which something was lost. Raises ArchiveDamagedError when that can't be read."""
    return frozenset(loss.name for loss in noted_losses(layout) if loss.name)


def _decode(line: bytes) -> Loss:
    try:
        fields: dict[str, Any] = json.loads(line)
        loss = Loss(**{**fields, "paths": tuple(fields["paths"])})
        texts = (
            loss.type,
            *loss.paths,
            *(text for text in (loss.id, loss.uri, loss.about, loss.name) if text is not None),
        )
        if loss.name is not None and not DOCUMENT_NAME.fullmatch(loss.name):
            raise ValueError(loss.name)
        if encode_losses([loss]) != line or not all(isinstance(text, str) for text in texts):
            raise ValueError(line)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamageError("this line tells of no loss") from error
    return loss
