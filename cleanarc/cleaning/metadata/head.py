"""Facts in <meta> elements: OpenGraph, article:*, Dublin Core, Highwire, Parse.ly, Sailthru and their like."""

import re
from functools import lru_cache

from cleanarc.cleaning.metadata.claims import Claims, Offer, plain

# OpenGraph (https://ogp.me), Highwire Press tags as Google Scholar asks for them, Dublin Core in HTML (RFC 2731),
# Parse.ly, Sailthru, and names that several content systems share. In the order of trust.
_TITLES = (
    "headline", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title",
    "cxenseparse:title", "title"
)  # fmt: skip
_AUTHORS = (
    "citation_author", "citation_authors", "author", "article:author", "article:author_name", "articleauthor",
    "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "cxenseparse:author", "byl",
    "dc.contributor", "og:article:author", "og:author", "mrf:authors", "creator"
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "datepublished", "article:published", "og:article:published_time",
    "og:published_time", "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date",
    "citation_online_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
    "cxenseparse:recs:publishtime", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "published_at", "published-date", "datecreated", "ptime", "article.published", "article_date_original", "date",
    "published", "like published"
)  # fmt: skip
# Names that single systems give it: "w-published-date", "article:first_published_time", "datecreated datepublished".
_LIKE_PUBLISHED = re.compile(r"(?<!last)(?<!last.)pub(?:li\w{0,8})?[\W_]?(?:date|time)|date[\W_]?pub|release[\W_]?date")
_PUBLISHERS = (
    "og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher", "sitename",
    "application-name", "al:android:app_name", "al:ios:app_name", "apple-mobile-web-app-title",
    "twitter:app:name:iphone"
)  # fmt: skip
# Those before the names of apps and shortcuts, which are often cut short.
_SITE_NAMES = 7
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description", "sailthru.description")
_URLS = ("og:url", "twitter:url")
_TITLED = (("og:title", "og"), ("twitter:title", "twitter"))
_LANGUAGES = ("og:locale", "inlanguage", "dc.language", "language", "content-language", "citation_language")

_READ = {
    *(name for name, _ in _TITLED), *_TITLES, *_AUTHORS, *_PUBLISHED, *_PUBLISHERS, *_DESCRIPTIONS, *_URLS, *_LANGUAGES
}  # fmt: skip
_MOST_NAME = 80
"""Characters of a name that is in no table."""
_MOST_SAID = 50
"""Elements of one name that are read: papers have dozens of authors, and no page has more of anything."""


@lru_cache(maxsize=4)
def read_metas(metas: tuple[tuple[str, str], ...]) -> Claims:
    """What the <meta> elements say; `metas` are (name in lower case, content).

    The last pages are remembered, as the title is asked for first.
    """
    said: dict[str, list[str]] = {}
    for own_name, content in metas:
        name = _field(own_name)
        if name and len(said.setdefault(name, [])) < _MOST_SAID and (text := plain(content)):
            said[name].append(text)

    def claim(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for name in names for text in said.get(name, ())))

    titles = [Offer(said[name][0], source) for name, source in _TITLED if said.get(name)]
    known = {offer.text for offer in titles}
    titles += [Offer(text, "meta") for text in claim(_TITLES) if text not in known][:1]
    authors = next((tuple(said[name]) for name in _AUTHORS if _names_people(said.get(name, []))), ())
    return Claims(
        titles=tuple(titles),
        authors=authors,
        published=claim(_PUBLISHED),
        publishers=claim(_PUBLISHERS[:_SITE_NAMES]),
        sites=claim(_PUBLISHERS),
        descriptions=claim(_DESCRIPTIONS),
        urls=claim(_URLS),
        languages=claim(_LANGUAGES),
    )


@lru_cache(maxsize=1024)
def _field(name: str) -> str | None:
    """The name under which an element is read; None for one that says nothing of use."""
    if name in _READ:
        return name
    return "like published" if len(name) <= _MOST_NAME and _LIKE_PUBLISHED.search(name) else None


def _names_people(said: list[str]) -> bool:
    """Whether an author field holds names: article:author is meant to hold addresses of profiles (https://ogp.me)."""
    return bool(said) and not all(text.startswith(("http://", "https://", "//", "/")) for text in said)
