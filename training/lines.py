"""Learning from plain texts: which hold all lines of a page, and which lines of these are the article's.

A corpus `<name>-flat` holds pages as the plain text of all that they show, `<name>-extracted` as what an extractor made
of them. Converters differ in blank lines and in how far they set lines in, so that many texts are learned from once
more without either.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cleanarc.cleaning.align import lines_in
from cleanarc.cleaning.decode import decode
from cleanarc.cleaning.judge.arrays import Array, Columns
from cleanarc.cleaning.judge.line_company import line_company
from cleanarc.cleaning.judge.line_model import LineModel
from cleanarc.cleaning.judge.line_verdict import Reading, read_lines
from cleanarc.cleaning.propose import Tools, by_rules
from cleanarc.cleaning.segment import segment
from cleanarc.model import Capture, Removal
from cleanarc.pipeline import clean_capture
from cleanarc.rules.registry import load_rules
from cleanarc.rules.view import View, lines_of
from training.corpora import GoldPage
from training.labels import Label
from training.rounds import FOLDS, Task, grow_round, hopes
from training.rows import shares_of_text, stacked
from training.score import Score, mean, score
from training.trees import Shape
from training.write import LineWeights

FLAT, EXTRACTED = "-flat", "-extracted"
_FORM = Shape(trees=40, depth=4, leaves=10, rate=0.12)
_FIRST = Shape(trees=60, depth=6, leaves=48, rate=0.12)
_SECOND = Shape(trees=240, depth=6, leaves=40, rate=0.05)
_USUAL = 200
"""Lines of a text up to which it counts by its lines."""
_BARE = 3
"""One flat text of so many is learned from without indentation and blank lines too."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to learn from, with a label a line."""

    corpus: str
    fold: int
    is_bare: bool
    sizes: Array
    reading: Reading
    labels: Array

    @property
    def is_flat(self) -> bool:
        return self.corpus.endswith(FLAT)


@dataclass(frozen=True)
class MadeLines:
    """The model from all texts, and one for each fold that saw none of that fold's domains."""

    final: LineWeights
    by_fold: tuple[LineWeights, ...]


def learn_lines(pages: Sequence[GoldPage], folds: Sequence[int]) -> MadeLines:
    """Learns to tell the forms apart, then both rounds on the lines of flat texts."""
    texts = [text for page, fold in zip(pages, folds, strict=True) for text in _texts(page, fold)]
    form, _ = grow_round(_form_task(texts), _FORM)
    flat = [text for n, text in enumerate(t for t in texts if t.is_flat) if not text.is_bare or n // 2 % _BARE == 0]
    first_task = _line_task(flat, [text.reading.columns for text in flat])
    first, chances = grow_round(first_task, _FIRST)
    borders = np.cumsum([0, *(len(text.labels) for text in flat)])
    closer = [
        text.reading.columns | line_company(text.reading.lines, chances[start:end])
        for text, start, end in zip(flat, borders, borders[1:], strict=False)
    ]
    task = _line_task(flat, closer)
    hope = hopes(task, np.repeat(np.arange(len(flat)), [len(text.labels) for text in flat]), _SECOND)
    second, _ = grow_round(replace(task, weights=task.weights * hope), _SECOND)
    made = [LineWeights(*forests) for forests in zip(form, first, second, strict=True)]
    return MadeLines(made[FOLDS], tuple(made[:FOLDS]))


def _texts(page: GoldPage, fold: int) -> Iterator[_Text]:
    """A text as it is, and without what converters differ in."""
    text = decode(page.data, is_html=False).text
    bare = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    for is_bare, form in enumerate((text, bare)):
        segmented = segment(form, is_html=False)
        view = View(segmented.page, lines_of(segmented.page), None, page.url)
        if view.lines:
            removals = [p for p in by_rules(view, load_rules()).proposals if isinstance(p, Removal)]
            lines = [line.text for line in view.lines]
            sizes = np.array([len(line) for line in lines], np.float64)
            reading = read_lines(view, removals)
            yield _Text(page.corpus, fold, bool(is_bare), sizes, reading, _labels(page, lines))


def _labels(page: GoldPage, lines: Sequence[str]) -> Array:
    labels = np.full(len(lines), Label.OUT, np.int8)
    for text in page.variants:
        labels[list(lines_in(text, lines))] = Label.FREE
    labels[list(lines_in(page.text, lines))] = Label.IN
    return labels


def _form_task(texts: Sequence[_Text]) -> Task:
    return Task(
        stacked([text.reading.form for text in texts]),
        list(texts[0].reading.form),
        np.array([text.is_flat for text in texts], np.int8),
        np.ones(len(texts)),
        np.array([text.fold for text in texts]),
    )


def _line_task(texts: Sequence[_Text], columns: Sequence[Columns]) -> Task:
    # The fewer texts a corpus has, the more each counts: else the small one, of many languages, would hardly count.
    sizes = Counter(text.corpus for text in texts)
    factor = {corpus: (max(sizes.values()) / size) ** 0.5 for corpus, size in sizes.items()}
    return Task(
        stacked(columns),
        list(columns[0]),
        np.concatenate([text.labels == Label.IN for text in texts]).astype(np.int8),
        np.concatenate([_weights(text) * factor[text.corpus] for text in texts]),
        np.concatenate([np.full(len(text.labels), text.fold) for text in texts]),
    )


def _weights(text: _Text) -> Array:
    """How much each line counts: those of a text that has more than is usual count less."""
    return np.asarray(shares_of_text(text.sizes, text.labels) * min(1.0, _USUAL / len(text.labels)))


def cross_validate_lines(pages: Sequence[GoldPage], folds: Sequence[int], made: MadeLines) -> dict[str, Score]:
    """By corpus, the mean score of cleaning each text with the model of its fold."""
    models = [LineModel(w.form, w.first, w.second, "") for w in made.by_fold]
    scores: dict[str, list[Score]] = {}
    for page, fold in zip(pages, folds, strict=True):
        capture = Capture(page.data, page.media_type, page.url)
        result = clean_capture(capture, Tools(load_rules(), line_model=models[fold]))
        scores.setdefault(page.corpus, []).append(score(result.text, page.text, page.variants))
    return {corpus: mean(of) for corpus, of in scores.items()}
