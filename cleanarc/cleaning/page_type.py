"""Pages that are no article: lists of articles, error pages, login pages, and what a paywall leaves of an article.

Nothing is taken from such a page: it is only flagged. An article shows itself by prose that goes on, so a page with
enough of it is looked at no further, whatever it says: an article may well be about error 404 or about logging in.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from cleanarc.cleaning.page_phrases import page_phrases, status_in
from cleanarc.cleaning.segmented import Head
from cleanarc.formats.urls import http_url
from cleanarc.model import Problem, Role
from cleanarc.rules.folding import bare, fold
from cleanarc.rules.prose import ends_sentence, is_prose
from cleanarc.rules.view import Line, View

_ENOUGH = 200
"""Words of prose, without a link to another article in between, from which a page is an article. Of 918 article pages
of many kinds 94 in 100 have as many."""
_ERROR_WORDS = 150
"""Most words of prose of an error page: the longest, of bot checks, explain why one was blocked."""
_NOTICE_WORDS = 60
"""Most words of prose of a page that is an error or login page by what a line of it says, not by its title."""
_BESIDE_WORDS = 40
"""Most words of prose beside that line: a short article may stand on a page with a notice about scripts."""
_LOGIN_WORDS = 100
_STUB_WORDS = 150
_NEAR = 12
"""Lines below the text in which a paywall says that there is more."""
_HEADLINE_WORDS = 4
"""Fewest words of a link that may be an article's headline; those of menus are shorter."""
_HEADLINES = 12
"""Headlines on a list of articles, and on one that calls itself such."""
_NAMED_HEADLINES = 5
_TEASERS = 3
"""Fewest places with prose in a list of articles that does not call itself such."""
_TEASER_WORDS = 80
"""Most words of prose below one headline of a list."""
_TEASER_SHARE = 0.5
"""Most that one opening has of all the prose, in a list that calls itself such and opens its articles at length."""
_PROSE_WORDS = 12
_SURE = 100
"""Words of prose that halve the doubt whether a page is an article."""
_DOUBT = 0.25
"""What a problem leaves of the confidence."""
_LONGEST_NAME = 500
"""Characters of a title or heading that are looked at."""
_TITLE_PARTS = re.compile(r"\s+[|\-–—·•»«/]+\s+|\s*[|｜]\s*|(?<=\d):?\s+(?=[^\W\d])")
_UNFREE = re.compile(r'"isAccessibleForFree"\s*+:\s*+"?false', re.IGNORECASE)
_LIST_TYPES = re.compile(r'"@type"\s*+:\s*+(?:\[\s*+)?"(?:CollectionPage|SearchResultsPage)"')
_LIST_PATHS = re.compile(
    r"^/?$|/(?:tags?|categor(?:y|ies|ia|ie)|topics?|authors?|search|archives?|kategorie|rubrik|schlagwort|thema|etiqueta)"
    r"/[^/]+/?(?:page/\d+/?)?$"
)
"""Paths of front pages, and of the lists that content systems make; WordPress's own among them."""
_CUT = ("...", "…", "[…]", "[...]")


