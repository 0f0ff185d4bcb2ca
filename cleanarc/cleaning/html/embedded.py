"""The body of an article that no element of the page shows, because it stands in a script alone.

Whatever wrote the page, its data has one of two forms: a string that holds the whole body (`articleBody` of JSON-LD,
HTML of a content system), or a list with an element a paragraph (blocks, content elements, trees of rich text). No name
of a field is asked for; both are told by their prose, within the object that is the article.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from cleanarc.cleaning.html.literals import Value
from cleanarc.cleaning.html.states import Script, read_states
from cleanarc.rules.prose import ends_sentence, words_of

ToLines = Callable[[str], list[str]]

_LEAST_WORDS = 120
"""Words of a body; what a page announces of an article is shorter."""
_MOST_CHARS = 500_000
"""Characters of a body, those of a book; what is longer is the data of many pages."""
_PARAGRAPH_WORDS = 12
_LONG_WORDS = 300
"""Words of a text that is hardly a single paragraph."""
_LONE = 0.6
_LONG = 0.3
"""Share of the best list's words from which a single text is the body, and the list something beside it; the second of
the only long text of a work."""
_SHINGLE = 5
_MOST_SHOWN = 0.5
"""Share of the body's word 5-grams that the page may show, of a body that counts as not shown."""
_CODE_SHARE = 30
"""Characters of prose for each one that only code is full of; articles about code have about as many."""
_DECAY = 0.9
"""What a text counts for each further list around it: the list of paragraphs wins over all in which it stands."""
_LISTS = 12
"""Lists around a text that are remembered, beside the nearest."""
_KEY_SHARE = 0.1
"""Share of the prose under a list's first key that texts under another key have, to be of the body too."""
_END = 20
"""Characters that tell how a text ends."""
_REPEATED_WORDS = 4
_LOOK_BACK = 4_000
"""Characters of an element's text in which a longer piece is looked for: some systems write a paragraph both whole and
in pieces."""
_RIVAL = 0.5
"""Share of the longest body's words from which another article's body makes it unclear which is the page's."""
_SAME = 0.5
"""Share of a body's 5-grams that stand in another one of the same article."""
_AS_LONG = 0.8
"""Share of the longest body's words from which another one of the article is as good; the one with most paragraphs is
taken."""
_TITLE_KEYS = ("headline", "title", "name", "heading", "seoTitle", "displayTitle", "articleTitle")
_WORK_KEYS = re.compile(r"url|slug|href|link|path|date|time|publish|author|byline|created|updated|@type|_at$|At$", re.I)
"""Fields of what has a title and is a work by itself: a place, a day, an author."""
_ASIDE = {
    "alt", "audio", "advert", "ads", "author", "authors", "bio", "byline", "caption", "captions", "class", "comment",
    "comments", "config", "consent", "cookie", "cookies", "css", "faq", "faqs", "footer", "gdpr", "header", "i18n",
    "image", "images", "intl", "keywords", "labels", "legal", "menu", "menus", "messages", "meta", "metadata",
    "metas", "nav", "navigation", "newsletter", "og", "paywall", "photo", "picture", "privacy", "promo", "promos",
    "promotion", "recommended", "recommendations", "related", "review", "reviews", "schema", "script", "scripts",
    "seo", "share", "sidebar", "social", "style", "styles", "subscribe", "subscription", "tags", "teaser", "teasers",
    "terms", "transcript", "translation", "translations", "twitter", "video", "videos",
}  # fmt: skip
"""Words in names of fields whose texts are none of an article's body."""
_ANNOUNCING = {
    "abstract", "dek", "description", "excerpt", "intro", "perex", "preview", "snippet", "standfirst", "subtitle",
    "summary", "tagline",
}  # fmt: skip
"""The same of fields that announce the article; some systems keep the whole body there."""
_KEY_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_LONGEST_KEY = 60
"""Characters of a key that is a field's name; some caches have whole addresses for keys."""
_NO_TEXT = re.compile(r"\s*(?:\{\s*\"|\[\s*[\[{\"]|(?:https?:|[/#$])\S*+$)")
"""JSON, and addresses, anchors and React's names, which have no space in them."""
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:\w+|#\d+);")
_CODE = re.compile(r"[{}=<>|;_\\^\[\]]")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।։።]")


