"""The JSON of a cleaning: enough to replay and to undo it without this program. docs/format.md describes it.

Spans are code points of the page's text, `start` in and `end` out. Values that are not known are null.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from cleanarc.formats.damage import DamageError
from cleanarc.model import (
    Block,
    CleanResult,
    Keep,
    Kind,
    Ledger,
    Metadata,
    Page,
    Problem,
    Removal,
    Repair,
    Revision,
    Role,
    Span,
    Tier,
    Versions,
)

_TIERS = {tier: tier.name.lower() for tier in Tier}


def encode(result: CleanResult) -> dict[str, Any]:
    """A cleaning as values that JSON knows. `decode` gives it back, equal."""
    return {
        "text": result.text,
        "metadata": _lists(asdict(result.metadata)),
        "ledger": {
            "removals": [_removal(r) for r in result.ledger.removals],
            "repairs": [_repair(r) for r in result.ledger.repairs],
            "keeps": [_keep(k) for k in result.ledger.keeps],
        },
        "page": {"text": result.page.text, "blocks": [_block(b) for b in result.page.blocks]},
        "revisions": [
            {"label": r.label, "spans": [_span(s) for s in r.spans], "inferred": [_span(s) for s in r.inferred]}
            for r in result.revisions
        ],
        "versions": asdict(result.versions),
        "media_type": result.media_type,
        "encoding": result.encoding,
        "problems": encode_problems(result.problems),
        "confidence": result.confidence,
    }


def decode(fields: Mapping[str, Any]) -> CleanResult:
    """The cleaning that `encode` gave these values for; more keys are let be. Raises DamageError when it is none."""
    try:
        metadata = _read_metadata(fields["metadata"])
        return CleanResult(
            text=fields["text"],
            page=Page(fields["page"]["text"], tuple(_read_block(b) for b in fields["page"]["blocks"])),
            ledger=_read_ledger(fields["ledger"]),
            find_metadata=lambda: metadata,
            versions=Versions(**fields["versions"]),
            media_type=fields["media_type"],
            encoding=fields["encoding"],
            revisions=tuple(
                Revision(r["label"], _read_spans(r["spans"]), _read_spans(r["inferred"])) for r in fields["revisions"]
            ),
            problems=decode_problems(fields["problems"]),
            confidence=fields["confidence"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamageError("this is not the JSON of a cleaning") from error


def encode_problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as values that JSON knows."""
    return [asdict(problem) for problem in problems]


def decode_problems(fields: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    """What `encode_problems` was given. Raises KeyError or TypeError when it is no such list."""
    return tuple(Problem(**problem) for problem in fields)


def _lists(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _removal(removal: Removal) -> dict[str, Any]:
    return {
        **_span(removal.span),
        "rule": removal.rule,
        "kind": str(removal.kind),
        "evidence": removal.evidence,
        "tier": _TIERS[removal.tier],
        "score": removal.score,
    }


def _repair(repair: Repair) -> dict[str, Any]:
    return {
        **_span(repair.span),
        "text": repair.text,
        "rule": repair.rule,
        "evidence": repair.evidence,
        "tier": _TIERS[repair.tier],
    }


def _keep(keep: Keep) -> dict[str, Any]:
    return {**_span(keep.span), "rule": keep.rule, "evidence": keep.evidence, "tier": _TIERS[keep.tier]}


def _block(block: Block) -> dict[str, Any]:
    return {"start": block.start, "end": block.end, "role": str(block.role), "group": block.group}


def _read_metadata(fields: Mapping[str, Any]) -> Metadata:
    known: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}
    return Metadata(**known)


def _read_block(fields: Mapping[str, Any]) -> Block:
    return Block(fields["start"], fields["end"], Role(fields["role"]), fields["group"])


def _read_span(fields: Mapping[str, Any]) -> Span:
    return Span(fields["start"], fields["end"])


def _read_spans(fields: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(_read_span(span) for span in fields)


def _read_tier(fields: Mapping[str, Any]) -> Tier:
    return Tier[fields["tier"].upper()]


def _read_ledger(fields: Mapping[str, Any]) -> Ledger:
    return Ledger(
        tuple(
            Removal(_read_span(r), r["rule"], Kind(r["kind"]), r["evidence"], _read_tier(r), r["score"])
            for r in fields["removals"]
        ),
        tuple(Repair(_read_span(r), r["text"], r["rule"], r["evidence"], _read_tier(r)) for r in fields["repairs"]),
        tuple(Keep(_read_span(k), k["rule"], k["evidence"], _read_tier(k)) for k in fields["keeps"]),
    )
