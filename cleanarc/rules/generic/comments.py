"""Comment sections: their headings, forms and buttons, and the comments below them."""

from collections.abc import Iterator
from itertools import pairwise

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.dates import is_date
from cleanarc.rules.examples import FERRY
from cleanarc.rules.line import Line
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines

_MARKS = 2
"""Least number of marks of single comments, such as "Jo says" or "3 hours ago", below the heading of a thread."""
_MARKS_ALONE = 5
"""Least number of them where no heading says what they are."""
_DATE_WORDS = 10
_NEAR = 5
"""Lines from the heading to the first mark."""
_LONGEST = 12
"""Lines from one mark to the next, and from the last to the page's end."""


def _propose(view: View) -> Iterator[Removal]:
    yield from whole_lines(RULE, view)
    heading = _thread(view)
    if heading is not None:
        for line in view.lines[heading:]:
            if line.index not in view.prompts:
                yield RULE.remove(line, f"in the comments from '{view.lines[heading].text}' to the page's end")


def _thread(view: View) -> int | None:
    """Where the comments that end the page start: at a heading, or at the first comment where it has none.

    Marks of comments stand all the way below a heading; without one there have to be more of them.
    """
    for index, phrase in view.phrases.items():
        if phrase.kind is Kind.COMMENTS:
            marks = [line.index for line in view.lines[index + 1 :] if _is_mark(view, line)]
            least = _MARKS if phrase.opens else _MARKS_ALONE
            if len(marks) >= least and _is_dense([index, *marks], len(view.lines)):
                return index
    return None


def _is_mark(view: View, line: Line) -> bool:
    if phrase := view.phrases.get(line.index):
        return phrase.kind is Kind.COMMENTS and not phrase.opens
    return line.words <= _DATE_WORDS and is_date(line.text)


def _is_dense(marks: list[int], end: int) -> bool:
    gaps = [b - a for a, b in pairwise([*marks, end])]
    return gaps[0] <= _NEAR and max(gaps) <= _LONGEST


RULE = Rule(
    name="comments",
    code="P16",
    kind=Kind.COMMENTS,
    why="Readers wrote the comments, not the author.",
    risk="A log of dated entries below a subheading 'Comments', up to the page's end.",
    removes=(
        below(FERRY["en"], "Leave a comment"),
        below(FERRY["de"], "Kommentar schreiben"),
        below("Паром не выйдет в море раньше понедельника.", "Оставить комментарий"),
        below("轮渡周一前停航。", "发表评论"),
        below(
            FERRY["en"],
            "2 comments",
            "Jo Sample says:",
            "They should have built the wall higher when they had the money for it.",
            "Reply",
            "Al Other says:",
            "The old wall stood for ninety years.",
            "Reply",
        ),
        below(
            FERRY["de"],
            "Kommentare",
            "Jo Beispiel",
            "vor 3 Stunden",
            "Die Mauer hätte höher sein müssen.",
            "Antworten",
            "Uwe Muster",
            "vor 5 Stunden",
            "Die alte Mauer hielt neunzig Jahre.",
            "Antworten",
        ),
        below(
            FERRY["en"],
            "Jo Sample says",
            "They should have built the wall higher.",
            "Reply",
            "Al Other says",
            "The old wall stood for ninety years.",
            "Reply",
            "Kim Third says",
            "Who pays for the new one?",
            "Reply",
        ),
        Example(
            f"{FERRY['en']}\n\nReply\n\nYour email address will not be published. Required fields are marked *",
            ("Reply", "Your email address will not be published. Required fields are marked *"),
        ),
    ),
    keeps=(
        f"{FERRY['en']}\n\nComments\n\n{FERRY['en']}\n\n{FERRY['en']}",
        f"{FERRY['en']}\n\nThe mayor’s comments came two days after the storm.\n\n{FERRY['en']}",
        f"{FERRY['en']}\n\nReply\n\n{FERRY['en']}",
        (
            f"{FERRY['en']}\n\nThe captain says\n\n{FERRY['en']}\n\n"
            f"The engineer says\n\n{FERRY['en']}\n\nThe mayor says\n\n{FERRY['en']}"
        ),
    ),
    propose=_propose,
)
