"""Which lines of a plain text are the article's, where the text holds all lines of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from cleanarc.cleaning.judge.arrays import Columns
from cleanarc.cleaning.judge.form import form_numbers
from cleanarc.cleaning.judge.line_company import line_company
from cleanarc.cleaning.judge.line_model import LineModel
from cleanarc.cleaning.judge.lines import Lines, line_numbers
from cleanarc.cleaning.judge.verdict import Verdict, best_choice
from cleanarc.cleaning.judge.words import words_of
from cleanarc.model import Removal
from cleanarc.rules.view import View

_SURE = 0.8
"""Chance from which a text is taken for all of a page: to take an article for one would cost some of its lines."""

OF_EXTRACTED = frozenset({"remarks"})
"""Rules for articles that an extractor made alone: of what holds all of a page the model sees more than they do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a text, the numbers of each, and those of the text as a whole."""

    lines: Lines
    columns: Columns
    form: Columns


def read_lines(view: View, removals: Sequence[Removal]) -> Reading:
    """Reads a text of at least one line; `removals` are what rules propose of it."""
    removals = [removal for removal in removals if removal.rule not in OF_EXTRACTED]
    lines, columns = line_numbers(view)
    return Reading(lines, columns | words_of(view, removals, ""), form_numbers(view, lines, removals))


def is_whole_page(reading: Reading, model: LineModel) -> bool:
    """Whether a text holds all lines of a page; else it is an article, with a line left here and there."""
    return bool(model.form.chances(reading.form, 1)[0] >= _SURE)


def judge_lines(reading: Reading, model: LineModel) -> Verdict:
    """The chance of each line, the least that is kept, and how sure the choice is."""
    size = len(reading.lines)
    chances = model.first.chances(reading.columns, size)
    chances = model.second.chances(reading.columns | line_company(reading.lines, chances), size)
    return Verdict(chances, *best_choice(chances, reading.lines.units))
