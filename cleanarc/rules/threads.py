"""Threads of readers' comments: those under a heading, those in boxes named for them, and those with neither."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from cleanarc.model import Kind, Role
from cleanarc.rules.box_names import load_box_names
from cleanarc.rules.dates import is_date
from cleanarc.rules.line import Line
from cleanarc.rules.phrases import Phrase
from cleanarc.rules.view import View
from cleanarc.rules.words import words_in

_MARKS = 2
"""Least number of marks of single comments, such as "Jo says" or "3 hours ago", below the heading of a thread."""
_MARKS_ALONE = 5
"""Least number of them where no heading says what they are."""
_BUTTONS = 3
"""Least number of reply buttons among them where there is no heading at all."""
_REPLIES = frozenset({
    "reply", "replydelete", "reply to comment", "antworten", "répondre", "responder", "rispondi", "beantwoorden",
    "odpowiedz", "odpovědět", "ответить", "відповісти", "svara", "vastaa", "cevapla", "yanıtla", "رد", "הגב", "השב",
    "پاسخ", "پاسخ دادن", "回复", "回覆", "返信", "返信する", "답글", "답글쓰기", "válasz", "válaszol", "răspunde",
    "balas", "trả lời",
})  # fmt: skip
"""What only the buttons of comments say; the entries of a live blog may have others of theirs, "Comment" for one."""
_BUTTON_CHARS = 30
"""Characters of the longest row of buttons, such as "Like · Reply · 3 days"."""
_RATED = re.compile(r"\(score: ?-?\d")
"""What the heads of comments hold on sites that run Slash: "Re: Who pays for it? (Score:3)"."""
_RATED_WORDS = 20
_DATE_WORDS = 10
_NEAR = 5
"""Lines from the heading to the first mark."""
_LONGEST = 12
"""Lines from one mark to the next, and from the last to the page's end."""
_PARAGRAPHS = 2
"""Paragraphs of an article above a box of comments, and of comments in a box that has no marks of them."""
_STYLE = 3
"""Elements and words that lines of one style have in common; farther off, comments are odd or even, or replies."""


def headed_thread(view: View) -> int | None:
    """The heading of the comments that end the page, by its line's index; marks of comments stand all the way below."""
    headings = [index for index, phrase in view.phrases.items() if phrase.kind is Kind.COMMENTS and phrase.opens]
    marks = _last_marks(view) if headings else []
    return next((index for index in headings if _is_thread(index, marks, _MARKS)), None)


def headless_thread(view: View) -> int | None:
    """Where comments start that have no heading and end the page.

    Where no text stands above, they are a forum's, and the first is what the others answer.
    """
    buttons = [line for line in view.lines[max(view.told, default=-1) + 1 :] if _is_button(line)]
    alike = [line.index for line in buttons if _style(line) == _style(buttons[0])]
    if len(alike) < _BUTTONS:
        return None
    start = _first_part(view, alike[0])
    if not any(line.index < start for line in view.prose):
        start = alike[0] + 1
    return start if _is_thread(start - 1, _last_marks(view), _MARKS_ALONE) else None


def _is_button(line: Line) -> bool:
    """Whether a line is a reply button, a row of buttons with one, or the head of a comment that readers rate."""
    if line.words <= _RATED_WORDS and _RATED.search(line.folded):
        return True
    if len(line.text) > _BUTTON_CHARS or line.role is Role.HEADING:
        return False
    return line.bare in _REPLIES or not _REPLIES.isdisjoint(words_in(line.folded))


def _first_part(view: View, button: int) -> int:
    """Where the comment starts that ends with the first reply button.

    Each comment of an HTML page has the same parts: what stands below the button is of the style that a comment starts
    with. In a text it starts at its mark, if it has one.
    """
    above = view.lines[max(0, button - _LONGEST) : button]
    following = next((line for line in view.lines[button + 1 :] if line.index not in view.phrases), None)
    if view.is_html and following:
        return next((line.index for line in reversed(above) if _style(line) == _style(following)), button)
    return next((line.index for line in above if line.index in view.phrases and is_mark(view, line)), button)


def boxed_thread(view: View) -> Mapping[int, str]:
    """The lines in boxes named for comments, by index, with the name.

    An article may stand in a box of such a name too: its paragraphs stand above that of its comments, and either none
    stands below, or there are marks of comments in the box.
    """
    names = _names()
    below = view.lines[max(view.told, default=-1) + 1 :]
    named = {line.index: name for line in below if line.dom and (name := _first_of(names, line.dom.nearest))}
    if not named:
        return {}
    first = next(iter(named))
    outside = [line.index for line in view.prose if line.index not in named]
    inside = len(view.prose) - len(outside)
    if len(outside) < _PARAGRAPHS or outside[_PARAGRAPHS - 1] > first:
        return {}
    is_last = outside[-1] < first and inside >= _PARAGRAPHS
    marks = sum(is_mark(view, view.lines[n]) for n in named)
    return named if is_last or marks >= _MARKS else {}


@cache
def _names() -> frozenset[str]:
    """The words that name boxes of comments surely."""
    words = load_box_names().words
    return frozenset(word for word, name in words.items() if name.kind is Kind.COMMENTS and name.sure)


def _first_of(names: frozenset[str], tokens: Sequence[str]) -> str | None:
    return None if names.isdisjoint(tokens) else next(token for token in tokens if token in names)


def _last_marks(view: View) -> list[int]:
    """The lines that are marks of comments, by index, of those that follow closely on one another to the page's end."""
    marks: list[int] = []
    following = len(view.lines)
    for line in reversed(view.lines):
        if following - line.index > _LONGEST:
            break
        if is_mark(view, line):
            following = line.index
            marks.append(following)
    return marks[::-1]


def _is_thread(heading: int, marks: Sequence[int], least: int) -> bool:
    """Whether so many marks stand below a heading, the first of them near."""
    first = bisect_right(marks, heading)
    return len(marks) - first >= least and marks[first] - heading <= _NEAR


def is_mark(view: View, line: Line) -> bool:
    """Whether a line is of the frame of a single comment: who wrote it, when, or a button to answer it."""
    if phrase := view.phrases.get(line.index):
        return is_of_comment(phrase)
    return _is_button(line) or (line.words <= _DATE_WORDS and is_date(line.text))


def is_of_comment(phrase: Phrase) -> bool:
    """Whether a phrase is of the frame of a single comment, and no heading of all."""
    return phrase.kind is Kind.COMMENTS and not phrase.opens


def _style(line: Line) -> tuple[list[str], tuple[str, ...]] | None:
    return (line.dom.path.split("/")[-_STYLE:], line.dom.nearest[:_STYLE]) if line.dom else None
