"""Bylines and dates that an HTML page shows beside its headline, known by their markup or their wording."""

from collections.abc import Iterator

from cleanarc.cleaning.metadata.dates import find_days
from cleanarc.cleaning.metadata.names import byline_names
from cleanarc.rules.bylines import byline_opening
from cleanarc.rules.dates import is_date
from cleanarc.rules.view import Line, View

_ABOVE = 8
_BELOW = 30
_NEAREST = 8
_MOST_WORDS = 14
_AUTHOR_TOKENS = {
    "author",
    "authors",
    "byline",
    "bylines",
    "writer",
    "autor",
    "auteur",
    "autore",
    "verfasser",
    "redacteur",
}
_NOT_AUTHOR_TOKENS = {
    "bio", "biography", "about", "description", "desc", "date", "time", "role", "job", "position", "share",
    "related", "comment", "comments", "image", "avatar", "social", "follow", "recent", "posts", "sidebar"
}  # fmt: skip
_DATE_TOKENS = {
    "date",
    "dateline",
    "published",
    "publish",
    "publication",
    "posted",
    "timestamp",
    "pubdate",
    "datum",
    "fecha",
    "time",
    "datepublished",
}
_NOT_DATE_TOKENS = {"modified", "updated", "update", "related", "comment", "comments", "event", "sidebar", "recent"}


def visible_authors(view: View) -> tuple[str, ...]:
    """The authors that stand beside the headline."""
    near = list(_near_headline(view))
    worded = [line.text for line in near if byline_opening(line.text)]
    return byline_names(worded) or byline_names(
        line.text for line in near if _marked(line, _AUTHOR_TOKENS, _NOT_AUTHOR_TOKENS)
    )


def visible_date(view: View, language: str | None) -> str | None:
    """The day that stands beside the headline."""
    near = [
        line for line in _near_headline(view) if is_date(line.text) or _marked(line, _DATE_TOKENS, _NOT_DATE_TOKENS)
    ]
    days = (day.iso for line in near for day in find_days(line.text, language))
    return next((day for day in days if day), None)


def _near_headline(view: View) -> Iterator[Line]:
    """Lines of few words around the headline; none where the page does not show it."""
    at = next((n for n, line in enumerate(view.lines) if view.folded_title and view.folded_title in line.folded), None)
    if at is None:
        at = next((n for n, line in enumerate(view.lines) if line.dom and line.dom.tag == "h1"), None)
    if at is not None:
        lines = [*view.lines[at : at + _BELOW], *view.lines[max(0, at - _ABOVE) : at]]
        yield from (line for line in lines if line.words <= _MOST_WORDS)


def _marked(line: Line, wanted: set[str], unwanted: set[str]) -> bool:
    tokens = line.dom.tokens[:_NEAREST] if line.dom else ()
    return any(token in wanted for token in tokens) and not any(token in unwanted for token in tokens)
