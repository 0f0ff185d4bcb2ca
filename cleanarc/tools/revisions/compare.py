"""Two versions of a text set side by side: the lines that were added, removed or changed, and their words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from cleanarc.rules.version_table import likeness

_ALIKE = 0.5
"""Share of words that the two versions of one line have in common; below, one line went and another came."""
_MOST_PARTS = 5_000
"""Lines or words of the longest sequence of which it is looked at where it stayed the same."""
_MOST_MATCHES = 200_000
"""Pairs of equal parts, one of each sequence, from which it is not: to find the longest run takes as many steps."""
_MOST_PAIRS = 2_500
"""Pairs of lines between two that stayed that are held against each other; else each is held against its neighbour."""
_TOKEN = re.compile(r"\s*(?:[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|\w+|[^\w\s])|\s+$")
"""A word or a mark, with the white space before it; of a script without spaces, a character."""

_Code = tuple[str, int, int, int, int]
"""As difflib tells it: what became of a stretch, and where it starts and ends before and after."""


class ChangeKind(StrEnum):
    """What became of a line, or of a stretch of one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a changed line; `kind` is never CHANGED: what was reworded is removed and added."""

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A line that differs between two versions. `before` and `after` are the line there, None where it is not.

    `pieces` are both at once. `inferred`: that the later version has the line is not told by the page.
    """

    kind: ChangeKind
    before: str | None
    after: str | None
    pieces: tuple[Piece, ...]
    inferred: bool = False


def compare(before: Sequence[str], after: Sequence[str], inferred: frozenset[str] = frozenset()) -> tuple[Change, ...]:
    """What changed from one version to the next, line by line, in the order of reading.

    `inferred` are lines of the later version that were counted as present without a mark in the page.
    """
    return tuple(_change(old, new, inferred) for old, new in _pairs(before, after))


def _change(old: str | None, new: str | None, inferred: frozenset[str]) -> Change:
    if old is None:
        return Change(ChangeKind.ADDED, old, new, (Piece(ChangeKind.ADDED, new or ""),), new in inferred)
    if new is None:
        return Change(ChangeKind.REMOVED, old, new, (Piece(ChangeKind.REMOVED, old),))
    return Change(ChangeKind.CHANGED, old, new, tuple(_pieces(old, new)), new in inferred)


def codes(before: Sequence[str], after: Sequence[str]) -> Sequence[_Code]:
    """What stayed and what did not, in order; all of it is replaced where to look for more would take long."""
    counts = Counter(after)
    matches = sum(counts[part] for part in before)
    if max(len(before), len(after)) > _MOST_PARTS or matches > _MOST_MATCHES:
        return [("replace", 0, len(before), 0, len(after))] if before != after else []
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Each line that is not the same in both, with what it became."""
    for kind, a, b, c, d in codes(before, after):
        if kind != "equal":
            yield from ((old, new) for old, new in _paired(before[a:b], after[c:d]) if old != new)


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """The lines between two that stayed: each old one beside the first new one, behind the last pair, that is alike."""
    at = 0
    reach = len(after) if len(before) * len(after) <= _MOST_PAIRS else 1
    for old in before:
        ahead = range(at, min(at + reach, len(after)))
        found = next((n for n in ahead if likeness(old, after[n]) >= _ALIKE), None)
        if found is None:
            yield old, None
            continue
        yield from ((None, new) for new in after[at:found])
        yield old, after[found]
        at = found + 1
    yield from ((None, new) for new in after[at:])


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """A changed line as stretches that stayed, went and came."""
    first, second = _TOKEN.findall(old), _TOKEN.findall(new)
    for kind, a, b, c, d in codes(first, second):
        if kind == "equal":
            yield Piece(ChangeKind.SAME, "".join(first[a:b]))
            continue
        if a < b:
            yield Piece(ChangeKind.REMOVED, "".join(first[a:b]))
        if c < d:
            yield Piece(ChangeKind.ADDED, "".join(second[c:d]))
