"""The lines of a plain text, in runs without a blank line between them, and whether they were wrapped by hand."""

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029]*(?:\r\n|[\n\r\f\v\u2028\u2029]|\Z)")
_NEXT_LINE = re.compile(r"[^\x85\f\v\u2028\u2029]*(?:[\x85\f\v\u2028\u2029]|\Z)")
"""The same in texts of mainframes, which have no other ends of lines; elsewhere U+0085 is a misread "…"."""
_PAGE_BREAKS = ("\f", "\v")
_WIDTHS = range(40, 131)
"""Widths, in columns, that text is wrapped to; shorter lines are verse or lists, longer ones paragraphs."""
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff01-\uff60\uffe0-\uffe6"
)
"""Characters that take two columns, by Unicode's Standard Annex 11; nearly all of them may be parted from the next."""
_WIDE_CHAR = re.compile(f"[{_WIDE}\U00020000-\U0003fffd]")
_UNIT = re.compile(f"[^\\s{_WIDE}]+|.")
"""What a line that is wrapped starts with: a word, or a character of a script that parts them anywhere."""
_UNHUNG = 3
"""Columns that a line may be short of its width where a mark may not start the next one."""
_QUOTED = ">"
_HYPHENS = ("-", "\u2010", "\xad", "\xac")
_LONG_SHARE = 0.6
_FEWEST_PAIRS = 6
_FEW_PAIRS = 2
_FEW_WIDTH = 55
"""Of a text with less lines than tell by their shares, each line must be full, all but one must break off in
mid-sentence, and half of them run on in small letters: lists and verse in long lines hardly ever do all that."""
_FULL_SHARE = 0.85
_RUNNING_SHARE = 0.35
_STOPS = (".", "!", "?", "…", ":", ";", "。", '"', "”", "»", "’")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with text: where it stands in the page, its text without the white space around it, and how many columns
    it is set in."""

    start: int
    text: str
    indent: int


Run = tuple[TextLine, ...]
"""Lines that follow each other without a blank line between them."""


def runs_of(text: str) -> tuple[Run, ...]:
    """The lines of a text that have something to see; a form feed parts runs as a blank line does."""
    is_mainframe = "\x85" in text and "\n" not in text and "\r" not in text
    runs: list[list[TextLine]] = [[]]
    for found in (_NEXT_LINE if is_mainframe else _LINE).finditer(text):
        line = found[0].rstrip()
        if line.strip():
            before = line[: len(line) - len(line.lstrip())]
            runs[-1].append(TextLine(found.start(), line.strip(), len(before) + before.count("\u3000")))
        if (not line.strip() or found[0].endswith(_PAGE_BREAKS)) and runs[-1]:
            runs.append([])
    return tuple(tuple(run) for run in runs if run)


def wrap_width(runs: tuple[Run, ...]) -> int | None:
    """The width that a text was wrapped to by hand, in columns; None when it was not.

    A wrapped line is full: what the next one starts with would not have fitted on it. That must hold for nearly all
    longer lines that have another of their paragraph below them, and many of them must break off in mid-sentence.
    Lines of a quoted e-mail were wrapped to another width.
    """
    lines = [line for run in runs for line in run if not is_quoted(line)]
    width = max(map(_columns, lines), default=0)
    if width not in _WIDTHS:
        return None
    pairs = [
        (one, other)
        for run in runs
        if any(_is_long(line, width) for line in run)
        for one, other in pairwise(run)
        if not is_quoted(one) and not is_quoted(other) and not _is_parted(one, other)
    ]
    long = [(one, other) for one, other in pairs if _is_long(one, width)]
    full = sum(is_full(one, other, width) for one, other in long)
    running = sum(not one.text.endswith(_STOPS) for one, _ in long)
    if len(long) < _FEWEST_PAIRS:
        return width if width >= _FEW_WIDTH and running >= len(long) - 1 and _are_sure(pairs, width) else None
    return width if full >= _FULL_SHARE * len(long) and running >= _RUNNING_SHARE * len(long) else None


def _are_sure(pairs: list[tuple[TextLine, TextLine]], width: int) -> bool:
    """Whether a few lines, each with the one below it, were surely wrapped."""
    small = sum(_starts_small(below) for _, below in pairs)
    return len(pairs) >= _FEW_PAIRS and 2 * small >= len(pairs) and all(is_full(*pair, width) for pair in pairs)


def _is_long(line: TextLine, width: int) -> bool:
    return _columns(line) >= _LONG_SHARE * width


def is_full(line: TextLine, below: TextLine, width: int) -> bool:
    """Whether what the line below starts with would not have fitted on a line; half a word did fit."""
    if line.text.endswith(_HYPHENS) and _starts_small(below):
        return True
    found = _UNIT.match(below.text)
    start = found[0] if found else ""
    gap = _UNHUNG if _WIDE_CHAR.match(start) else 1
    return _columns(line) + gap + _width(start) > width


def is_quoted(line: TextLine) -> bool:
    """Whether a line is of an e-mail that is answered."""
    return line.text.startswith(_QUOTED)


def _is_parted(above: TextLine, line: TextLine) -> bool:
    """Whether a paragraph ends and the next is set in."""
    return line.indent > above.indent + 1 and above.text.endswith(_STOPS)


def _starts_small(line: TextLine) -> bool:
    """Whether a line goes on in mid-sentence, as far as its first letter tells."""
    return line.text[:1].isalpha() and not line.text[:1].isupper()


def _columns(line: TextLine) -> int:
    return line.indent + _width(line.text)


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE_CHAR.findall(text))