@dataclass(frozen=True, slots=True)
class PageType:
    """What kind of page it is. `problems` has one problem, listing, error-page, login-page or paywall-stub, or none.

    `confidence`, from 0 to 1, says how much the page looks like an article whose text was found: it grows with the
    prose in the text, and with its share of the text. It is below 0.3 wherever there is a problem. It is no
    probability, and orders pages only.
    """

    problems: tuple[Problem, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Signs:
    """What is looked at: the page, the lines that were kept of it, what it is called, and its prose in words."""

    view: View
    head: Head
    kept: tuple[Line, ...]
    names: tuple[str, ...]
    """The parts of its title, and its main headings, folded and bare."""
    body: int
    """Words of the longest stretch of prose among the kept lines."""
    stretches: tuple[int, ...]
    """Words of each stretch of prose among all lines."""

    @property
    def longest(self) -> int:
        return max(self.stretches, default=0)


def page_type(view: View, kept: Collection[int], head: Head) -> PageType:
    """The kind of a page: `kept` are the indexes of those of `view.lines` that are the text."""
    lines = tuple(line for line in view.lines if line.index in kept)
    body = _body(view.lines, kept)
    problem = None
    if body < _ENOUGH and view.lines:
        signs = _Signs(
            view,
            head,
            lines,
            tuple(bare(fold(name[:_LONGEST_NAME])) for name in _names(view, head)),
            body,
            _stretches(view.lines),
        )
        problem = _error(signs) or _login(signs) or _paywall(signs) or _listing(signs)
    confidence = _confidence(lines)
    return PageType((problem,), _DOUBT * confidence) if problem else PageType((), confidence)


def _confidence(kept: Sequence[Line]) -> float:
    words = sum(line.words for line in kept)
    # Told by length alone, as most pages need no closer look.
    prose = sum(line.words for line in kept if line.words >= _PROSE_WORDS and not is_headline(line))
    return round((1 - 0.5 ** (prose / _SURE)) * (0.5 + 0.5 * prose / words), 3) if words else 0.0


def _body(lines: Sequence[Line], kept: Collection[int]) -> int:
    """The words of the longest stretch of kept prose; once there are enough, no more are counted."""
    longest = here = 0
    for line in lines:
        if is_headline(line):
            here = 0
        elif line.index in kept and is_prose(line):
            here += line.words
            longest = max(longest, here)
            if longest >= _ENOUGH:
                break
    return longest


def _stretches(lines: Sequence[Line]) -> tuple[int, ...]:
    """The words of prose between any two links to articles, where there are any."""
    words = [0]
    for line in lines:
        if is_headline(line):
            words.append(0)
        elif is_prose(line):
            words[-1] += line.words
    return tuple(filter(None, words))


def is_headline(line: Line) -> bool:
    """Whether a line is a link that may be the headline of another article."""
    return line.link_share > 0.5 and line.words >= _HEADLINE_WORDS


def _names(view: View, head: Head) -> Iterator[str]:
    """The parts of the title and the main headings; other headings may be those of boxes beside an article."""
    for title in filter(None, (view.title, head.title)):
        yield title
        yield from _TITLE_PARTS.split(title[:_LONGEST_NAME])
    main = [value for what, value in head.facts if what == "heading"]
    yield from main or [line.text for line in view.lines if line.role is Role.HEADING and not is_headline(line)][:1]


def _error(signs: _Signs) -> Problem | None:
    said = page_phrases()["error"]
    if signs.longest < _ERROR_WORDS:
        for name in signs.names:
            if found := status_in(name) or said.match(name):
                return Problem("error-page", f"The page is called “{found}”, and has no text of an article.")
    for line in signs.view.lines if signs.longest < _NOTICE_WORDS else ():
        if not is_headline(line) and (found := said.match(line.bare)):
            others = signs.longest - (line.words if is_prose(line) else 0)
            if others < _BESIDE_WORDS:
                return Problem("error-page", f"The page says “{found}”, and has no text of an article.")
    return None


def _login(signs: _Signs) -> Problem | None:
    if signs.longest >= _LOGIN_WORDS:
        return None
    phrases = page_phrases()
    name = next((found for name in signs.names if (found := phrases["login"].match(name))), None)
    fields = {found for line in signs.view.lines if (found := phrases["login_field"].match(line.bare))}
    if not name or not fields:
        return None
    asked = "”, “".join(sorted(fields)[:3])
    return Problem("login-page", f"The page is called “{name}” and asks for “{asked}”, and has no text of an article.")


def _paywall(signs: _Signs) -> Problem | None:
    """A short text with a pitch right below it, that is cut off, called not free, or has a second pitch."""
    said = {line.index: pitch for line in signs.view.lines if (pitch := _pitch(line))}
    prose = [line for line in signs.kept if is_prose(line) and line.index not in said]
    pitches = [index for index in said if prose and index > prose[0].index]
    if not pitches:
        return None
    at = pitches[0]
    above = [line for line in prose if line.index < at]
    below = sum(line.words for line in prose if line.index > at)
    words = sum(line.words for line in above)
    if words >= _STUB_WORDS or at - above[-1].index > _NEAR or below > max(words, _NOTICE_WORDS):
        return None
    near = {said[index] for index in pitches if index - above[-1].index <= _NEAR}
    unfree = any(_UNFREE.search(text) for text in signs.head.json_ld)
    cut = above[-1].text.rstrip().endswith(_CUT) or not ends_sentence(above[-1].text)
    if len(near) + unfree + cut < 2:
        return None
    return Problem("paywall-stub", f"The text ends after {words} words of prose, where the page says “{said[at]}”.")


def _pitch(line: Line) -> str | None:
    """What a line says of the text that is kept from the reader; a link to another article says it in its title."""
    found = page_phrases()["paywall"].match(line.bare)
    return found if found and (not is_headline(line) or line.bare.startswith(found)) else None


def _listing(signs: _Signs) -> Problem | None:
    if _is_published(signs.head):
        return None
    headlines = sum(map(is_headline, signs.view.lines))
    is_named = _is_called_list(signs)
    is_even = len(signs.stretches) >= _TEASERS and signs.longest <= _TEASER_SHARE * sum(signs.stretches)
    if signs.longest >= _TEASER_WORDS and not (is_named and is_even):
        return None
    # The prose of a short article stands in one place, that of a list below several of its headlines.
    is_spread = len(signs.stretches) >= _TEASERS or not signs.stretches
    if headlines < (_NAMED_HEADLINES if is_named else _HEADLINES) or not (is_named or is_spread):
        return None
    return Problem(
        "listing",
        f"The page has {headlines} links to articles and no more than {signs.longest} words of prose between two.",
    )


def _is_called_list(signs: _Signs) -> bool:
    """Whether the page's title, address or data call it a list of articles."""
    said = page_phrases()["listing"]
    url = http_url(signs.view.url) if signs.view.url else None
    return (
        any(said.match(name) for name in signs.names)
        or (url is not None and bool(_LIST_PATHS.search(urlsplit(url).path)))
        or any(_LIST_TYPES.search(text) for text in signs.head.json_ld)
    )


def _is_published(head: Head) -> bool:
    """Whether the head gives a time of publication, as that of an article does."""
    return any(name == "article:published_time" for name, _ in head.metas)
