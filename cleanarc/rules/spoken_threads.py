"""Threads of comments of a plain text that no heading and no button marks: readers speak there, the author above them.

Two things are held against each other below each line: that what follows is spoken by readers, and that it is more of
what stands above. Each line adds the logarithm of how much more often readers speak in its tone than the text above.
"""

from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import accumulate
from math import log
from operator import add, sub
from typing import NamedTuple

from cleanarc.rules.prose import is_full_name
from cleanarc.rules.readers import is_about_article, is_forum, is_personal, is_remark
from cleanarc.rules.threads import is_mark, is_of_comment
from cleanarc.rules.view import View

_REMARKS, _PERSONAL = 0.2, 0.25
"""Shares of remarks and of personal lines in threads, about those of 51 threads below 918 articles."""
_REMARKS_ABOVE, _PERSONAL_ABOVE = 0.005, 0.08
"""Least shares that are expected of a text above a thread. Of the lines of those articles about .001 are remarks."""
_MOST_PERSONAL = 0.3
"""Share of personal lines above that counts at most: below a diary readers tell no more of themselves."""
_SURE = 9.0
"""Sum of logarithms from which there is a thread, odds of 8,000 to 1: one article of twenty has one at all, and there
are as many places to start as remarks."""
_FEWEST, _FEWEST_TELLING = 3, 2
"""Remarks, each another, of a thread, and lines that only comments have, since a speech ends in thanks as well: remarks
on the article itself, and marks such as "Jo says"."""
_ARTICLE_WORDS = 100
"""Words of prose that stand above a thread at least."""
_TITLES = 3
_TITLE_WORDS = 20
"""Lines at the top of a text that may be its title, and words of the longest title."""
_LABEL_WORDS = 3
"""Words of a plain line that is rather a name than a comment."""
_FAR = 2
"""Lines from a name to the next, or to the first remark."""


@dataclass(frozen=True, slots=True)
class SpokenThread:
    """Where a thread starts, as the index of a line, and how many of the lines that count are remarks."""

    start: int
    remarks: int
    lines: int


def spoken_thread(view: View) -> SpokenThread | None:
    """The comments that end a plain text, where they are told by what they say alone."""
    if view.is_html or any(is_forum(title) for title in (view.title or "", *_titles(view))):
        return None
    remarks = _remarks(view)
    thread = _likeliest(view, remarks) if len(remarks) >= _FEWEST else None
    return replace(thread, start=_with_names(view, thread.start)) if thread else None


def _titles(view: View) -> list[str]:
    return [line.text for line in view.lines[:_TITLES] if line.words <= _TITLE_WORDS]


def _remarks(view: View) -> frozenset[int]:
    """The lines that are remarks, by index. What is said twice is the site's."""
    said: dict[str, int] = {}
    for line in view.lines:
        if line.index not in view.prompts and is_remark(line):
            said.setdefault(line.folded, line.index)
    return frozenset(said.values())


def _likeliest(view: View, remarks: Set[int]) -> SpokenThread | None:
    """The thread that is likeliest, from one of the remarks on, if it is likely enough."""
    counts = list(accumulate(_each(view, remarks), _Counts.plus, initial=_Counts()))
    telling = sorted(_telling(view, remarks))
    first = _end_of_words(view, _ARTICLE_WORDS)
    best, best_sum = None, _SURE
    for start in sorted(remarks):
        above = counts[start]
        below = counts[-1].minus(above)
        if start < first or below.remarks < _FEWEST or len(telling) - bisect_left(telling, start) < _FEWEST_TELLING:
            continue
        evidence = _evidence(above, below)
        if evidence > best_sum:
            best, best_sum = SpokenThread(start, below.remarks, below.lines), evidence
    return best


class _Counts(NamedTuple):
    """How many lines there are, and how many of them are remarks, or else personal."""

    lines: int = 0
    remarks: int = 0
    personal: int = 0

    def plus(self, other: "_Counts") -> "_Counts":
        return _Counts(*map(add, self, other))

    def minus(self, other: "_Counts") -> "_Counts":
        return _Counts(*map(sub, self, other))


def _each(view: View, remarks: Set[int]) -> Iterator[_Counts]:
    """What each line counts; what rules know to be a site's prompt, and names and other labels, say nothing."""
    for line in view.lines:
        if line.index in view.prompts:
            yield _Counts()
        elif line.index in remarks:
            yield _Counts(1, remarks=1)
        elif is_personal(line):
            yield _Counts(1, personal=1)
        else:
            yield _Counts(int(line.words > _LABEL_WORDS))


def _telling(view: View, remarks: Set[int]) -> Iterator[int]:
    """The lines that only comments have, by index."""
    yield from (index for index in remarks if is_about_article(view.lines[index]))
    yield from (index for index, phrase in view.phrases.items() if is_of_comment(phrase) and index not in view.prompts)


def _end_of_words(view: View, words: int) -> int:
    """The index of the line below so many words of prose, beyond the last line where there are fewer."""
    for line in view.prose:
        words -= line.words
        if words <= 0:
            return line.index + 1
    return len(view.lines)


def _evidence(above: _Counts, below: _Counts) -> float:
    """How much likelier the tones below are of readers than of whoever speaks above, as a logarithm."""
    # Few lines above tell little of how its author speaks, so the least shares count as some lines do.
    remarks = max(_REMARKS_ABOVE, (above.remarks + 20 * _REMARKS_ABOVE) / (above.lines + 20))
    personal = (above.personal + 10 * _PERSONAL_ABOVE) / (above.lines + 10)
    personal = min(max(_PERSONAL_ABOVE, personal), _MOST_PERSONAL)
    plain = below.lines - below.remarks - below.personal
    return (
        below.remarks * log(_REMARKS / remarks)
        + below.personal * log(_PERSONAL / personal)
        + plain * log((1 - _REMARKS - _PERSONAL) / max(1 - remarks - personal, _REMARKS))
    )


def _with_names(view: View, start: int) -> int:
    """Where the thread starts when the names and dates of those who speak before its first remark are of it."""
    first = start
    for line in reversed(view.lines[:start]):
        if first - line.index > _FAR:
            break
        if is_mark(view, line) or (line.words <= _LABEL_WORDS and is_full_name(line.text)):
            first = line.index
    return first
