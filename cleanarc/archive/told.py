"""What a metadata record tells, read from its JSON."""

import json
from dataclasses import dataclass
from typing import Any

from cleanarc.archive.catalog import Cleaning
from cleanarc.archive.layout import DOCUMENT_NAME
from cleanarc.archive.records import Claims, Identity, Removed
from cleanarc.formats.cleaning_json import decode_problems
from cleanarc.formats.damage import DamageError
from cleanarc.formats.warc import Record
from cleanarc.model import Source

_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True)
class Told:
    """What a metadata record tells: which document it is about, where that was found, and how it was cleaned.

    `learned` is the SHA-256 of the learned lines that it was cleaned with. Of a document that was removed, `removed`
    tells that and there is nothing else.
    """

    identity: Identity
    sources: tuple[tuple[Source, Claims], ...]
    cleaning: Cleaning | None = None
    learned: str | None = None
    removed: Removed | None = None


def told(record: Record) -> Told:
    """What a metadata record tells. Raises DamageError when its JSON is not of its form."""
    try:
        fields: dict[str, Any] = json.loads(record.block)
        identity = Identity(**{name: fields[name] for name in Identity.__slots__})
        if not DOCUMENT_NAME.fullmatch(identity.name):
            raise ValueError(identity.name)
        if "removed" in fields:
            return Told(identity, (), removed=Removed(**fields["removed"]))
        sources = tuple(
            (Source(source["path"], source["uri"], source["date"]), Claims(**source["claims"]))
            for source in fields["sources"]
        )
        if "versions" not in fields:
            return Told(identity, sources)
        learned = fields["versions"]["learned"]
        if not isinstance(learned, str | None):
            raise TypeError(learned)
        return Told(identity, sources, _cleaning(record, fields), learned)
    except _MALFORMED as error:
        raise DamageError("the JSON of this metadata record is not of its form") from error


def _cleaning(record: Record, fields: dict[str, Any]) -> Cleaning:
    return Cleaning(
        record.id,
        fields["conversion"],
        fields["text_sha256"],
        fields["metadata"]["title"],
        fields["metadata"]["language"],
        fields["metadata"]["canonical_url"],
        decode_problems(fields["problems"]),
    )
