"""The records of an archive, built after the rules of docs/format.md."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.cleaning_json import encode
from cleanarc.formats.languages import iso_639_3
from cleanarc.formats.warc import REVISIT_PROFILE, Record, record_id, sha256_digest
from cleanarc.model import CleanResult, Source

SCHEMA = 1
"""The version of the JSON in metadata records."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a page says of itself: its canonical URL and its title. They decide which pages share an address."""

    canonical: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is: its name and its content's SHA-256 in hex, size in bytes and media type.

    `record` is the id of the record that holds the content: a resource, or an imported record.
    """

    name: str
    sha256: str
    bytes: int
    media_type: str
    record: str


@dataclass(frozen=True, slots=True)
class Removed:
    """That a document was taken out of the archive: `why` in a sentence, and on which `date` (2026-01-31)."""

    why: str
    date: str


@dataclass(frozen=True, slots=True)
class Grave:
    """All that a tombstone tells: which document was removed, and why. `record` is its own id, `date` its own date."""

    identity: Identity
    removed: Removed
    record: str
    date: str


def raw_id(kind: str, source: Source, sha256: str) -> str:
    """The id of a resource or revisit record."""
    return record_id(kind, source.uri, source.date, sha256)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a warcinfo record tells of its file.

    `date` is the greatest of its records. `sources` is a digest of what the file was planned to hold, `rules` that of
    the rules that cleaned it (None in the raw series), `policy` the name of the policy (None for the default) and
    `learned` the digest of the learned lines (None where there were none): together they tell the file from any other.
    """

    collection: str
    software: str
    series: str
    number: int
    date: str
    sources: str
    rules: str | None = None
    policy: str | None = None
    learned: str | None = None


def warcinfo(facts: FileFacts) -> Record:
    """The first record of a file."""
    fields = {
        **_file_fields(facts),
        "sources": facts.sources,
        "rules": facts.rules and f"sha256:{facts.rules}",
        "policy": facts.policy,
        "learned": facts.learned and f"sha256:{facts.learned}",
    }
    block = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None).encode()
    identifier = record_id("warcinfo", "", facts.date, hashlib.sha256(block).hexdigest())
    return _record("warcinfo", identifier, facts.date, {"Content-Type": "application/warc-fields"}, block)


def stand_in(identifier: str, facts: FileFacts) -> Record:
    """A warcinfo record in the place of one that is lost, with what is still known of its file. It has the id of the
    lost one, so that the records behind it stay as they are."""
    fields = {**_file_fields(facts), "description": "stands for a warcinfo record that was lost"}
    block = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
    return _record("warcinfo", identifier, facts.date, {"Content-Type": "application/warc-fields"}, block)


def told_by(info: Record) -> dict[str, str]:
    """The fields of a warcinfo record's block."""
    pairs = (line.partition(": ") for line in info.block.decode("utf-8", "replace").splitlines())
    return {name: value for name, colon, value in pairs if colon}


def _file_fields(facts: FileFacts) -> dict[str, str]:
    return {
        "software": facts.software,
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": facts.collection,
        "series": facts.series,
        "number": str(facts.number),
    }


def resource(source: Source, identity: Identity, data: bytes, info: str) -> Record:
    """The original bytes of a document. `info` is the id of the file's warcinfo, here and below."""
    return _record(
        "resource",
        identity.record,
        source.date,
        {
            "WARC-Target-URI": source.uri,
            "WARC-Warcinfo-ID": info,
            "WARC-Payload-Digest": f"sha256:{identity.sha256}",
            "Content-Type": identity.media_type,
        },
        data,
    )


def revisit(source: Source, first: Source, identity: Identity, info: str) -> Record:
    """Bytes that are known, found again at another URI; `first` is the source whose record holds them."""
    sha256 = identity.sha256
    return _record(
        "revisit",
        raw_id("revisit", source, sha256),
        source.date,
        {
            "WARC-Target-URI": source.uri,
            "WARC-Warcinfo-ID": info,
            "WARC-Profile": REVISIT_PROFILE,
            "WARC-Refers-To": identity.record,
            "WARC-Refers-To-Target-URI": first.uri,
            "WARC-Refers-To-Date": first.date,
            "WARC-Payload-Digest": f"sha256:{sha256}",
        },
        b"",
    )


def conversion(source: Source, raw: str, result: CleanResult, info: str, replaces: str | None = None) -> Record:
    """The clean text of the document whose raw record has the id `raw`.

    `replaces` is the metadata record of the cleaning that it takes the place of. It is part of the id, so that a text
    that comes back after another has a record of its own.
    """
    block = result.text.encode("utf-8")
    digest = hashlib.sha256(block).hexdigest()
    headers = {
        "WARC-Target-URI": source.uri,
        "WARC-Warcinfo-ID": info,
        "WARC-Refers-To": raw,
        "WARC-Payload-Digest": f"sha256:{digest}",
        "WARC-Identified-Payload-Type": "text/plain",
        "Content-Type": "text/plain; charset=utf-8",
    }
    language = iso_639_3(result.metadata.language or "")
    if language:
        headers["WARC-Identified-Content-Language"] = language
    cleaner = " ".join(value or "-" for value in asdict(result.versions).values())
    told_by = ("conversion", raw, cleaner, digest, *([replaces] if replaces else []))
    return _record("conversion", record_id(*told_by), source.date, headers, block)


def metadata(date: str, raw: str, fields: Mapping[str, Any], info: str) -> Record:
    """A metadata record with these fields as JSON, on the raw record with the id `raw`."""
    block = canonical_json(fields)
    return _record(
        "metadata",
        record_id("metadata", raw, hashlib.sha256(block).hexdigest()),
        date,
        {"WARC-Warcinfo-ID": info, "WARC-Refers-To": raw, "Content-Type": "application/json"},
        block,
    )


def source_fields(identity: Identity, sources: tuple[tuple[Source, Claims], ...]) -> dict[str, Any]:
    """What every metadata record says: which document, and where its bytes were found."""
    return {
        "schema": SCHEMA,
        **asdict(identity),
        "sources": [{**asdict(source), "claims": asdict(claims)} for source, claims in sources],
    }


def cleaning_fields(result: CleanResult, converted: Record | None, replaces: str | None = None) -> dict[str, Any]:
    """What a metadata record says of a cleaning; the clean text itself stands in the conversion `converted`.

    `replaces` is the metadata record of the cleaning that it takes the place of.
    """
    fields = encode(result)
    fields["text_sha256"] = hashlib.sha256(fields.pop("text").encode("utf-8")).hexdigest()
    fields["conversion"] = converted.id if converted else None
    return {**fields, "replaces": replaces} if replaces else fields


def tombstone(identity: Identity, removed: Removed, date: str, info: str) -> Record:
    """What stays of a document that is removed; `date` is that of its raw record."""
    fields = {**source_fields(identity, ()), "removed": asdict(removed)}
    return metadata(date, identity.record, fields, info)


def _record(kind: str, identifier: str, date: str, headers: Mapping[str, str], block: bytes) -> Record:
    fixed = {"WARC-Type": kind, "WARC-Record-ID": identifier, "WARC-Date": date}
    return Record(tuple({**fixed, **headers, "WARC-Block-Digest": sha256_digest(block)}.items()), block)
