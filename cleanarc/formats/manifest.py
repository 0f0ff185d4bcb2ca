"""Manifests: what a WARC file held when it was written, so that a later cut or change is seen."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from cleanarc.formats.damage import DamageError
from cleanarc.formats.members import Compressor


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of the file: `offset`, `length` and `crc32` (eight hex digits) are those of its compressed member.

    `imported` says that it was copied from another archive, as it was; `content` is then the SHA-256, in hex, of the
    document that it holds, None where it holds none.
    """

    type: str
    id: str
    uri: str | None
    offset: int
    length: int
    crc32: str
    imported: bool = False
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """`file` is relative to the archive, `bytes` and `sha256` are of the compressed file, `records` counts entries."""

    file: str
    records: int
    bytes: int
    sha256: str
    compressor: Compressor
    entries: tuple[Entry, ...]


def encode(manifest: Manifest) -> bytes:
    """A manifest as JSON, one entry a line."""
    head = {key: value for key, value in _fields(manifest).items() if key != "entries"}
    entries = ",\n".join(f"  {_compact(_entry(entry))}" for entry in manifest.entries)
    lines = "".join(f' "{key}": {_compact(value)},\n' for key, value in head.items())
    return f'{{\n{lines} "entries": [\n{entries}\n ]\n}}\n'.encode()


def decode(data: bytes) -> Manifest:
    """The manifest that the bytes are. Raises DamageError when they are none."""
    try:
        fields: dict[str, Any] = json.loads(data)
        manifest = Manifest(
            **{
                **fields,
                "compressor": Compressor(**fields["compressor"]),
                "entries": tuple(Entry(**entry) for entry in fields["entries"]),
            }
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamageError("this is no manifest") from error
    try:
        is_as_written = _has_types(manifest) and encode(manifest) == data
    except UnicodeEncodeError:
        is_as_written = False
    if not is_as_written:
        raise DamageError("this is not a manifest as it was written")
    return manifest


def _has_types(manifest: Manifest) -> bool:
    numbers = [manifest.records, manifest.bytes, manifest.compressor.level]
    numbers += [number for entry in manifest.entries for number in (entry.offset, entry.length)]
    texts = [manifest.file, manifest.sha256, manifest.compressor.name, manifest.compressor.version]
    texts += [text for e in manifest.entries for text in (e.type, e.id, e.crc32)]
    texts += [text for e in manifest.entries for text in (e.uri, e.content) if text is not None]
    flags = [entry.imported for entry in manifest.entries]
    are_counts = all(type(number) is int and 0 <= number < 1 << 63 for number in numbers)
    return are_counts and all(isinstance(text, str) for text in texts) and all(isinstance(flag, bool) for flag in flags)


def _fields(manifest: Manifest) -> dict[str, Any]:
    return {name: getattr(manifest, name) for name in Manifest.__slots__} | {"compressor": asdict(manifest.compressor)}


def _entry(entry: Entry) -> dict[str, Any]:
    """An entry as values that JSON knows; what is only told of imported records is left out of others."""
    fields = asdict(entry)
    kept = {"imported": entry.imported, "content": entry.content}
    return {name: value for name, value in fields.items() if name not in kept or kept[name]}


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
