"""A line above the body that says the body's first sentence once more: pull quote, teaser, abstract."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from cleanarc.model import Kind, Proposal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY, page
from cleanarc.rules.line import Line
from cleanarc.rules.prose import words_of
from cleanarc.rules.view import View

_QUOTED = re.compile(r'"(.+)"')
_FEWEST_WORDS = 6
_ALIKE = 0.85
"""Share of words, in order, that a repeat has in common with the sentence: a drop cap or a full stop may be lost."""
_MOST_WORDS = 120


def _propose(view: View) -> Iterator[Proposal]:
    body, title = view.frame.body, view.frame.title
    above = [line for line in view.frame.lines if line.words >= _FEWEST_WORDS and line is not title]
    if body is None or not above:
        return
    wanted = words_of(body.text)[:_MOST_WORDS]
    for line in above:
        if _repeats(line, wanted):
            yield RULE.remove(line, f"repeats how the body begins: {body.text[:40]!r}")


def _repeats(line: Line, body: list[str]) -> bool:
    quoted = _QUOTED.search(line.folded)
    said = words_of(quoted[1] if quoted else line.folded)
    if not _FEWEST_WORDS <= len(said) <= _MOST_WORDS:
        return False
    return SequenceMatcher(None, said, body[: len(said) + 1], autojunk=False).ratio() >= _ALIKE


_LONG = f"{BODY['en']} Ships waited outside the pier."
_CUT = "Port w Lindmoście otwarto w poniedziałek po sześciu tygodniach prac..."
_OTHER = "The first ship to enter was the ferry from the islands, with sheep on board."


RULE = Rule(
    name="summary",
    code="F05",
    kind=Kind.SUMMARY,
    why="The sentence is in the body already; a reader would read it twice.",
    risk="None known: what goes is said again right below.",
    removes=(
        Example(
            page(f'Example writes: "{BODY["en"]}"', "Harbour reopens after dredging", "By Jane Example", _LONG),
            (f'Example writes: "{BODY["en"]}"',),
        ),
        Example(
            page("Port znów otwarty dla statków", _CUT, "Autor: Jan Przykład", BODY["pl"]),
            (_CUT,),
        ),
        Example(page("林德港重新开放迎来首批货船", BODY["zh"], "作者：张例", BODY["zh"]), (BODY["zh"],)),
    ),
    keeps=(
        page("Harbour reopens after dredging", _OTHER, "By Jane Example", BODY["en"]),
        page("Harbour reopens", f'Example writes: "{_OTHER}"', "By Jane Example", BODY["en"]),
    ),
    propose=_propose,
)
