"""Tables in which a version tracker sets versions of one article side by side, told by their shape.

The first row names the versions; the rows below hold a paragraph of each. Most extractors drop empty cells, so a row
with one cell may belong to either version. Only where some row has an empty first cell is it known that empty cells
were kept; else a lone cell counts as present in the later version, and is marked as inferred.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from cleanarc.model import Span
from cleanarc.rules.dates import is_date
from cleanarc.rules.folding import bare, fold
from cleanarc.rules.frame_words import frame_words
from cleanarc.rules.line import Line
from cleanarc.rules.prose import ends_in_full_stop, words_of

_SEPARATORS = ("\t", "|")
_RULER = re.compile(r"[\s|:+=_\-–—]+")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\d+")
_LABEL_CHARS = 60
_LABEL_WORDS = 8
_ALIKE = 0.6
"""Share of words that two versions of one paragraph have in common."""
_PARAGRAPH_WORDS = 6
_FEWEST_PAIRS = 2
_FEWEST_PAIRS_WITHOUT_HEAD = 4
_ALIKE_SHARE = 0.5
_PAGE_SHARE = 0.5
"""Share of the page that the table must be: a table of another kind stands inside an article."""
_PRELUDE_SHARE = 0.3
_NOTE_WORDS = 8
_HEADLINE_WORDS = 25
_FEWEST_HEADLINES = 2
_SPOKEN = re.compile(r"[?!][\"”»“’]$")
_HEAD_WITHIN = 12
_MOST_PARTS = 24
"""Separators in a row from which it is no row of a table of texts."""


@dataclass(frozen=True)
class Row:
    """A row of the table: each version's cell, None where it has none. `inferred`: the cell's version was guessed."""

    line: Line
    cells: tuple[Span | None, ...]
    inferred: bool = False


@dataclass(frozen=True)
class VersionTable:
    """A table of versions. `labels` name its columns, `later` is the column of the latest version.

    `head` are the lines that name and part the columns, `notes` short rows above the text ("2 hours later"),
    `prelude` the lines above the table. `headlines` are rows behind the last sentence that name other articles,
    `below` the lines behind the table.
    """

    labels: tuple[str, ...]
    later: int
    prelude: tuple[Line, ...]
    head: tuple[Line, ...]
    notes: tuple[Line, ...]
    rows: tuple[Row, ...]
    headlines: tuple[Row, ...]
    below: tuple[Line, ...]


def find_version_table(lines: tuple[Line, ...]) -> VersionTable | None:
    """The table that is most of a page; None when there is none."""
    tab, bar = _SEPARATORS
    parted = [line for line in lines if tab in line.text or bar in line.text]
    if len(parted) < _FEWEST_PAIRS + 1:
        return None
    first = _head(parted)
    start, stop = first.index, parted[-1].index + 1
    if not _is_most_of_page(lines, start, parted):
        return None
    grid = _Grid.of(first.text)
    labels, later, headed = _columns(first, grid)
    below_head = lines[start + headed : stop]
    rows = _settle([Row(line, grid.cells(line)) for line in below_head if not _RULER.fullmatch(line.text)])
    if not _compares(rows, headed=headed):
        return None
    notes = _find_notes(rows)
    article = tuple(_infer(row, later) for n, row in enumerate(rows) if n not in notes)
    last = _end_of_article(article, later)
    return VersionTable(
        labels=labels,
        later=later,
        prelude=lines[:start],
        head=(*lines[start : start + headed], *(line for line in below_head if _RULER.fullmatch(line.text))),
        notes=tuple(row.line for n, row in enumerate(rows) if n in notes),
        rows=article[:last],
        headlines=article[last:],
        below=lines[stop:],
    )


def _head(parted: list[Line]) -> Line:
    """The row that names the versions, else the first of the table."""
    rows = ((line, _labels(line, _Grid.of(line.text))) for line in parted[:_HEAD_WITHIN])
    return next((line for line, labels in rows if _latest(labels) is not None), parted[0])


def _is_most_of_page(lines: tuple[Line, ...], start: int, parted: list[Line]) -> bool:
    def size(some: Iterable[Line]) -> int:
        return sum(len(line.text) for line in some)

    whole = size(lines)
    return size(parted) >= _PAGE_SHARE * whole and size(lines[:start]) <= _PRELUDE_SHARE * whole


@dataclass(frozen=True)
class _Grid:
    """How the table's rows are cut into cells, as its first row shows."""

    separator: str
    opens: bool
    """Rows open with a separator."""
    columns: int

    @classmethod
    def of(cls, first: str) -> "_Grid":
        separator = next(separator for separator in _SEPARATORS if separator in first)
        parts = first.split(separator)
        return cls(separator, not parts[0].strip(), max(2, sum(bool(part.strip()) for part in parts)))

    def cells(self, line: Line) -> tuple[Span | None, ...]:
        """Where each column's text stands in the page; None for an empty cell."""
        cuts = [-1, *(n for n, char in enumerate(line.text) if char == self.separator), len(line.text)]
        parts = [(a + 1, b) for a, b in pairwise(cuts)]
        if self.opens and len(parts) > 1 and not line.text[slice(*parts[0])].strip():
            parts = parts[1:]
        while len(parts) > self.columns and not line.text[slice(*parts[-1])].strip():
            parts = parts[:-1]
        if len(parts) > self.columns:
            parts = self._joined(line.text, parts)
        spans = [_trimmed(line, start, end) for start, end in parts]
        return (*spans, *[None] * (self.columns - len(spans)))

    def _joined(self, text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The parts of a row whose text holds the separator itself, joined where the columns are most alike."""
        if self.columns != 2 or len(parts) > _MOST_PARTS:
            return [*parts[: self.columns - 1], (parts[self.columns - 1][0], parts[-1][1])]
        ways = [((parts[0][0], parts[n - 1][1]), (parts[n][0], parts[-1][1])) for n in range(1, len(parts))]
        first, second = max(ways, key=lambda way: likeness(text[slice(*way[0])], text[slice(*way[1])]))
        return [first, second]


def _trimmed(line: Line, start: int, end: int) -> Span | None:
    text = line.text[start:end]
    if not text.strip():
        return None
    first = line.span.start + start + len(text) - len(text.lstrip())
    return Span(first, first + len(text.strip()))


def likeness(one: str, other: str) -> float:
    """Share of the words that two texts have in common, from 0 to 1."""
    first, second = Counter(words_of(one)), Counter(words_of(other))
    longer = max(first.total(), second.total())
    return (first & second).total() / longer if longer else 0.0


def _columns(first: Line, grid: _Grid) -> tuple[tuple[str, ...], int, bool]:
    """The names of the columns, which is the latest, and whether the first row is what names them."""
    labels = _labels(first, grid)
    later = _latest(labels)
    if later is not None:
        return labels, later, True
    return tuple(str(n + 1) for n in range(grid.columns)), grid.columns - 1, False


def _labels(line: Line, grid: _Grid) -> tuple[str, ...]:
    return tuple(_text(line, cell) for cell in grid.cells(line) if cell)


def _latest(labels: tuple[str, ...]) -> int | None:
    """The column of the latest version, by numbers, days or words; None when the labels name no versions."""
    if len(labels) < 2 or any(len(label) > _LABEL_CHARS or len(label.split()) > _LABEL_WORDS for label in labels):
        return None
    if all(is_date(label) for label in labels):
        # Days in other forms than ISO are not ordered by their digits; trackers set the later one last.
        return labels.index(max(labels)) if all(_ISO.match(label) for label in labels) else len(labels) - 1
    stems = {fold(_NUMBER.split(label, maxsplit=1)[0]) for label in labels}
    orders = [tuple(int(number) for number in _NUMBER.findall(label)) for label in labels]
    if len(stems) == 1 and all(orders):
        return orders.index(max(orders)) if len(set(orders)) == len(orders) else None
    return _later_by_words(labels)


def _later_by_words(labels: tuple[str, ...]) -> int | None:
    if len(labels) != 2:
        return None
    words = [{bare(fold(label)), *(bare(word) for word in fold(label).split())} for label in labels]
    earlier = [bool(found & frame_words().earlier) for found in words]
    later = [bool(found & frame_words().later) for found in words]
    if earlier[0] and later[1]:
        return 1
    return 0 if later[0] and earlier[1] else None


def _text(line: Line, cell: Span) -> str:
    return line.text[cell.start - line.span.start : cell.end - line.span.start]


def _settle(rows: list[Row]) -> list[Row]:
    """Rows with their cells in place: unless empty cells were kept, a row that lacks some is marked as inferred."""
    if any(row.cells[0] is None and any(row.cells) for row in rows):
        return rows
    return [Row(row.line, row.cells, inferred=None in row.cells) for row in rows]


def _infer(row: Row, later: int) -> Row:
    """A row that lacks cells, its last one counted as the later version's."""
    if not row.inferred:
        return row
    given = [cell for cell in row.cells if cell]
    cells: list[Span | None] = [None] * len(row.cells)
    if given:
        cells[later] = given[-1]
    for column, cell in zip((n for n in range(len(cells)) if n != later), given[:-1], strict=False):
        cells[column] = cell
    return Row(row.line, tuple(cells), inferred=True)


def _compares(rows: list[Row], *, headed: bool) -> bool:
    """Whether the columns say the same, paragraph by paragraph, in most rows that have them all."""
    pairs = [
        likeness(_text(row.line, one), _text(row.line, other))
        for row in rows
        for one, other in pairwise(row.cells)
        if one and other and len(words_of(_text(row.line, one))) >= _PARAGRAPH_WORDS
    ]
    alike = sum(share >= _ALIKE for share in pairs)
    return alike >= (_FEWEST_PAIRS if headed else _FEWEST_PAIRS_WITHOUT_HEAD) and alike > _ALIKE_SHARE * len(pairs)


def _find_notes(rows: list[Row]) -> set[int]:
    """The rows above the first paragraph that tell when a version was seen."""
    found = set()
    for n, row in enumerate(rows):
        texts = [_text(row.line, cell) for cell in row.cells if cell]
        if any(ends_in_full_stop(text) for text in texts):
            break
        if texts and all(_is_note(text) for text in texts):
            found.add(n)
    return found


def _is_note(text: str) -> bool:
    short = len(text.split()) <= _NOTE_WORDS
    return is_date(text) or (short and text[:1] in "([（" and text[-1:] in ")]）")


def _end_of_article(rows: tuple[Row, ...], later: int) -> int:
    """How many rows there are up to the last sentence; all, unless a few headlines follow it."""
    texts = [_text(row.line, cell) if (cell := row.cells[later]) else "" for row in rows]
    end = len(texts)
    while end and (not texts[end - 1] or _is_headline(texts[end - 1])):
        end -= 1
    count = sum(bool(text) for text in texts[end:])
    return end if _FEWEST_HEADLINES <= count < len(texts) / 2 else len(texts)


def _is_headline(text: str) -> bool:
    return len(words_of(text)) <= _HEADLINE_WORDS and not ends_in_full_stop(text) and not _SPOKEN.search(text)
