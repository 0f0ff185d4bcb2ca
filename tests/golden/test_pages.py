"""The samples come out as their golden pages say.

A folder in `pages/` is named after its sample and holds what was written by hand: `expected.txt`, the clean text, and
`expected.json`:

    metadata   every field that the comparison knows; null or empty where the document does not say
    ledger     stretches that are removed, in page order, with their kind. Where one line is two things, such as a
               byline and a date, "byline/date" means that either kind will do
    complete   whether nothing but those stretches is removed; pages with navigation list only what matters
    repairs    the words that are mended, before and after
"""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import cleanarc
from cleanarc.model import CleanResult, Repair

PAGES = Path(__file__).parent / "pages"
SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = sorted(path.name for path in PAGES.iterdir())
FIELDS = {"title", "authors", "date", "publisher", "agencies", "dateline", "language", "canonical_url"}


@dataclass(frozen=True)
class Expected:
    text: str
    metadata: dict[str, Any]
    ledger: tuple[tuple[str, frozenset[str]], ...]
    complete: bool
    repairs: tuple[tuple[str, str], ...]


def expected(name: str) -> Expected:
    said = json.loads((PAGES / name / "expected.json").read_text("utf-8"))
    return Expected(
        text=(PAGES / name / "expected.txt").read_text("utf-8"),
        metadata=said["metadata"],
        ledger=tuple((entry["text"], frozenset(entry["kind"].split("/"))) for entry in said["ledger"]),
        complete=said["complete"],
        repairs=tuple((repair["from"], repair["to"]) for repair in said["repairs"]),
    )


@cache
def cleaned(name: str) -> CleanResult:
    data = (SAMPLES / name).read_bytes()
    return cleanarc.clean(gzip.decompress(data) if name.endswith(".gz") else data)


def test_every_sample_has_a_golden_page() -> None:
    assert sorted(path.name for path in SAMPLES.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_text(name: str) -> None:
    assert cleaned(name).text == expected(name).text


@pytest.mark.parametrize("name", NAMES)
def test_metadata(name: str) -> None:
    wanted = expected(name).metadata
    assert wanted.keys() >= FIELDS
    found = {field: getattr(cleaned(name).metadata, field) for field in wanted}
    assert {field: _comparable(field, value) for field, value in found.items()} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_ledger(name: str) -> None:
    removed = _Removed(cleaned(name))
    wanted = expected(name)
    assert [line for text, kinds in wanted.ledger if (line := removed.missing(text, kinds))] == []
    if wanted.complete:
        assert removed.text == " ".join(text for text, _ in wanted.ledger)


@pytest.mark.parametrize("name", NAMES)
def test_repairs(name: str) -> None:
    result = cleaned(name)
    found = tuple(_mended_words(result.page.text, repair) for repair in result.ledger.repairs)
    assert found == expected(name).repairs


class _Removed:
    """All removed text in page order, in single spaces, with the kind of each character."""

    def __init__(self, result: CleanResult) -> None:
        self.kinds: list[str] = []
        parts = []
        for removal in result.ledger.removals:
            stretch = _single_spaced(result.page.text[removal.span.start : removal.span.end])
            if stretch:
                parts.append(stretch)
                self.kinds += [removal.kind.value] * (len(stretch) + 1)
        self.text = " ".join(parts)
        self._at = 0

    def missing(self, text: str, kinds: frozenset[str]) -> str | None:
        """None when the text is removed as one of the kinds, after all that was asked before; else what is wrong."""
        taken_as: set[str] = set()
        start = self.text.find(text, self._at)
        while start >= 0:
            found = set(self.kinds[start : start + len(text)])
            if found <= kinds:
                self._at = start + len(text)
                return None
            taken_as |= found
            start = self.text.find(text, start + 1)
        return f"not removed as {'/'.join(sorted(kinds))}, but {sorted(taken_as) or 'kept or out of order'}: {text}"


def _mended_words(text: str, repair: Repair) -> tuple[str, str]:
    """The words that a repair touches, before and after, however little of them its span covers."""
    start, end = repair.span.start, repair.span.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end], text[start : repair.span.start] + repair.text + text[repair.span.end : end]


def _comparable(field: str, value: Any) -> Any:
    if field == "date" and value is not None:
        return value[:10]
    return _single_spaced(value) if isinstance(value, str) else list(value) if isinstance(value, tuple) else value


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
