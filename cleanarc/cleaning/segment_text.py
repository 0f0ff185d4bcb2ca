"""Plain text into blocks: a paragraph a line, lists, tables, verse and code by their shape.

An extractor's text has a paragraph a line, with or without blank lines between them. Text that was wrapped by hand is
known by its full lines (see `text_lines`), and its paragraphs are joined. Nothing is told by words, so no language is
better known than another.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count, groupby, pairwise

from cleanarc.cleaning.segmented import Segmented
from cleanarc.cleaning.text_lines import Run, TextLine, is_full, is_quoted, runs_of, wrap_width
from cleanarc.model import Block, Page, Role

_BULLET = re.compile(r"[-*+•·‣◦▪●○■]\s+\S")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+\S")
_HEADING = re.compile(r"#{1,6}\s+\S")
_FENCE = re.compile(r"(```|~~~)")
_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»“」)\]]*$")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDE_EXTRA = 2
_VERSE_CHARS = 65
_VERSE_LINES = 3
_PROSE_CHARS = 90
"""Characters from which a line is taken for a paragraph, where it ends as a sentence does."""
_CELL_CHARS = 150
"""Longest cell of a table of data; rows with longer ones are paragraphs that an extractor parted by bars."""


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    role: Role = Role.PARAGRAPH
    group: int | None = None


def segment_text(text: str) -> Segmented:
    """The page of a plain text. Every character is in a block; the page is empty when there is nothing to see."""
    runs = runs_of(text)
    if not runs:
        return Segmented(Page("", ()))
    pieces = list(_pieces(runs))
    ends = [piece.start for piece in pieces[1:]] + [len(text)]
    cuts = [0, *ends]
    blocks = (Block(cuts[n], cuts[n + 1], piece.role, piece.group) for n, piece in enumerate(pieces))
    return Segmented(Page(text, tuple(blocks)))


def _pieces(runs: tuple[Run, ...]) -> Iterator[_Piece]:
    groups = count()
    prose = [n for n, run in enumerate(runs) if any(_is_prose(line.text) for line in run)]
    width = wrap_width(runs)
    fenced, openings = _fences(runs)
    for n, run in enumerate(runs):
        for is_code, lines in groupby(run, key=lambda line: line.start in fenced):
            stretch = tuple(lines)
            if is_code:
                # A fenced block is one piece, though it may run over blank lines.
                yield from (_Piece(line.start, Role.CODE) for line in stretch if line.start in openings)
            elif width is not None:
                yield from _wrapped_or_quoted(stretch, width, groups)
            else:
                yield from _shaped(stretch, groups, is_verse=_may_be_verse(n, prose, stretch))


def _is_prose(text: str) -> bool:
    return _size(text) >= _PROSE_CHARS and bool(_SENTENCE.search(text))


def _fences(runs: tuple[Run, ...]) -> tuple[set[int], set[int]]:
    """Where the lines of fenced blocks start, and which of them open one; a fence that is never closed is none."""
    lines = [line for run in runs for line in run]
    marks = [n for n, line in enumerate(lines) if _FENCE.match(line.text)]
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    fenced = {line.start for first, last in pairs for line in lines[first : last + 1]}
    return fenced, {lines[first].start for first, _ in pairs}


def _may_be_verse(n: int, prose: list[int], stretch: Run) -> bool:
    """Whether a run of short lines is verse, an address or the like, rather than headings or menus.

    In a text without prose all such runs are; in one with prose its first run is rather a headline and its byline.
    """
    if any(_size(line.text) > _VERSE_CHARS for line in stretch):
        return False
    if not prose:
        return len(stretch) > 1
    open_ended = sum(not _SENTENCE.search(line.text) for line in stretch)
    return n > 0 and len(stretch) >= _VERSE_LINES and 2 * open_ended >= len(stretch)


def _shaped(run: Run, groups: Iterator[int], *, is_verse: bool) -> Iterator[_Piece]:
    """The blocks of lines that were not wrapped: each its own, in groups by shape."""
    at = 0
    plain: list[TextLine] = []
    while at < len(run):
        role, length = _shape(run, at)
        lines = run[at : at + length]
        if role is Role.PARAGRAPH:
            plain += lines
        else:
            yield from _plain(plain, groups, is_verse=is_verse)
            plain = []
            group = next(groups) if length > 1 else None
            yield from (_Piece(line.start, role, group) for line in lines)
        at += length
    yield from _plain(plain, groups, is_verse=is_verse)


def _plain(lines: list[TextLine], groups: Iterator[int], *, is_verse: bool) -> Iterator[_Piece]:
    if is_verse and len(lines) > 1:
        group = next(groups)
        yield from (_Piece(line.start, Role.LINE, group) for line in lines)
    else:
        yield from (_Piece(line.start) for line in lines)


def _shape(run: Run, at: int) -> tuple[Role, int]:
    """What a run goes on with at a line, and for how many lines."""
    if _HEADING.match(run[at].text):
        return Role.HEADING, 1
    if bullets := _count(run, at, lambda line: bool(_BULLET.match(line.text))):
        return Role.ITEM, bullets
    if (numbered := _numbered(run, at)) > 1:
        return Role.ITEM, numbered
    return _rows(run, at) or (Role.PARAGRAPH, 1)


def _count(run: Run, at: int, fits: Callable[[TextLine], bool]) -> int:
    """How many lines fit from a line on."""
    end = at
    while end < len(run) and fits(run[end]):
        end += 1
    return end - at


def _numbered(run: Run, at: int) -> int:
    """How many lines count up by one from the number that a line opens with."""
    first = _number_of(run[at])
    if first is None:
        return 0
    wanted = count(first)
    return _count(run, at, lambda line: _number_of(line) == next(wanted))


def _number_of(line: TextLine) -> int | None:
    found = _NUMBERED.match(line.text)
    return int(found[1]) if found else None


def _rows(run: Run, at: int) -> tuple[Role, int] | None:
    """The rows of one table: as many bars or tabs in each. With long cells they are paragraphs, not data."""
    for separator in ("\t", "|"):
        bars = run[at].text.count(separator)
        length = _count(run, at, partial(_has_bars, separator=separator, bars=bars)) if bars else 0
        if length < 2:
            continue
        rows = run[at : at + length]
        if any(_is_paragraph(cell) for line in rows for cell in line.text.split(separator)):
            return Role.PARAGRAPH, length
        is_ruled = not rows[1].text.strip("|:+- \t")
        if is_ruled or bars > 1 or length > 2:
            return Role.ROW, length
    return None


def _is_paragraph(cell: str) -> bool:
    return _size(cell) > _CELL_CHARS or (_size(cell) > _VERSE_CHARS and bool(_SENTENCE.search(cell.rstrip())))


def _size(text: str) -> int:
    """Characters, those of scripts that write a word with one or two counted as more."""
    return len(text) + _WIDE_EXTRA * len(_WIDE.findall(text))


def _has_bars(line: TextLine, separator: str, bars: int) -> bool:
    return line.text.count(separator) == bars


def _wrapped_or_quoted(run: Run, width: int, groups: Iterator[int]) -> Iterator[_Piece]:
    for quoted, lines in groupby(run, key=is_quoted):
        if quoted:
            yield from _plain(list(lines), groups, is_verse=True)
        else:
            yield from _wrapped(tuple(lines), width, groups)


def _wrapped(run: Run, width: int, groups: Iterator[int]) -> Iterator[_Piece]:
    """The blocks of lines that were wrapped by hand: a line goes on in its block when the one above it is full."""
    starts = [0]
    for n, (above, line) in enumerate(pairwise(run), 1):
        goes_on = is_full(above, line, width) and not (_SENTENCE.search(above.text) and _opens(above, line))
        if not goes_on and not (_is_item(run[starts[-1]]) and line.indent > run[starts[-1]].indent):
            starts.append(n)
    items = [_is_item(run[n]) for n in starts]
    group = next(groups) if len(starts) > 1 and (all(items) or len(starts) == len(run)) else None
    for n, is_item in zip(starts, items, strict=True):
        role = Role.ITEM if is_item else Role.LINE if group is not None else Role.PARAGRAPH
        yield _Piece(run[n].start, role, group)


def _opens(above: TextLine, line: TextLine) -> bool:
    """Whether a line below the end of a sentence opens a paragraph or item."""
    return line.indent > above.indent + 1 or _is_item(line)


def _is_item(line: TextLine) -> bool:
    return bool(_BULLET.match(line.text) or _NUMBERED.match(line.text))
