"""The statistical opinion of an HTML page: what the learned model does not take for the article is to go.

Blocks that are far from the article go in runs, one removal for neighbours in one container; those near it one by one,
so that each tells its chance.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from cleanarc.cleaning.judge.verdict import Glance, Verdict
from cleanarc.cleaning.left_out import UNTOLD, Guess, kind_of, kind_of_box
from cleanarc.model import Page, Removal, Span, Tier
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
    kept = frozenset(n for n, chance in enumerate(verdict.chances) if chance >= verdict.threshold)
    body = next((n for n in sorted(kept) if is_prose(lines[n])), len(lines))
    left_out = [line for line in lines if line.index not in kept]
    boxes = [seen.blocks.box_name(int(seen.near[line.index])) for line in left_out]
    near = [
        _removal(line.span, kind_of(line, box, above_body=line.index < body), float(verdict.chances[line.index]))
        for line, box in zip(left_out, boxes, strict=True)
    ]
    far = _far(page, seen)
    return Opinion((*near, *far), kept)


def _far(page: Page, seen: Glance) -> Iterator[Removal]:
    """A removal for each run of blocks that were not near and stand in one container."""
    distant = np.ones(len(seen.blocks), bool)
    distant[seen.near] = False
    places = np.flatnonzero(distant)
    if not len(places):
        return
    container = seen.blocks.elements.parent[seen.blocks.box[places]]
    apart = (np.diff(places) > 1) | (np.diff(container) != 0)
    borders = [0, *(np.flatnonzero(apart) + 1).tolist(), len(places)]
    for first, end in pairwise(borders):
        start, last = int(places[first]), int(places[end - 1])
        guess = kind_of_box(seen.blocks.box_name(start)) or UNTOLD
        span = Span(page.blocks[start].start, page.blocks[last].end)
        yield _removal(span, guess, float(seen.chances[start : last + 1].max()))


def _removal(span: Span, guess: Guess, chance: float) -> Removal:
    evidence = f"the chance that it is the article's is {chance:.2f}; {guess.evidence}"
    return Removal(span, RULE, guess.kind, evidence, Tier.STATISTICAL, round(1 - chance, 2))
