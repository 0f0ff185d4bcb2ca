"""Bylines and dates that an HTML page shows beside its headline, known by their wording, their markup, their place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from cleanarc.cleaning.metadata.bylines import marked_names, worded_names
from cleanarc.cleaning.metadata.dates import Day, find_days
from cleanarc.cleaning.metadata.names import clean_names
from cleanarc.model import Role
from cleanarc.rules.bylines import byline_opening
from cleanarc.rules.dates import is_date
from cleanarc.rules.prose import is_full_name
from cleanarc.rules.view import Line, View

_ABOVE = 6
_BELOW = 25
_MOST_WORDS = 20
_MOST_CHARS = 400
_MOST_LINES = 5000
_DATE_WORDS = 16
_NAME_WORDS = range(2, 5)
_LONE_WITHIN = 8
_PROSE_WORDS = 30
_ENOUGH_PARAGRAPHS = 2
_AUTHOR_TOKENS = {"author", "authors", "authorname", "byline", "bylines", "writer", "autor", "auteur", "autore"}
_NOT_AUTHOR_TOKENS = {
    "bio", "biography", "about", "description", "desc", "role", "job", "position", "share", "related", "comment",
    "comments", "social", "follow", "recent", "sidebar", "nav", "menu", "reviewer", "reviewed", "editor",
}  # fmt: skip
_OTHERS_DAYS = {
    "pic", "picture", "photo", "foto", "image", "img", "figure", "figcaption", "caption", "credit",
    "event", "events", "calendar",
}  # fmt: skip
_FEW_DAYS = 3


@dataclass(frozen=True)
class Headline:
    """The short lines beside a page's headline, those below it first."""

    lines: tuple[Line, ...]
    text: str = ""
    """The whole page's: an author's name stands in it once more, in a box below the article."""

    @cached_property
    def bylines(self) -> tuple[str, ...]:
        """The authors in lines that say so in words ("By Jane Doe")."""
        return next((named for line in self.lines if (named := worded_names(line.text))), ())

    @cached_property
    def marked_authors(self) -> tuple[str, ...]:
        """The authors in lines that the page's markup says so of."""
        named = (marked_names(line.text) for line in self.lines if _has(line, _AUTHOR_TOKENS, _NOT_AUTHOR_TOKENS))
        return next((names for names in named if names), ())

    def naming_more(self, names: Sequence[str]) -> tuple[str, ...]:
        """The people in a line that has all of the names and is a byline of more, such as "Jane Doe and John Roe"."""
        lines = (line.text for line in self.lines if all(name in line.text for name in names))
        bylines = (worded_names(line) or marked_names(line) for line in lines)
        return next((people for people in bylines if len(people) > len(names) and all(map(is_full_name, people))), ())

    def standing(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the names that are a line of their own."""
        return clean_names(name for name in names if any(name == line.text for line in self.lines))

    def first_named(self, names: Iterable[str]) -> tuple[str, ...]:
        """The first of the names that is a person's full name and stands in one of the lines."""
        people = (name for name in names if is_full_name(name))
        return next(((name,) for name in people if any(name in line.text for line in self.lines)), ())

    @cached_property
    def lone_name(self) -> tuple[str, ...]:
        """A person's full name on a line of its own that a box about the author opens with ("Jane Doe is …")."""
        for line in self.lines[:_LONE_WITHIN]:
            if line.role is Role.PARAGRAPH and _is_person(line) and self._tells_of(line.text):
                return marked_names(line.text)
        return ()

    def _tells_of(self, name: str) -> bool:
        return re.search(rf"^{re.escape(name)}(?:,| [^\W\d_A-Z])", self.text, re.MULTILINE) is not None

    def days(self, language: str | None) -> list[Day]:
        """The whole days in lines that are a date or byline and nothing else, then those in other short lines.

        Where those others give many days, they are the teasers of other articles.
        """
        told = _days_in(filter(_is_of_article, self._dated), language)
        others = (line for line in self._dated if line.words <= _DATE_WORDS and not _is_of_article(line))
        mentioned = _days_in(others, language)
        return told + (mentioned if len({day.iso for day in mentioned}) <= _FEW_DAYS else [])

    @cached_property
    def _dated(self) -> list[Line]:
        """The lines with a number; the day in a caption is the picture's own, that in a calendar an event's."""
        numbered = (line for line in self.lines if any(char.isdigit() for char in line.text))
        return [line for line in numbered if line.role is not Role.CAPTION and not _has(line, _OTHERS_DAYS, set())]


def _days_in(lines: Iterable[Line], language: str | None) -> list[Day]:
    return [day for line in lines for day in find_days(line.text, language) if day.year]


def _is_of_article(line: Line) -> bool:
    return is_date(line.text) or byline_opening(line.text) is not None


def _is_person(line: Line) -> bool:
    return line.words in _NAME_WORDS and is_full_name(line.text) and line.text[-1].isalpha()


def find_headline(view: View) -> Headline:
    """What stands beside a page's headline: up to the second paragraph below it, and a little above."""
    at = _headline_at(view)
    below: list[Line] = []
    paragraphs = 0
    for line in view.lines[at + 1 : at + _BELOW]:
        paragraphs += _is_prose(line)
        if paragraphs == _ENOUGH_PARAGRAPHS:
            break
        below.append(line)
    near = (*below, *view.lines[max(0, at - _ABOVE) : at])
    short = (line for line in near if len(line.text) <= _MOST_CHARS and line.words <= _MOST_WORDS)
    return Headline(tuple(short), view.page.text)


def _is_prose(line: Line) -> bool:
    return len(line.text) > _MOST_CHARS or line.words > _PROSE_WORDS


def _headline_at(view: View) -> int:
    """The headline's line: a heading that is the title, a line that is or has it, any <h1>; else the first prose."""
    has = _lines_with(view.title, view.folded_title, view.lines)
    h1 = (n for n, line in enumerate(view.lines) if line.dom and line.dom.tag == "h1")
    same = next((n for n in has if (dom := view.lines[n].dom) and dom.tag == "h1"), None)
    if same is not None:
        return same
    whole = [n for n in has if view.lines[n].folded == view.folded_title]
    prose = (n for n, line in enumerate(view.lines[:_MOST_LINES]) if _is_prose(line))
    return next(chain(whole[-1:], has[:1], h1, prose), 0)


def _lines_with(title: str | None, folded: str, lines: tuple[Line, ...]) -> list[int]:
    """The lines that hold the title as it is; where none does, those that hold it but for typography."""
    if not title:
        return []
    exact = [n for n, line in enumerate(lines) if title in line.text]
    lengths = range(len(title) // 2, 2 * len(title) + 1)
    return exact or [
        n for n, line in enumerate(lines[:_MOST_LINES]) if len(line.text) in lengths and folded in line.folded
    ]


def _has(line: Line, wanted: set[str], unwanted: set[str]) -> bool:
    tokens = line.dom.nearest if line.dom else ()
    return any(token in wanted for token in tokens) and not any(token in unwanted for token in tokens)
