"""The earlier versions in a table that sets versions of an article side by side, and the table itself."""

import re
from collections.abc import Iterator

from cleanarc.model import Kind, Proposal, Removal, Span
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY
from cleanarc.rules.version_table import Row, VersionTable
from cleanarc.rules.view import View

_QUOTED_LABEL = re.compile(r"['\"‘’“”«»„][^'\"‘’“”«»„]{2,40}['\"‘’“”«»„]|https?://")


def _propose(view: View) -> Iterator[Proposal]:
    table = view.versions
    if table is None:
        return
    for line in table.prelude:
        kind = Kind.SOURCE if _QUOTED_LABEL.search(line.text) else Kind.VERSION
        yield RULE.remove(line, "stands above the table of versions", kind=kind, score=0.75)
    for line in (*table.head, *table.notes):
        yield RULE.remove(line, "names or parts the columns of versions, or says when one was seen")
    for row in (*table.rows, *table.headlines):
        yield from _row(table, row)
    for row in table.headlines:
        if latest := row.cells[table.later]:
            yield RULE.remove(latest, "a headline behind the last sentence", kind=Kind.RELATED, score=0.7)


def _row(table: VersionTable, row: Row) -> Iterator[Removal]:
    """What goes from a row so that the later version's cell is left."""
    start, end = row.line.span.start, row.line.span.end
    latest = row.cells[table.later]
    if latest is None:
        yield RULE.remove(row.line, f"not in {table.labels[table.later]}")
        return
    evidence = (
        f"a lone cell, counted as present in {table.labels[table.later]}"
        if row.inferred
        else f"the cells beside the one of {table.labels[table.later]}"
    )
    if start < latest.start:
        yield RULE.remove(Span(start, latest.start), evidence)
    if latest.end < end:
        yield RULE.remove(Span(latest.end, end), evidence)


_A, _B, _C = BODY["en"], "Ships waited outside the pier until noon and then left for the north.", "The gulls stayed."
_PRELUDE = "This page follows the source 'lindpost'.\nThe text changed 2 times."
_HEADLINES = "Ten ports that close in winter\nWhy gulls love dredgers"

RULE = Rule(
    name="version-table",
    code="F11",
    kind=Kind.VERSION,
    why="A tracker shows each paragraph once a version; the article is the later version, the others are revisions.",
    risk="A lone cell whose row lost its empty neighbour may belong to the earlier version; it is marked as inferred.",
    removes=(
        Example(
            f"Version 1 | Version 2 |\n---|---|\n{_A} | {_A} |\n{_C} | |\n{_B} | {_B} |\n",
            ("Version 1 | Version 2 |", "---|---|", f"{_A} |", "|", "| |", f"{_B} |", "|"),
        ),
        Example(
            f"| Vorher | Nachher |\n|---|---|\n| {_A} | {_A} |\n| {_C} | |\n| | {_C} |\n| {_B} | {_B} |\n",
            ("| Vorher | Nachher |", "|---|---|", f"| {_A} |", "|", f"| {_C} | |", "| |", "|", f"| {_B} |", "|"),
        ),
        Example(f"Новая\tСтарая\n{_A}\t{_A}\n{_B}\t{_B}\n", ("Новая\tСтарая", _A, _B)),
    ),
    keeps=(
        f"{_A}\n\nBefore | After\n10 per cent | 12 per cent\n20 per cent | 24 per cent\n\n{_B}",
        f"Name | Place\n{_A} | {_B}\n{_B} | {_C}\n",
        f"{_A} | {_B}\n{_C}",
    ),
    propose=_propose,
)
