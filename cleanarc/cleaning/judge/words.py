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
    columns["title_share"] = _shares(lines, view.folded_title)
    columns["description_share"] = _shares(lines, description)
    times = Counter(line.folded for line in lines)
    columns["times"] = _column(times[line.folded] for line in lines)
    columns["near_at"] = np.arange(len(lines)) / max(len(lines), 1)
    return columns | _shapes([line.text for line in lines])


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


def _shares(lines: Sequence[Line], folded: str) -> Array:
    """Share of the words of each short line that another text has."""
    others = set(folded.split())
    if not others:
        return np.zeros(len(lines), np.float32)
    return _column(_share(line, others) for line in lines)


def _share(line: Line, others: set[str]) -> float:
    words = line.folded.split()
    return sum(word in others for word in words) / len(words) if 0 < len(words) <= _MOST_WORDS else 0.0


def _shapes(texts: Sequence[str]) -> Columns:
    return {
        "quoted": _column(text[0] in _OPENING for text in texts),
        "bullet": _column(text[0] in _BULLETS for text in texts),
        "numbered": _column(_NUMBERED.match(text) is not None for text in texts),
        "year": _column(_YEAR.search(text[:200]) is not None for text in texts),
        "capitals": _column(_capitals(text[:200].split()) for text in texts),
        "digit_share": _column(sum(map(str.isdigit, text[:200])) / min(len(text), 200) for text in texts),
        "trailing": _column(text[-1] in _TRAILING for text in texts),
        "question": _column("?" in text for text in texts),
        "exclamation": _column("!" in text for text in texts),
        "at_sign": _column("@" in text or "#" in text for text in texts),
        "bar": _column("|" in text or "•" in text or "·" in text for text in texts),
        "early_colon": _column(":" in text[:40] for text in texts),
    }


def _capitals(words: list[str]) -> float:
    return sum(word[0].isupper() for word in words) / max(len(words), 1)


def _column(values: Iterable[float]) -> Array:
    return np.fromiter(values, np.float32)
