"""learned.jsonl: learned lines, one JSON object a line, sorted, so that the same lines are the same bytes."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.damage import DamageError
from cleanarc.model import Kind, Learned, LearnedLine, Mark, Where


def learned_of(lines: Iterable[LearnedLine]) -> Learned:
    """The lines in their order, with their digest."""
    ordered = tuple(sorted(lines, key=lambda line: (line.site, line.mark)))
    return Learned(ordered, hashlib.sha256(_bytes(ordered)).hexdigest()) if ordered else Learned()


def encode(learned: Learned) -> bytes:
    """The bytes of a learned.jsonl."""
    return _bytes(learned.lines)


def decode(data: bytes) -> Learned:
    """What `encode` gave these bytes for. Raises DamageError when they are no learned.jsonl."""
    try:
        return learned_of(_read(json.loads(row)) for row in data.split(b"\n") if row)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise DamageError("these are no learned lines") from error


def _bytes(lines: Iterable[LearnedLine]) -> bytes:
    return b"".join(canonical_json(_fields(line)) + b"\n" for line in lines)


def _fields(line: LearnedLine) -> dict[str, Any]:
    return {
        "site": line.site,
        "where": line.mark.where.value,
        "box": line.mark.box or None,
        "text": line.mark.text,
        "kind": line.kind.value if line.kind else None,
        "n": line.n,
        "of": line.of,
    }


def _read(fields: dict[str, Any]) -> LearnedLine:
    mark = Mark(Where(fields["where"]), str(fields["box"] or ""), str(fields["text"]))
    kind = Kind(fields["kind"]) if fields["kind"] else None
    return LearnedLine(str(fields["site"]), mark, kind, int(fields["n"]), int(fields["of"]))
