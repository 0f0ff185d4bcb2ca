"""What the likely blocks say, as numbers: their shape, what rules say of them, and how they repeat the title."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from cleanarc.cleaning.judge.arrays import Array, Columns
from cleanarc.model import Removal
from cleanarc.rules.view import Line, View

FLAGGED = ("author-box", "byline", "caption", "date", "dom-box", "dom-headline", "dom-link", "legal", "read-also",
           "related", "title")  # fmt: skip
"""Rules that count by themselves; of all others only the number counts."""
_WHOLE = 0.8
"""Share of a line that a removal must cover to speak of the line."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(r"\d+[.)]")
_OPENING = frozenset("“\"'‘«„")
_BULLETS = frozenset("-–—•▪*·»>→")
_TRAILING = frozenset("…»→>")
_START = 200
"""Characters of a line that its shape is told by."""
_MOST_WORDS = 60
"""Words up to which a line is compared with the title and the description."""


def words_of(view: View, removals: Sequence[Removal], description: str) -> Columns:
    """A value a line of the view. `removals` are what rules propose of it, `description` the page's own summary."""
    lines = view.lines
    flags = _flags(lines, removals)
    phrases = view.phrases
    columns: Columns = {f"rule_{name}": flags[:, n] for n, name in enumerate(FLAGGED)}
    columns["rules"] = flags[:, -1]
    columns["phrase"] = _column(int(phrases[line.index].strength) if line.index in phrases else 0 for line in lines)
    columns["prompt"] = _column(line.index in view.prompts for line in lines)
    title, about = set(view.folded_title.split()), set(description.split())
    columns["title_share"] = _column(_share(line, title) for line in lines)
    columns["description_share"] = _column(_share(line, about) for line in lines)
    times = Counter(line.folded for line in lines)
    columns["times"] = _column(times[line.folded] for line in lines)
    columns["near_at"] = np.arange(len(lines)) / max(len(lines), 1)
    shapes = np.array([_shape(line.text) for line in lines], np.float32).reshape(-1, len(_SHAPES))
    return columns | {name: shapes[:, n] for n, name in enumerate(_SHAPES)}


def _flags(lines: Sequence[Line], removals: Sequence[Removal]) -> Array:
    flags = np.zeros((len(lines), len(FLAGGED) + 1), np.float32)
    starts = np.array([line.span.start for line in lines], np.int64)
    for removal in removals:
        n = int(np.searchsorted(starts, removal.span.start, "right")) - 1
        for line in (lines[at] for at in range(max(n, 0), len(lines))):
            if line.span.start >= removal.span.end:
                break
            shared = min(removal.span.end, line.span.end) - max(removal.span.start, line.span.start)
            if shared > _WHOLE * (line.span.end - line.span.start):
                flags[line.index, -1] += 1
                if removal.rule in FLAGGED:
                    at = FLAGGED.index(removal.rule)
                    flags[line.index, at] = max(flags[line.index, at], removal.score)
    return flags


def _share(line: Line, others: set[str]) -> float:
    """Share of the words of a short line that another text has."""
    words = line.folded.split() if others else []
    return sum(map(others.__contains__, words)) / len(words) if 0 < len(words) <= _MOST_WORDS else 0.0


_SHAPES = (
    "quoted", "bullet", "numbered", "year", "capitals", "digit_share", "trailing", "question", "exclamation", "at_sign",
    "bar", "early_colon",
)  # fmt: skip


def _shape(text: str) -> tuple[float, ...]:
    """The numbers that _SHAPES names."""
    start = text[:_START]
    words = start.split()
    return (
        text[0] in _OPENING,
        text[0] in _BULLETS,
        _NUMBERED.match(text) is not None,
        _YEAR.search(start) is not None,
        sum(word[0].isupper() for word in words) / max(len(words), 1),
        sum(map(str.isdigit, start)) / len(start),
        text[-1] in _TRAILING,
        "?" in text,
        "!" in text,
        "@" in text or "#" in text,
        "|" in text or "•" in text or "·" in text,
        ":" in text[:40],
    )


def _column(values: Iterable[float]) -> Array:
    return np.fromiter(values, np.float32)
