"""What a page says of itself outside its text: title, meta tags, links, JSON-LD, and facts in its markup."""

import re
from collections.abc import Iterable

from cleanarc.cleaning.html.tree import Element
from cleanarc.cleaning.segmented import Head

_PEOPLE = ("author", "contributor", "writer", "aut", "by", "people", "profil", "team", "staff", "user")
SELECTOR = ", ".join(
    (
        "head > title, meta, link[href], script[type*=ld], h1, time[datetime], [rel~=author], [itemprop~=author]",
        *(f'a[href*="/{word}"]' for word in _PEOPLE),
    )
)
"""What `read_head` wants to see of a page: meta tags, links and JSON-LD count wherever they stand."""

_SPACE = re.compile(r"[ \t\n\f\r]+")
_PROFILE = re.compile(
    r"/(?:authors?|contributors?|writers?|autor(?:en|es|i)?|auteurs?|by|people|profiles?|team|staff|users?)/[^/?#]+/?"
    r"(?:[?#].*)?",
    re.IGNORECASE,
)
"""The end of an address that is a person's page on most sites."""
_NAMED_BY = ("name", "property", "itemprop", "http-equiv")
_MAX_FACTS = 64
"""Facts of a page that are read; they may hold one another, and one may hold all of its text."""
_MAX_FACT = 2000
"""Characters of a fact that are read."""


def read_head(elements: Iterable[Element], lang: str) -> Head:
    """The head of a page, from the elements that SELECTOR names and the language that the root declares."""
    title: str | None = None
    metas: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    json_ld: list[str] = []
    facts: list[tuple[str, str]] = []
    for element in elements:
        attributes = element.attributes
        if element.tag == "meta":
            names = [attributes[name].strip().lower() for name in _NAMED_BY if attributes.get(name)]
            metas += [(name, attributes.get("content", "").strip()) for name in names]
        elif element.tag == "link":
            links.append((attributes.get("rel", "").lower(), attributes["href"].strip()))
        elif element.tag == "script":
            if "ld+json" in attributes.get("type", "").lower():
                json_ld.append(element.text())
        elif element.tag == "title":
            title = title or _plain(element.text())
        elif len(facts) < _MAX_FACTS:
            facts += [(what, value) for what, value in _facts(element) if value]
    return Head(title or None, tuple(metas), tuple(links), tuple(json_ld), lang.strip() or None, tuple(facts))


def _facts(element: Element) -> list[tuple[str, str]]:
    attributes = element.attributes
    if element.tag == "h1":
        return [("heading", _plain(element.text()))]
    found = []
    if element.tag == "a" and _is_profile(attributes.get("href", "")):
        found.append(("profile", _plain(element.text())))
    if element.tag == "time" and "datetime" in attributes:
        found.append(("time", attributes["datetime"].strip()))
    if "author" in attributes.get("rel", "").lower().split() or "author" in attributes.get("itemprop", "").split():
        found.append(("author", attributes.get("content", "").strip() or _plain(element.text())))
    return found


def _is_profile(address: str) -> bool:
    return len(address) < _MAX_FACT and any(_PROFILE.fullmatch(address, at.start()) for at in re.finditer("/", address))


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text[:_MAX_FACT]).strip()
