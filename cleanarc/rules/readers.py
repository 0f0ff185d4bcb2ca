"""What readers say: words that stand in comments, to the author or to one another, and hardly ever in articles.

The words stand in `data/readers.toml`, by language. A language without words of its own has no remarks that are told.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from cleanarc.model import Role
from cleanarc.rules.folding import fold, pattern_of
from cleanarc.rules.line import Line
from cleanarc.rules.words import words_in

_TABLE = Path(__file__).parent / "data" / "readers.toml"
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_QUOTES = tuple("\"'“”‘„«»「『")
_LOUD = re.compile(r"!!|\?\?|[:;]-?[)(]|[\U0001F600-\U0001F64F\U0001F900-\U0001F9FF☺☹❤]")
_GREETING = re.compile(r"([^,.!?:–—-]{1,40})(?:[,!.–—-]|$)")
_GREETED_WORDS = 4
"""Words of the longest greeting with a name."""
_LEADS = 5
"""Words that may lead up to praise."""
_OPENING_WORDS = 5
"""Words of the longest opening that is looked up word by word."""
_TABLES = frozenset({Role.ITEM, Role.ROW, Role.CODE})


def is_remark(line: Line) -> bool:
    """Whether a line is what a reader says to the author or to another; quotes, lists, tables and code say nothing."""
    if line.role in _TABLES or line.text.startswith(_QUOTES):
        return False
    table = _readers()
    return _is_said(line, words_in(line.folded), table) and not table.author.search(line.folded)


def is_about_article(line: Line) -> bool:
    """Whether a remark speaks of the article itself: "great post", "thanks for sharing"."""
    words, table = words_in(line.folded), _readers()
    return _is_praise(words, table) or _holds(line, words, table.piece)


def is_personal(line: Line) -> bool:
    """Whether the writer of a line speaks of himself, or to somebody, or loudly: readers do, and so do many authors."""
    if line.role in _TABLES or line.text.startswith(_QUOTES):
        return False
    return _opens(words_in(line.folded), _readers().selves) or _LOUD.search(line.text) is not None


def is_forum(title: str) -> bool:
    """Whether a title tells that a page prints what readers write, such as their letters."""
    return not _readers().forum.isdisjoint(words_in(fold(title)))


@dataclass(frozen=True)
class _Phrases:
    """Phrases that may stand anywhere in a line: by their longest word, and those of scripts without spaces."""

    by_clue: Mapping[str, Sequence[str]]
    unspaced: Sequence[str]


@dataclass(frozen=True)
class _Readers:
    """The table; phrases are words with one space between them, as `_joined` gives them."""

    opens: Mapping[str, frozenset[str]]
    """Phrases by their first word, as those of greetings and of selves."""
    unspaced: tuple[str, ...]
    """Those of `opens` in scripts without spaces."""
    holds: _Phrases
    piece: _Phrases
    leads: frozenset[str]
    praise: frozenset[str]
    work: frozenset[str]
    greetings: Mapping[str, frozenset[str]]
    selves: Mapping[str, frozenset[str]]
    author: re.Pattern[str]
    forum: frozenset[str]


def _is_said(line: Line, words: Sequence[str], table: _Readers) -> bool:
    if _opens(words, table.opens) or line.bare.startswith(table.unspaced):
        return True
    if _is_praise(words, table) or _is_greeting(line, table):
        return True
    return _holds(line, words, table.holds) or _holds(line, words, table.piece)


def _holds(line: Line, words: Sequence[str], phrases: "_Phrases") -> bool:
    if any(phrase in line.folded for phrase in phrases.unspaced):
        return True
    clues = phrases.by_clue.keys() & words
    if not clues:
        return False
    said = f" {' '.join(words)} "
    return any(f" {phrase} " in said for clue in clues for phrase in phrases.by_clue[clue])


def _opens(words: Sequence[str], phrases: Mapping[str, frozenset[str]]) -> bool:
    known = phrases.get(words[0], frozenset()) if words else frozenset()
    return any(" ".join(words[:size]) in known for size in range(1, _OPENING_WORDS + 1) if known)


def _is_praise(words: Sequence[str], table: _Readers) -> bool:
    """Whether a line opens as "great post" or "what a very nice and helpful list" do."""
    at = 0
    while at < min(_LEADS, len(words)) and words[at] in table.leads:
        at += 1
    praised = [word in table.praise for word in words[at : at + 3]]
    if not any(praised[:1]):
        return False
    # One word may stand between the praise and what it is for, and another before it, as in "and helpful".
    return not table.work.isdisjoint(words[at + 1 : at + (4 if any(praised[1:]) else 3)])


def _is_greeting(line: Line, table: _Readers) -> bool:
    found = _GREETING.match(line.folded)
    if not found:
        return False
    words = words_in(found[1])
    return len(words) <= _GREETED_WORDS and _opens(words, table.greetings)


@cache
def _readers() -> _Readers:
    """The table, read once."""
    table: dict[str, dict[str, list[str]]] = tomllib.loads(_TABLE.read_text("utf-8"))

    def phrases(name: str) -> Iterable[str]:
        return (fold(text) for texts in table[name].values() for text in texts)

    return _Readers(
        opens=_by_first_word(phrases("opens")),
        unspaced=tuple(text for text in phrases("opens") if _UNSPACED.search(text)),
        holds=_anywhere(phrases("holds")),
        piece=_anywhere(phrases("piece")),
        leads=_all_joined(phrases("leads")),
        praise=_all_joined(phrases("praise")),
        work=_all_joined(phrases("work")),
        greetings=_by_first_word(phrases("greetings")),
        selves=_by_first_word(phrases("self")),
        author=re.compile("|".join(map(pattern_of, phrases("author")))),
        forum=_all_joined(phrases("forum")),
    )


def _anywhere(texts: Iterable[str]) -> _Phrases:
    by_clue: defaultdict[str, list[str]] = defaultdict(list)
    unspaced = []
    for text in texts:
        if _UNSPACED.search(text):
            unspaced.append(text)
        else:
            by_clue[max(words_in(text), key=len)].append(_joined(text))
    return _Phrases(dict(by_clue), unspaced)


def _joined(text: str) -> str:
    return " ".join(words_in(text))


def _by_first_word(texts: Iterable[str]) -> Mapping[str, frozenset[str]]:
    joined = sorted(_all_joined(texts))
    return {first: frozenset(group) for first, group in groupby(joined, key=lambda text: text.split(" ", 1)[0])}


def _all_joined(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(joined for text in texts if (joined := _joined(text)))
