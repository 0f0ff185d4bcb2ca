"""Lines that say who wrote the article, in some thirty languages."""

import re
from functools import cache, lru_cache

from cleanarc.rules.dates import has_year, is_date
from cleanarc.rules.folding import fold
from cleanarc.rules.frame_words import frame_words
from cleanarc.rules.prose import are_names, ends_in_full_stop, has_markup, is_full_name, plain

_MOST_WORDS = 18
_LABEL_WORDS = 5
_BARE_WORDS = 9
_PART = re.compile(r"\s*[,|;·•()\[\]–—/]\s*|\s+-\s+|\s+@")
_PARTING = " ,|·•–—-"
_GLUED_LABEL = re.compile(r"^(?:取材・)?(?:文|撰文|图文)[/:・＝]")


@lru_cache(maxsize=1024)
def byline_opening(text: str) -> str | None:
    """What makes a line a byline: its word or label ("By", "Autor:"), or the name beside a day; None when it is none.

    A label ("written by") wants a name behind it, an everyday word ("by", "von") a full one. What stands behind the
    first comma or bar may be a role, a publisher or a date, and a day may stand at either end. Markup left in the line
    is read past.
    """
    if not has_markup(text) and len(text.split(None, _MOST_WORDS)) > _MOST_WORDS:
        return None
    line = plain(text)
    if not line or len(line.split()) > _MOST_WORDS:
        return None
    for opening, rest, strong in _openings(line):
        name = _first_part(rest)
        if _is_writer(name, strong=strong) and _may_follow(rest[len(name) :]):
            return opening
    writer = _without_day(line)
    if writer and is_bare_name(writer):
        return writer
    return byline_opening(writer) if writer else None


def _without_day(line: str) -> str | None:
    """A line without the day, with its year, that it opens or ends with; None when it does neither."""
    if not has_year(line) or is_date(line):
        return None
    tokens = line.split()
    for n in range(len(tokens) - 1, 0, -1):
        head, tail = " ".join(tokens[:n]), " ".join(tokens[n:])
        if has_year(tail) and is_date(tail) and not _reaches_further(tokens[n - 1]):
            return head.rstrip(_PARTING)
        if tokens[n - 1][-1:].isdigit() and has_year(head) and is_date(head):
            return tail.lstrip(_PARTING)
    return None


def _reaches_further(before: str) -> bool:
    """Whether the word before a day is of it: the number of the day or the month."""
    return any(char.isdigit() for char in before) or fold(before).strip(".,") in frame_words().months


def is_bare_name(text: str) -> bool:
    """Whether a line is a full name and no more, or with a publisher or role behind a dash, comma or bar.

    That alone is no byline: the name of a section or place has the same shape.
    """
    line = plain(text)
    if len(line.split()) > _BARE_WORDS or any(char in "0123456789:;!?" for char in line) or ends_in_full_stop(line):
        return False
    first = _first_part(line)
    return is_full_name(first) and _is_cased(first) and len(first.split()) <= 4


def is_empty_byline(text: str) -> bool:
    """Whether a line is a label of a byline with a colon and nothing behind it."""
    folded = fold(text)
    return folded.endswith(":") and (
        folded in frame_words().byline_labels or folded[:-1] in frame_words().byline_labels
    )


def _openings(line: str) -> list[tuple[str, str, bool]]:
    """Every way to read the line as an opening and what follows, longest first; strong ones are labels."""
    words = frame_words()
    found = []
    head, colon, rest = line.replace("：", ":").partition(":")
    if (colon and {fold(head), fold(head) + ":"} & words.byline_labels) or (colon and fold(head) in words.byline_words):
        found.append((head + ":", rest.strip(), True))
    if glued := _GLUED_LABEL.match(line):
        found.append((glued[0], line[glued.end() :].strip(), True))
    tokens = line.split()
    longest = min(_LABEL_WORDS, len(tokens) - 1) if _opens_as_label(tokens[0]) else 0
    for n in range(longest, 0, -1):
        opening = " ".join(tokens[:n])
        folded = fold(opening)
        if folded in words.byline_labels or folded in words.byline_words:
            found.append((opening, " ".join(tokens[n:]), folded in words.byline_labels))
    return found


def _opens_as_label(word: str) -> bool:
    """Whether a label or word of a byline starts with a word. Asked first: few lines do."""
    return fold(word).split(" ", 1)[0] in _first_words()


@cache
def _first_words() -> frozenset[str]:
    words = frame_words()
    return frozenset(opening.split(" ", 1)[0] for opening in words.byline_labels | words.byline_words)


def _first_part(rest: str) -> str:
    return _PART.split(rest, maxsplit=1)[0].rstrip(" .:")


def _is_writer(name: str, *, strong: bool) -> bool:
    if not name or any(char.isdigit() for char in name) or is_date(name):
        return False
    if fold(name.split(maxsplit=1)[0]) in frame_words().weekdays:
        return False
    collective = fold(name) in frame_words().collectives or fold(name) in frame_words().picture_agencies
    return collective or (are_names(name) if strong else is_full_name(name) and _is_cased(name))


def _is_cased(name: str) -> bool:
    # An everyday word before words without capitals is the start of a sentence.
    return any(char.isupper() for char in name)


def _may_follow(rest: str) -> bool:
    return not ends_in_full_stop(rest) or len(rest.split()) <= 2