@dataclass(frozen=True, slots=True)
class _Said:
    """A text of a work: `lists` are the (list, place in it) around it, outermost first, `key` the nearest key."""

    text: str
    key: str
    words: int
    lists: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Work:
    """An object that is a work by itself, or the outermost one; `said` are its texts but for those of works in it."""

    title: str = ""
    said: list[_Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Body:
    title: str
    paragraphs: tuple[str, ...]
    words: tuple[str, ...]
    shingles: frozenset[tuple[str, ...]]
    longest: str
    """The longest text of the work, which may be another than the body."""


def embedded_paragraphs(scripts: Sequence[Script], shown: str, title: str | None, to_lines: ToLines) -> tuple[str, ...]:
    """The paragraphs of the article in a page's scripts, plain text; () when the page shows it, or has none.

    `shown` is the page's visible text and `title` the article's title; where none is known, nothing tells the
    article from other texts. `to_lines` gives the lines that a browser shows of a piece of HTML. Of the articles in the
    scripts it is the one with that title, else the one that has by far the most words and those of the title among
    them; where neither is there, as on a page that lists articles, there is none.
    """
    if not title:
        return ()
    bodies = [body for root in read_states(scripts) for work in _works(root) if (body := _body(work, to_lines))]
    main = _main(bodies, title)
    if main is None:
        return ()
    seen = _shingles(words_of(shown))
    longest = [word for line in _lines(main.longest, to_lines) for word in words_of(line)]
    is_shown = any(len(one & seen) > _MOST_SHOWN * len(one) for one in (main.shingles, _shingles(longest)))
    return () if is_shown else main.paragraphs


def _main(bodies: list[_Body], title: str) -> _Body | None:
    wanted = frozenset(words_of(title))
    bodies = [body for body in bodies if _is_about(body, wanted)]
    named = [body for body in bodies if _is_title(body.title, wanted)]
    longest = max(named or bodies, key=lambda body: len(body.words), default=None)
    if longest is None:
        return None
    same: list[_Body] = []
    others: list[_Body] = []
    for body in named or bodies:
        is_same = len(body.shingles & longest.shingles) > _SAME * len(body.shingles)
        (same if is_same else others).append(body)
    if not named and any(len(body.words) > _RIVAL * len(longest.words) for body in others):
        return None
    whole = [body for body in same if len(body.words) >= _AS_LONG * len(longest.words)]
    return max(whole, key=lambda body: len(body.paragraphs))


def _is_title(title: str, wanted: frozenset[str]) -> bool:
    words = set(words_of(title))
    return len(words) > 1 and 2 * len(words & wanted) > max(len(words), len(wanted))


def _is_about(body: _Body, wanted: frozenset[str]) -> bool:
    """Whether a body may be that of the page's article: it has its title, or most of the title's words in its text."""
    return _is_title(body.title, wanted) or 2 * len(wanted.intersection(body.words)) > len(wanted)


def _works(root: Value) -> Iterator[_Work]:
    """The works in a value, each with its texts in their order."""
    works = [_Work()]
    waiting: list[tuple[Value, str, tuple[tuple[int, int], ...], _Work]] = [(root, "", (), works[0])]
    while waiting:
        value, key, lists, work = waiting.pop()
        if isinstance(value, str):
            if (words := _count(value)) and not _NO_TEXT.match(value):
                work.said.append(_Said(value, key, words, lists))
        elif isinstance(value, list):
            # React writes an element as a list: "$", its tag, its key, its properties.
            if value[:1] == ["$"]:
                waiting += [(one, key, lists, work) for one in value[3:]]
            else:
                waiting += [
                    (one, key, (*lists[-_LISTS:], (id(value), n)), work) for n, one in reversed([*enumerate(value)])
                ]
        elif isinstance(value, dict):
            if (named := _title_of(value)) and named != work.title:
                work, lists = _Work(named), ()
                works.append(work)
            waiting += [(one, name, lists, work) for name, one in reversed(value.items()) if not _is_aside(name, one)]
    return iter(works)


def _is_aside(key: str, value: Value) -> bool:
    words = _words_of_key(key)
    if not words.isdisjoint(_ASIDE):
        return True
    return not words.isdisjoint(_ANNOUNCING) and not (isinstance(value, str) and _count(value) >= _LONG_WORDS)


@lru_cache(maxsize=4096)
def _words_of_key(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _KEY_WORD.findall(key)) if len(key) <= _LONGEST_KEY else frozenset()


def _title_of(thing: dict[str, Value]) -> str | None:
    title = next((value for key in _TITLE_KEYS if isinstance(value := thing.get(key), str) and _count(value) > 1), None)
    return title if title and any(_WORK_KEYS.search(key) for key in thing) else None


def _body(work: _Work, to_lines: ToLines) -> _Body | None:
    said = [one for one in work.said if _is_said(one)]
    keys = {one.key for one in said}
    # Rich text has its paragraphs in pieces, of which many are too short to be told for prose.
    pieces = [one for one in work.said if one.key in keys and one.words > 1]
    if sum(one.words for one in pieces) < _LEAST_WORDS:
        return None
    credits: dict[int, float] = {}
    for one in pieces:
        for n, (of, _) in enumerate(reversed(one.lists)):
            credits[of] = credits.get(of, 0.0) + one.words * _DECAY**n
    longest = max(said, key=lambda one: one.words)
    best = max(credits, key=lambda of: credits[of], default=None)
    long = {one.text for one in said if one.words >= _LONG_WORDS}
    share = _LONG if len(long) == 1 else _LONE
    if best is None or longest.words >= share * credits[best]:
        texts = [longest.text]
    else:
        texts = list(_elements(work.said, best))
    if sum(map(len, texts)) > _MOST_CHARS:
        return None
    paragraphs = tuple(line for text in texts for line in _lines(text, to_lines))
    words = [word for paragraph in paragraphs for word in words_of(paragraph)]
    if len(words) < _LEAST_WORDS or not _is_prose(paragraphs):
        return None
    return _Body(work.title, paragraphs, tuple(words), _shingles(words), longest.text)


def _is_said(one: _Said) -> bool:
    """Whether a text is prose by itself, or HTML, which is yet to be read."""
    if one.words < _PARAGRAPH_WORDS or not _SENTENCE_END.search(one.text):
        return False
    if _MARKUP.search(one.text):
        return 500 * one.text.count("{") < len(one.text)
    return not _is_code(one.text)


def _elements(said: list[_Said], best: int) -> Iterator[str]:
    """The texts of a list's elements, under the keys that prose stands under."""
    inside = [(place, one) for one in said for of, place in one.lists if of == best]
    prose: dict[str, int] = {}
    for _, one in inside:
        if _is_said(one):
            prose[one.key] = prose.get(one.key, 0) + one.words
    most = max(prose.values(), default=0)
    keys = {key for key, words in prose.items() if words >= _KEY_SHARE * most}
    at, text = -1, ""
    for place, one in inside:
        if one.key not in keys:
            continue
        if place != at:
            if text:
                yield text
            at, text = place, one.text
        elif one.words < _REPEATED_WORDS or one.text not in text[-_LOOK_BACK:]:
            text += ("\n" if _touches(text[-_END:], one.text) else "") + one.text
    if text:
        yield text


def _touches(before: str, after: str) -> bool:
    """Whether two pieces of an element's text are not of one paragraph: glued together they would run into another."""
    if not before or before[-1].isspace() or not after[0].isalnum():
        return False
    return ends_sentence(before) or not after[0].islower()


def _lines(text: str, to_lines: ToLines) -> list[str]:
    lines = to_lines(text) if _MARKUP.search(text) else text.splitlines()
    # Some systems escape twice.
    return [line for one in lines if (line := " ".join(unescape(one).split()))]


def _is_prose(paragraphs: tuple[str, ...]) -> bool:
    """Whether most of a text stands in paragraphs of sentences."""
    whole = sum(len(one) for one in paragraphs)
    prose = sum(len(one) for one in paragraphs if _count(one) >= _PARAGRAPH_WORDS and _SENTENCE_END.search(one))
    return 2 * prose > whole and not _is_code("\n".join(paragraphs))


def _is_code(text: str) -> bool:
    return _CODE_SHARE * len(_CODE.findall(text)) > len(text)


def _count(text: str) -> int:
    return max(len(_WORD.findall(text)), len(_UNSPACED.findall(text)) // 2)


def _shingles(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[n : n + _SHINGLE]) for n in range(max(1, len(words) - _SHINGLE + 1)))
