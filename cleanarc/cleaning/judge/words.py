"""What the likely blocks say, as numbers: their shape, what rules say of them, and how they repeat the title."""

import string
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

import numpy as np

from cleanarc.cleaning.judge.arrays import Array, Columns
from cleanarc.model import Removal
from cleanarc.rules.view import Line, View

FLAGGED = (
    "advertisement", "author-box", "byline", "caption", "comments", "date", "dom-box", "dom-headline", "dom-link",
    "legal", "newsletter", "read-also", "related", "summary", "title",
)  # fmt: skip
"""Rules that count by themselves; of all others only the number counts."""
_WHOLE = 0.8
"""Share of a line that a removal must cover to speak of the line."""
_START = 80
"""Characters of a line that its shape is told by."""
_LONG = 300
"""Characters from which a line is prose, and not compared with the title and the description."""
_OPENING = frozenset("“\"'‘«„")
_BULLETS = frozenset("-–—•▪*·»>→")
_TRAILING = frozenset("…»→>")
_DIGITS = string.digits.encode()

_SHAPES = (
    "capitals", "exclamation", "bar", "early_colon", "quoted", "bullet", "numbered", "year", "digit_share", "trailing",
    "question", "at_sign",
)  # fmt: skip
_BY_LINE = ("times", "title_share", "description_share", *_SHAPES)


def words_of(view: View, removals: Sequence[Removal], description: str) -> Columns:
    """A value a line of the view. `removals` are what rules propose of it, `description` the page's own summary."""
    lines = view.lines
    size = len(lines)
    phrase = np.zeros(size, np.float32)
    for index, found in view.phrases.items():
        phrase[index] = found.strength
    times = Counter([line.text for line in lines])
    title, about = frozenset(view.folded_title.split()), frozenset(description.split())
    rows = [(times[line.text], *_shared(line, title, about), *_shape(line.text)) for line in lines]
    values = np.array(rows, np.float32).reshape(size, len(_BY_LINE))
    columns: Columns = dict(zip(_BY_LINE, values.T, strict=True))
    columns |= {"phrase": phrase, "near_at": np.arange(size) / max(size, 1)}
    return columns | _told(lines, removals)


def _told(lines: Sequence[Line], removals: Sequence[Removal]) -> Columns:
    """How many rules would remove each line, and whether those that count by themselves would."""
    flags: dict[str, Array] = {name: np.zeros(len(lines), np.float32) for name in FLAGGED}
    told = np.zeros(len(lines), np.float32)
    starts = [line.span.start for line in lines]
    for removal in removals:
        start, end = removal.span.start, removal.span.end
        for n in range(max(bisect_right(starts, start) - 1, 0), len(lines)):
            span = lines[n].span
            if span.start >= end:
                break
            if min(end, span.end) - max(start, span.start) > _WHOLE * (span.end - span.start):
                told[n] += 1
                if removal.rule in flags:
                    flags[removal.rule][n] = 1
    return {"rules": told} | {f"rule_{name}": flag for name, flag in flags.items()}


def _shared(line: Line, title: frozenset[str], about: frozenset[str]) -> tuple[float, float]:
    """How much of a short line the title and the description say too: words that they share, to those of the line."""
    words = line.folded.split() if len(line.text) < _LONG else ()
    if not words:
        return 0.0, 0.0
    return len(title.intersection(words)) / len(words), len(about.intersection(words)) / len(words)


def _shape(text: str) -> tuple[float, ...]:
    """The numbers that _SHAPES names."""
    start = text[:_START]
    words = start.split()
    return (
        sum(map(str.isupper, [word[0] for word in words])) / max(len(words), 1),
        "!" in text,
        "|" in text or "•" in text or "·" in text,
        ":" in start,
        text[0] in _OPENING,
        text[0] in _BULLETS,
        text[0].isdigit(),
        "20" in start or "19" in start,
        _digits(start) / len(start),
        text[-1] in _TRAILING,
        "?" in text,
        "@" in text or "#" in text,
    )


def _digits(text: str) -> int:
    if text.isascii():
        # Ten times as fast, and most lines are such.
        return len(text) - len(text.encode().translate(None, _DIGITS))
    return sum(map(str.isdigit, text))
