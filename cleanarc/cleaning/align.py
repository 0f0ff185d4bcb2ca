"""Which lines of a page an extractor's output holds: the words of both aligned in order.

An extractor may split, merge or reorder lines, drop a part of one, or change white space and marks, so the two are
compared by their letters and digits alone. Whole lines are found first, as the heaviest chain of finds that is in order
in both; a line that is not there whole counts when most of its word trigrams stand between its neighbours' finds.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

_WORD = re.compile(r"\w+")
_LONG = 40
"""Letters: a line as long as this is found anywhere; a shorter one only where lines of the output start and end."""
_MOST_FINDS = 8
"""Places at which one line is looked for: what is repeated more often tells nothing."""
_ENOUGH = 0.5
"""Share of a line's trigrams that counts as the line."""


@dataclass(frozen=True, slots=True)
class _Find:
    line: int
    start: int
    end: int


def lines_in(output: str, lines: Sequence[str]) -> frozenset[int]:
    """The places in `lines` of those that `output` holds."""
    target = _Target(output)
    squashed = [_squash(line) for line in lines]
    finds = [find for n, text in enumerate(squashed) for find in _finds(n, text, target)]
    chain = _gathered(_heaviest(finds), squashed)
    held = {find.line for find in chain}
    at = 0
    for n, line in enumerate(lines):
        if at < len(chain) and chain[at].line == n:
            at += 1
        elif squashed[n]:
            before = chain[at - 1].end if at else 0
            after = chain[at].start if at < len(chain) else len(target.text)
            if after - before > 0 and _share(_words(line), target.words_between(before, after)) >= _ENOUGH:
                held.add(n)
    return frozenset(held)


class _Target:
    """The output's letters in one string, with the places where its words and lines start."""

    def __init__(self, output: str) -> None:
        lines = [words for line in output.splitlines() if (words := _words(line))]
        self._words = [word for line in lines for word in line]
        self._starts = [0, *accumulate(len(word) for word in self._words)]
        self.borders = {0, *accumulate(sum(map(len, line)) for line in lines)}
        self.text = "".join(self._words)

    def words_between(self, start: int, end: int) -> list[str]:
        return self._words[bisect_left(self._starts, start) : bisect_right(self._starts, end) - 1]


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _squash(text: str) -> str:
    return "".join(_words(text))


def _finds(line: int, text: str, target: _Target) -> Iterator[_Find]:
    at = target.text.find(text) if text else -1
    found = 0
    while at >= 0 and found < _MOST_FINDS:
        end = at + len(text)
        if len(text) >= _LONG or (at in target.borders and end in target.borders):
            found += 1
            yield _Find(line, at, end)
        at = target.text.find(text, at + 1)


def _heaviest(finds: list[_Find]) -> list[_Find]:
    """The chain of finds, in order in the page and in the output, that holds the most letters.

    A weighted longest increasing subsequence. `ends` rises with `chains`, the best chain that ends there, so that each
    step is one binary search. Of equal chains the one later in the page is taken: what is repeated before an article
    is its teaser.
    """
    ends = [0]
    weights = [0]
    chains: list[_Chain | None] = [None]
    for find in sorted(finds, key=lambda f: (f.line, -f.start)):
        base = bisect_right(ends, find.start) - 1
        weight = weights[base] + find.end - find.start
        if weights[bisect_right(ends, find.end) - 1] > weight:
            continue
        at = beaten = bisect_left(ends, find.end)
        while beaten < len(ends) and weights[beaten] <= weight:
            beaten += 1
        ends[at:beaten], weights[at:beaten] = [find.end], [weight]
        chains[at:beaten] = [_Chain(find, chains[base])]
    return list(_in_order(chains[-1]))


@dataclass(frozen=True, slots=True)
class _Chain:
    last: _Find
    before: "_Chain | None"


def _in_order(chain: _Chain | None) -> list[_Find]:
    found = []
    while chain is not None:
        found.append(chain.last)
        chain = chain.before
    return found[::-1]


def _gathered(chain: list[_Find], squashed: list[str]) -> list[_Find]:
    """The chain with each line that the page repeats taken where it stands nearest to its neighbours in the chain."""
    places: dict[str, list[int]] = {}
    for n, text in enumerate(squashed):
        places.setdefault(text, []).append(n)
    gathered = list(chain)
    for n, find in enumerate(chain):
        before = gathered[n - 1].line if n else None
        after = chain[n + 1].line if n + 1 < len(chain) else None
        choices = [
            place
            for place in places[squashed[find.line]]
            if (before is None or place > before) and (after is None or place < after)
        ]
        gathered[n] = replace(find, line=min(choices, key=lambda place: _distance(place, before, after)))
    return gathered


def _distance(place: int, before: int | None, after: int | None) -> int:
    return min((abs(place - other) for other in (before, after) if other is not None), default=0)


def _share(words: list[str], among: list[str]) -> float:
    """Share of the word trigrams of a line that are among those of other words."""
    size = min(3, len(words))
    known = {tuple(among[n : n + size]) for n in range(len(among) - size + 1)}
    own = [tuple(words[n : n + size]) for n in range(len(words) - size + 1)]
    return sum(gram in known for gram in own) / len(own)
