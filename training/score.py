"""How near a text comes to gold: word 4-grams as in the article extraction benchmark, words as in WCXB."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeVar

_WORD = re.compile(r"\w+")
_SHINGLE = 4
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Score:
    """Of one page, or means over pages. `exact` is 1 where the words are those of gold, in order."""

    precision: float
    recall: float
    exact: float
    word_f1: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(text: str, gold: str, variants: Sequence[str]) -> Score:
    """What only a variant holds may be there or not."""
    words = _WORD.findall(text)
    rights = [_WORD.findall(right) for right in (gold, *variants)]
    precision, recall = _overlap(_shingles(words), [_shingles(right) for right in rights])
    lowered = [Counter(word.lower() for word in right) for right in rights]
    word_precision, word_recall = _overlap(Counter(word.lower() for word in words), lowered)
    both = word_precision + word_recall
    word_f1 = 2 * word_precision * word_recall / both if both else 0.0
    return Score(precision, recall, float(words in rights), word_f1)


def mean(scores: Sequence[Score]) -> Score:
    """The mean of each measure over pages."""
    return Score(
        fmean(one.precision for one in scores),
        fmean(one.recall for one in scores),
        fmean(one.exact for one in scores),
        fmean(one.word_f1 for one in scores),
    )


def _shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    size = min(_SHINGLE, len(words))
    return Counter(zip(*(words[n:] for n in range(size)), strict=False))


def _overlap(found: Counter[T], rights: Sequence[Counter[T]]) -> tuple[float, float]:
    required = rights[0]
    allowed = required
    for right in rights[1:]:
        allowed = allowed | right
    true = (found & required).total()
    false = (found - allowed).total()
    precision = true / (true + false) if true + false else 0.0
    recall = true / required.total() if required else 0.0
    return precision, recall
