"""The lines of a plain text, in runs without a blank line between them, and whether they were wrapped by hand."""

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]*(?:\r\n|[\n\r\f\v\u2028\u2029]|\Z)")
_PAGE_BREAKS = ("\f", "\v")
_WIDTHS = range(40, 131)
"""Widths, in characters, that text is wrapped to; shorter lines are verse or lists, longer ones paragraphs."""
_LONG_SHARE = 0.6
_FEWEST_PAIRS = 6
_FULL_SHARE = 0.85
_RUNNING_SHARE = 0.35
_STOPS = (".", "!", "?", "…", ":", ";", "。", '"', "”", "»", "’")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with text: where it stands in the page, its text without the white space around it, its indentation."""

    start: int
    text: str
    indent: int


Run = tuple[TextLine, ...]
"""Lines that follow each other without a blank line between them."""


def runs_of(text: str) -> tuple[Run, ...]:
    """The lines of a text that have something to see; a form feed parts runs as a blank line does."""
    runs: list[list[TextLine]] = [[]]
    for found in _LINE.finditer(text):
        line = found[0].rstrip()
        if line.strip():
            runs[-1].append(TextLine(found.start(), line.strip(), len(line) - len(line.lstrip())))
        if (not line.strip() or found[0].endswith(_PAGE_BREAKS)) and runs[-1]:
            runs.append([])
    return tuple(tuple(run) for run in runs if run)


def wrap_width(runs: tuple[Run, ...]) -> int | None:
    """The width that a text was wrapped to by hand, in characters; None when it was not.

    A wrapped line is full: the next line's first word would not have fitted on it. That must hold for nearly all
    longer lines that have another below them in their run, and many of them must break off in mid-sentence.
    """
    width = max(line.indent + len(line.text) for run in runs for line in run)
    pairs = [
        (one, other)
        for run in runs
        for one, other in pairwise(run)
        if one.indent + len(one.text) >= _LONG_SHARE * width
    ]
    if width not in _WIDTHS or len(pairs) < _FEWEST_PAIRS:
        return None
    full = sum(is_full(one, other, width) for one, other in pairs)
    running = sum(not one.text.endswith(_STOPS) for one, _ in pairs)
    return width if full >= _FULL_SHARE * len(pairs) and running >= _RUNNING_SHARE * len(pairs) else None


def is_full(line: TextLine, below: TextLine, width: int) -> bool:
    """Whether the first word of the line below would not have fitted on a line."""
    word = below.text.split(maxsplit=1)[0]
    return line.indent + len(line.text) + 1 + len(word) > width
