"""Boxes about the author at an article's end."""

from collections.abc import Iterator
from itertools import takewhile

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.line import Line
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import whole_lines

_BOX_LINES = 3
_BOX_WORDS = 150


def _propose(view: View) -> Iterator[Removal]:
    yield from whole_lines(RULE, view)
    for index, phrase in view.phrases.items():
        if phrase.kind is Kind.AUTHOR and phrase.opens:
            for line in _box(view, index):
                yield RULE.remove(line, f"in the box under '{view.lines[index].text}' at the article's end")


def _box(view: View, heading: int) -> tuple[Line, ...]:
    """The lines under a heading such as "About the author", when only boilerplate follows them."""
    below = view.lines[heading + 1 :]
    box = tuple(takewhile(lambda line: line.index not in view.prompts, below))
    ends = all(line.index in view.prompts for line in below[len(box) :])
    short = len(box) <= _BOX_LINES and sum(line.words for line in box) <= _BOX_WORDS
    return box if ends and short else ()


RULE = Rule(
    name="author-box",
    code="P18",
    kind=Kind.AUTHOR,
    why="What is said of the author is none of the article.",
    risk="A profile whose last paragraphs stand under such a heading.",
    removes=(
        Example(
            f"{FERRY['en']}\n\nAbout the author\n\nJane Example has covered the coast since 2009.",
            ("About the author", "Jane Example has covered the coast since 2009."),
        ),
        Example(
            f"{FERRY['de']}\n\nÜber die Autorin\n\nJana Beispiel lebt in Lindmünde.\n\nArtikel teilen",
            ("Über die Autorin", "Jana Beispiel lebt in Lindmünde."),
        ),
        Example(
            "Паром на острова не выйдет в море раньше понедельника.\n\nОб авторе\n\nЖанна Примерова живёт в Линдске.",
            ("Об авторе", "Жанна Примерова живёт в Линдске."),
        ),
        Example(
            f"{FERRY['en']}\n\nJane Example is a staff writer who covers the coast. Follow her on Twitter @example.",
            ("Jane Example is a staff writer who covers the coast. Follow her on Twitter @example.",),
        ),
        Example(
            "El transbordador no navegará antes del lunes.\n\nSobre el autor\n\nJuan Ejemplo escribe sobre el mar.",
            ("Sobre el autor", "Juan Ejemplo escribe sobre el mar."),
        ),
    ),
    keeps=(
        f"Jane Example is a journalist who joined the lifeboat crew in 2009.\n\n{FERRY['en']}",
        f"{FERRY['en']}\n\nThe author of the report lives in Lindmouth.",
        f"{FERRY['en']}\n\nAuthor\n\n{FERRY['en']}",
    ),
    propose=_propose,
)
