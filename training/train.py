"""Both rounds of learning, and the test of the whole pipeline with models that never saw the tested site."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cleanarc.cleaning.decode import decode
from cleanarc.cleaning.judge.model import Model
from cleanarc.cleaning.judge.names import Names
from cleanarc.cleaning.propose import Tools
from cleanarc.cleaning.segment import segment
from cleanarc.model import Capture
from cleanarc.pipeline import clean_capture
from cleanarc.rules.registry import load_rules
from training.box_names import Shares, scores_of, shares_of
from training.corpora import GoldPage
from training.labels import Label, labels_of
from training.rounds import FOLDS, Task, grow_round, hopes
from training.rows import Learnt, closer_columns, first_columns, stacked, weights_of
from training.score import Score, mean, score
from training.trees import Shape
from training.write import Weights

_FIRST = Shape(trees=60, depth=6, leaves=48, rate=0.12)
_SECOND = Shape(trees=240, depth=6, leaves=40, rate=0.05)
_USUAL = 150
_USUAL_NEAR = 60
"""Blocks of a page, and those of them that are near, up to which a page counts by its blocks."""


@dataclass(frozen=True)
class Made:
    """The model from all pages, and one for each fold that saw none of that fold's domains."""

    final: Weights
    by_fold: tuple[Weights, ...]


def prepare(pages: Sequence[GoldPage], folds: Sequence[int]) -> list[Learnt]:
    """Pages cut into blocks and labelled; those without blocks are left out."""
    learnt = []
    for page, fold in zip(pages, folds, strict=True):
        segmented = segment(decode(page.data, is_html=True).text, is_html=True)
        if segmented.layout and segmented.layout.pieces:
            learnt.append(Learnt(page, fold, segmented, labels_of(page, segmented)))
    return learnt


def learn(pages: Sequence[Learnt]) -> Made:
    """Learns box names, then the first round, then the second from chances of models that had not seen the page."""
    shares = shares_of((p.page.domain, p.segmented.layout, p.labels) for p in pages if p.segmented.layout)
    apart = {domain: Names(scores_of(shares, {domain})) for domain in {p.page.domain for p in pages}}
    own = [apart[p.page.domain] for p in pages]
    columns = [first_columns(page, names) for page, names in zip(pages, own, strict=True)]
    rows = stacked(columns)
    labels = np.concatenate([page.labels == Label.IN for page in pages]).astype(np.int8)
    weights = np.concatenate([weights_of(page, np.arange(len(page.labels)), _USUAL) for page in pages])
    folds = np.concatenate([np.full(len(page.labels), page.fold) for page in pages])
    first, chances = grow_round(Task(rows, list(columns[0]), labels, weights, folds), _FIRST)

    borders = np.cumsum([0, *(len(page.labels) for page in pages)])
    closer = [
        closer_columns(page, names, chances[start:end].astype(np.float32))
        for page, names, start, end in zip(pages, own, borders, borders[1:], strict=False)
    ]
    places = np.concatenate([near + start for (near, _), start in zip(closer, borders, strict=False)])
    rows = stacked([columns for _, columns in closer])
    weights = np.concatenate(
        [weights_of(page, near, _USUAL_NEAR) for page, (near, _) in zip(pages, closer, strict=True)]
    )
    task = Task(rows, list(closer[0][1]), labels[places], weights, folds[places])
    hope = hopes(task, np.repeat(np.arange(len(pages)), [len(near) for near, _ in closer]), _SECOND)
    second, _ = grow_round(replace(task, weights=weights * hope), _SECOND)
    return Made(
        Weights(scores_of(shares), first[-1], second[-1]),
        tuple(Weights(_names_without(shares, pages, n), first[n], second[n]) for n in range(FOLDS)),
    )


def _names_without(shares: Shares, pages: Sequence[Learnt], fold: int) -> dict[str, float]:
    return scores_of(shares, {page.page.domain for page in pages if page.fold == fold})


def cross_validate(pages: Sequence[Learnt], made: Made) -> dict[str, Score]:
    """By corpus, the mean score of cleaning each page with the model of its fold."""
    models = [Model(Names(w.names), w.first, w.second, "") for w in made.by_fold]
    scores: dict[str, list[Score]] = {}
    for learnt in pages:
        page = learnt.page
        capture = Capture(page.data, page.media_type, page.url)
        result = clean_capture(capture, Tools(load_rules(), models[learnt.fold]))
        scores.setdefault(page.corpus, []).append(score(result.text, page.text, page.variants))
    return {corpus: mean(of) for corpus, of in scores.items()}
