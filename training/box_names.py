"""Scores for the words in the classes and ids of boxes, from how much of what they hold is the article's.

A word's share is taken site by site and then averaged, so that a site with many pages counts once. Words that fewer
sites know than `LEAST` are left out, which keeps names of sites and of single articles away.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log, log1p
from statistics import fmean

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.place import words_of
from cleanarc.cleaning.html.tree import Tree
from cleanarc.cleaning.segmented import Layout
from training.labels import Label

LEAST = 8
"""Sites that must know a word."""
_PRIOR_WEIGHT = 3.0
"""Sites that the mean of all words stands for beside a word's own."""
_LEAST_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class Shares:
    """By word and domain: the share of what stands in boxes so named that is the article's. `prior` is the mean of all
    words; those that too few sites know are left out."""

    sites: dict[str, dict[str, float]]
    prior: float


def shares_of(pages: Iterable[tuple[str, Layout, Collection[int]]]) -> Shares:
    """From domain, layout and labels of each page."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for domain, layout, labels in pages:
        above: dict[int, frozenset[str]] = {}
        pieces = layout.pieces
        for text, holder, label in zip(pieces.texts, pieces.holder.tolist(), labels, strict=True):
            if label != Label.FREE:
                weight = log1p(len(text))
                for word in _words_above(layout.tree, holder, above):
                    sums = found[word][domain]
                    sums[0] += weight * (label == Label.IN)
                    sums[1] += weight
    return known({word: {d: good / both for d, (good, both) in sites.items()} for word, sites in sorted(found.items())})


def known(sites: dict[str, dict[str, float]]) -> Shares:
    """The shares of the words that enough sites know."""
    prior = fmean(share for of in sites.values() for share in of.values())
    return Shares({word: of for word, of in sites.items() if len(of) >= LEAST}, prior)


def _words_above(tree: Tree, place: int, known: dict[int, frozenset[str]]) -> frozenset[str]:
    if not place:
        return frozenset()
    if place not in known:
        attributes = tree.attributes(place)
        identifier = "" if tree.names[place] in tags.HEADINGS else attributes.get("id", "")
        own = (*words_of(attributes.get("class", "")), *words_of(identifier))
        known[place] = _words_above(tree, int(tree.parent[place]), known).union(own)
    return known[place]


def scores_of(shares: Shares, without: Collection[str] = ()) -> dict[str, float]:
    """Log odds of each word against the mean of all, as if the sites in `without` were not known."""
    prior = shares.prior
    scores = {}
    for word, sites in shares.sites.items():
        hidden = [sites[domain] for domain in without if domain in sites]
        count = len(sites) - len(hidden)
        if count >= LEAST:
            held = sum(sites.values()) - sum(hidden)
            good = held + _PRIOR_WEIGHT * prior
            bad = count - held + _PRIOR_WEIGHT * (1 - prior)
            score = round(log(good / bad) - log(prior / (1 - prior)), 1)
            if abs(score) >= _LEAST_SCORE:
                scores[word] = score
    return scores
