"""What a page says of itself outside its text: title, meta tags, links, JSON-LD, and facts in its markup."""

import re
from collections.abc import Callable, Iterable, Iterator

from cleanarc.cleaning.html.parsed import Element
from cleanarc.cleaning.segmented import Facts, Head

_PEOPLE = ("author", "contributor", "writer", "aut", "by", "people", "profil", "team", "staff", "user")
SELECTOR = "title:not(svg title), meta, link[rel=canonical i], script[type*=ld], h1"
"""What `read_head` wants to see of a page; all of it counts wherever it stands."""
MARKED = ", ".join(("time[datetime], [rel~=author], [itemprop~=author]", *(f'a[href*="/{word}"]' for word in _PEOPLE)))
"""What `read_marks` wants to see."""

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


def read_head(elements: Iterable[Element], lang: str, marks: Callable[[], Facts]) -> Head:
    """The head of a page, from the elements that SELECTOR names and the language that the root declares."""
    title: str | None = None
    metas: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    json_ld: list[str] = []
    headings: list[tuple[str, str]] = []
    for element in elements:
        attributes = element.attributes
        if element.tag == "meta":
            names = [attributes[name].strip().lower() for name in _NAMED_BY if attributes.get(name)]
            metas += [(name, attributes.get("content", "").strip()) for name in names]
        elif element.tag == "link":
            links.append((attributes["rel"].lower(), attributes.get("href", "").strip()))
        elif element.tag == "script":
            if "ld+json" in attributes.get("type", "").lower():
                json_ld.append(element.text())
        elif element.tag == "title":
            title = title or _plain(element.text())
        elif len(headings) < _MAX_FACTS and (heading := _plain(element.text())):
            headings.append(("heading", heading))
    return Head(title or None, tuple(metas), tuple(links), tuple(json_ld), lang.strip() or None, tuple(headings), marks)


def read_marks(elements: Iterable[Element]) -> Facts:
    """What the markup of the body tells, from the elements that MARKED names."""
    found: list[tuple[str, str]] = []
    for element in elements:
        found += [(what, value) for what, value in _marks(element) if value]
        if len(found) >= _MAX_FACTS:
            break
    return tuple(found)


def _marks(element: Element) -> Iterator[tuple[str, str]]:
    attributes = element.attributes
    if element.tag == "a" and _is_profile(attributes.get("href", "")):
        yield "profile", _plain(element.text())
    if element.tag == "time" and "datetime" in attributes:
        yield "time", attributes["datetime"].strip()
    if "author" in attributes.get("rel", "").lower().split() or "author" in attributes.get("itemprop", "").split():
        yield "author", attributes.get("content", "").strip() or _plain(element.text())


def _is_profile(address: str) -> bool:
    return len(address) < _MAX_FACT and any(_PROFILE.fullmatch(address, at.start()) for at in re.finditer("/", address))


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text[:_MAX_FACT]).strip()
