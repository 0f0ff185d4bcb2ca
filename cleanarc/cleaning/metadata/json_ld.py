"""schema.org facts in JSON-LD scripts (https://schema.org/Article), broken ones included."""

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice

from cleanarc.cleaning.metadata.claims import Claims, Offer, plain

_Node = dict[str, object]

_MOST_CHARS = 1_500_000
"""Of all scripts of a page; that of a live blog may hold all of its entries."""
_MOST_MENDED = 200_000
"""Characters of a broken script that is mended, which takes much longer than reading a sound one."""
_MOST_TEXTS = 100
_DEEPEST = 4
"""Lists, objects and pointers between an author field and a name."""
_SCRIPT_COST = 2000
"""Characters that reading a script counts for beside its own: a page has a handful of them, not thousands."""
_MOST_NODES = 10_000
# schema.org's subtypes of Article and SocialMediaPosting end so; the others are works in an article's place.
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|HowTo|Essay)$", re.IGNORECASE)
# What newsrooms say of a report; blogs and shops are Articles and BlogPostings.
_NEWS = re.compile(r"NewsArticle$|^LiveBlogPosting$")
_WEB_PAGE = re.compile(r"(?:Page|QAPage)$")
_WEB_SITE = re.compile(r"^WebSite$")
# What hangs on these is another work than the page's own.
_ELSEWHERE = {
    "itemListElement", "hasPart", "mentions", "isPartOf", "comment", "review", "reviews", "liveBlogUpdate",
    "relatedLink", "citation", "isBasedOn", "video", "image", "publisher", "author", "creator", "associatedMedia",
    "offers", "about"
}  # fmt: skip
_WRAPPING = re.compile(r"^\s*(?:/[/*]\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?:/[/*]\s*)?(?:\]\]>|-->)(?:\s*\*/)?\s*$")
_COMMENT_LINE = re.compile(r"(?m)^\s*//.*$|(?<=[,{\[\"\d])\s+//[^\"\n]*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_MENDINGS: tuple[Callable[[str], str], ...] = (str, lambda text: _TRAILING_COMMA.sub("", _COMMENT_LINE.sub("", text)))
_FIELD = r'"%s"\s*:\s*"((?:[^"\\\n]|\\.)*)"'
_LONE_FIELDS = {
    "headline": re.compile(_FIELD % "headline"),
    "datePublished": re.compile(_FIELD % "datePublished"),
    "author": re.compile(r'"author"\s*:\s*\[?\s*(?:\{[^{}]*?"name"\s*:\s*)?"((?:[^"\\\n]|\\.)*)"'),
}


@lru_cache(maxsize=4)
def read_json_ld(scripts: tuple[str, ...]) -> Claims:
    """What the scripts say of the page's article. The last pages are remembered, as the title is asked for first."""
    nodes = list(_walk([value for script in _within_limit(scripts) for value in _load(script)]))
    by_id: dict[str, _Node] = {}
    for node in nodes:
        name = node.get("@id")
        # A node that only points has no more than its name and type.
        if isinstance(name, str) and len(node) > len(by_id.get(name, ())):
            by_id[name] = node
    articles = [node for node in nodes if _is(node, _ARTICLE)]
    pages = [node for node in nodes if _is(node, _WEB_PAGE)]
    sites = islice((node for node in nodes if _is(node, _WEB_SITE)), _MOST_TEXTS)
    main = max(articles, key=_weight, default=None)
    chosen = ([main] if main else []) + pages[:1]

    def claim(read: Callable[[_Node], Iterator[str]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(islice((text for node in chosen for text in read(node)), _MOST_TEXTS)))

    titles = claim(lambda n: _texts(n, ("headline", "name") if n is main else ("headline",)))
    dates = claim(lambda n: _texts(n, ("datePublished", "dateCreated")))
    return Claims(
        titles=tuple(Offer(text, "news" if main and _is(main, _NEWS) else "json-ld") for text in titles[:1]),
        authors=claim(lambda n: _names(n.get("author") or n.get("creator"), by_id)),
        published=dates if main else (),
        stamps=() if main else dates,
        publishers=claim(lambda n: _names(n.get("publisher") or n.get("sourceOrganization"), by_id)),
        sites=tuple(name for node in sites for name in _texts(node, ("name", "alternateName"))),
        descriptions=claim(lambda n: _texts(n, ("description",))),
        urls=claim(lambda n: _texts(n, ("url",))),
        languages=claim(lambda n: _texts(n, ("inLanguage",))),
    )


def _weight(node: _Node) -> tuple[bool, int]:
    """The page's own article says when it was published and by whom; a teaser says less."""
    return (
        "headline" in node,
        sum(key in node for key in ("datePublished", "author", "mainEntityOfPage", "articleBody")),
    )


def _is(node: _Node, kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(isinstance(t, str) and kind.search(t) for t in (types if isinstance(types, list) else [types]))


def _walk(roots: list[object]) -> Iterator[_Node]:
    """Every object outside of other works, breadth first, so that outer ones come first."""
    level = roots
    seen = 0
    while level:
        below: list[object] = []
        for value in level:
            if isinstance(value, list):
                below.extend(value)
            elif isinstance(value, dict):
                seen += 1
                if seen > _MOST_NODES:
                    return
                yield value
                below.extend(v for key, v in value.items() if isinstance(v, list | dict) and key not in _ELSEWHERE)
        level = below


def _texts(node: _Node, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        value = node.get(key)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and (text := plain(one)):
                yield text


def _names(value: object, by_id: dict[str, _Node], depth: int = 0) -> Iterator[str]:
    """The names in an author or publisher: a text, an object with a name, a pointer to one, or a list of these."""
    if isinstance(value, str):
        node = by_id.get(value)
        yield from (
            _names(node, by_id, depth + 1) if node and depth < _DEEPEST else ([plain(value)] if value.strip() else [])
        )
    elif isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _names(one, by_id, depth + 1)
    elif isinstance(value, dict):
        named = list(_texts(value, ("name",))) if not isinstance(value.get("name"), list | dict) else []
        whole = " ".join(text for key in ("givenName", "familyName") for text in _texts(value, (key,)))
        pointer = value.get("@id")
        if named or whole:
            yield from named or [whole]
        elif isinstance(value.get("name"), list | dict) and depth < _DEEPEST:
            yield from _names(value["name"], by_id, depth + 1)
        elif isinstance(pointer, str) and depth < _DEEPEST and by_id.get(pointer) is not value:
            yield from _names(by_id.get(pointer), by_id, depth + 1)


def _within_limit(scripts: tuple[str, ...]) -> Iterator[str]:
    """The first scripts, as far as all that was read stays within the limit; one that is too large is left out."""
    room = _MOST_CHARS
    for script in scripts:
        if len(script) <= room:
            room -= len(script) + _SCRIPT_COST
            yield script


def _load(script: str) -> Iterator[object]:
    """The values of a script; of one that can't be mended, what single fields say."""
    text = script.strip()
    if not text:
        return
    if text[0] not in "{[" or text[-1] not in "}]":
        text = _WRAPPING.sub("", text).strip().rstrip(";")
    for mend in _MENDINGS if len(text) <= _MOST_MENDED else _MENDINGS[:1]:
        try:
            # Not strict: control characters in strings, as many systems write them.
            yield json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
        return
    text = text[:_MOST_MENDED]
    if '"@type"' in text and (kind := re.search(_FIELD % "@type", text)) and _ARTICLE.search(kind[1]):
        found = {key: match[1] for key, pattern in _LONE_FIELDS.items() if (match := pattern.search(text))}
        yield {"@type": "Article", **found}
