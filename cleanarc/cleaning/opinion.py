"""The statistical opinion: what the learned model does not take for the article is to go.

Blocks of an HTML page that are far from the article go in runs, one removal for neighbours in one container; those near
it, and lines of a text, one by one, so that each tells its chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cleanarc.cleaning.judge.verdict import Glance, Verdict
from cleanarc.cleaning.left_out import UNTOLD, Guess, kind_of, kind_of_box
from cleanarc.model import Page, Removal, Span, Tier
from cleanarc.rules.box_names import BoxName
from cleanarc.rules.prose import is_prose
from cleanarc.rules.view import Line

RULE = "model"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is proposed for removal, and the indexes of the lines that are kept."""

    removals: tuple[Removal, ...]
    kept: frozenset[int]


def opinion(page: Page, lines: Sequence[Line], seen: Glance, verdict: Verdict) -> Opinion:
    """`lines` are those of the blocks that are near, in order."""
    near = opinion_of_text(lines, verdict, [seen.blocks.box_name(place) for place in seen.near.tolist()])
    return Opinion((*near.removals, *_far(page, seen)), near.kept)


def opinion_of_text(lines: Sequence[Line], verdict: Verdict, boxes: Sequence[BoxName | None] = ()) -> Opinion:
    """`lines` are all that were judged, in order; `boxes` are the names around each, none in plain text."""
    held = np.flatnonzero(verdict.chances >= verdict.threshold).tolist()
    kept = frozenset(held)
    body = next((n for n in held if is_prose(lines[n])), len(lines))
    removals = (
        _removal(line.span, kind_of(line, box, above_body=line.index < body), chance)
        for line, box, chance in zip(lines, boxes or [None] * len(lines), verdict.chances.tolist(), strict=True)
        if line.index not in kept
    )
    return Opinion(tuple(removals), kept)


def _far(page: Page, seen: Glance) -> Iterator[Removal]:
    """A removal for each run of blocks that were not near and stand in one container."""
    distant = np.ones(len(seen.blocks), bool)
    distant[seen.near] = False
    places = np.flatnonzero(distant)
    if not len(places):
        return
    container = seen.blocks.elements.parent[seen.blocks.box[places]]
    apart = (np.diff(places) > 1) | (np.diff(container) != 0)
    firsts = np.concatenate(([0], np.flatnonzero(apart) + 1))
    lasts = np.append(firsts[1:], len(places)) - 1
    chances = np.maximum.reduceat(seen.chances[places], firsts)
    for start, last, chance in zip(places[firsts].tolist(), places[lasts].tolist(), chances.tolist(), strict=True):
        guess = kind_of_box(seen.blocks.box_name(start)) or UNTOLD
        yield _removal(Span(page.blocks[start].start, page.blocks[last].end), guess, chance)


def _removal(span: Span, guess: Guess, chance: float) -> Removal:
    evidence = f"the chance that it is the article's is {chance:.2f}; {guess.evidence}"
    return Removal(span, RULE, guess.kind, evidence, Tier.STATISTICAL, round(1 - chance, 2))
