"""Which blocks of a page are looked at closely: the likely ones, and those between the headline and the body's end."""

import numpy as np

from cleanarc.cleaning.judge.arrays import Floats, Ints

LIKELY = 0.5
_POSSIBLE = 0.03
_POSSIBLE_INSIDE = 0.01
_ABOVE = 25
"""Blocks between headline and body that are looked at whatever their chance: bylines, dates and captions."""
_BELOW = 4
_LEAST = 12


def near(chances: Floats, headline: int | None) -> Ints:
    """The places, in order, of the blocks that may be the article's, or are its frame. `headline` is the place of the
    last heading of the first order above the body, if any."""
    size = len(chances)
    at = np.arange(size)
    likely = np.flatnonzero(chances > LIKELY)
    if not len(likely):
        return np.sort(np.argsort(-chances, kind="stable")[:_LEAST]).astype(np.int32)
    first, last = int(likely[0]), int(likely[-1])
    chosen = chances > _POSSIBLE
    chosen |= (at >= first - 3) & (at <= last + 3) & (chances > _POSSIBLE_INSIDE)
    chosen |= (at > last) & (at <= last + _BELOW)
    top = headline if headline is not None and first - _ABOVE <= headline < first else max(0, first - 6)
    chosen |= (at >= top) & (at < first)
    return np.flatnonzero(chosen).astype(np.int32)
