"""What is known of an article: from the head, from what the ledger took out, from the text that stays."""

from collections.abc import Iterable, Iterator

from cleanarc.cleaning.metadata.agencies import credited_agencies, only_agencies
from cleanarc.cleaning.metadata.authors import choose_authors
from cleanarc.cleaning.metadata.claims import Claims, Offer, plain
from cleanarc.cleaning.metadata.dateline import find_dateline
from cleanarc.cleaning.metadata.dates import find_days, machine_date, url_day
from cleanarc.cleaning.metadata.head import read_metas
from cleanarc.cleaning.metadata.json_ld import read_json_ld
from cleanarc.cleaning.metadata.language import declared_language, find_language
from cleanarc.cleaning.metadata.publishers import publisher_of_host
from cleanarc.cleaning.metadata.removed import RemovedFacts, read_removed
from cleanarc.cleaning.metadata.titles import best_title
from cleanarc.cleaning.metadata.visible import visible_authors, visible_date
from cleanarc.cleaning.segmented import Head
from cleanarc.formats.urls import http_url, own_canonical
from cleanarc.model import Ledger, Metadata
from cleanarc.rules.sites import SitePack
from cleanarc.rules.view import View

_MOST_HEADINGS = 6
_MOST_DESCRIPTION = 1000


def known_title(head: Head, url: str | None = None) -> str | None:
    """The article's title as the head gives it, without the site's name; None when it gives none.

    `url` is the page's address where it is known: a site is often named as its host is.
    """
    claims = (read_json_ld(head.json_ld), read_metas(head.metas))
    headings = [text for text in _facts(head, "heading") if text]
    offers = [Offer(text, "heading") for text in headings[:_MOST_HEADINGS]]
    offers += [offer for claim in claims for offer in claim.titles]
    offers += [Offer(plain(head.title), "title")] if head.title else []
    return best_title(offers, _sites(head, claims, url))


def find_metadata(head: Head, view: View, ledger: Ledger, text: str, packs: tuple[SitePack, ...]) -> Metadata:
    """All facts about the article. A fact that nothing gives is None or empty; nothing is invented.

    `text` is the clean text. What the page says in machine form goes before what it shows, and that before what the
    text tells. Nothing is raised.
    """
    claims = (read_json_ld(head.json_ld), read_metas(head.metas))
    tags = [tag for tag in (head.lang, *claims[1].languages, *claims[0].languages) if tag]
    language = find_language(text, declared_language(*tags))
    tag = next((tag for tag in tags if declared_language(tag) == language), language)
    removed = read_removed(view.page, ledger, tag)
    dateline = find_dateline(text, tag)
    url = _canonical(head, claims, view.url) or removed.url
    authors = choose_authors(_author_fields(head, claims, removed, view), _sites(head, claims, view.url))
    publisher, via = _publisher(claims, removed, packs, view.url or url)
    signed = [agency for name in authors for agency in only_agencies(name)]
    agencies = (*(dateline.agencies if dateline else ()), *credited_agencies(text.splitlines()), *signed)
    dates = _dates(head, claims, removed, (view.url, url), tag)
    written = dateline.day.iso if dateline and dateline.day else None
    return Metadata(
        title=view.title or removed.title,
        authors=authors,
        date=next(dates, None) or (visible_date(view, tag) if view.is_html else None) or written,
        publisher=publisher,
        via=via,
        agencies=tuple(dict.fromkeys(agencies)),
        dateline=dateline.place if dateline else None,
        language=language,
        canonical_url=url,
        description=next((d[:_MOST_DESCRIPTION] for c in reversed(claims) for d in c.descriptions), None),
        versions=removed.versions,
    )


def _author_fields(
    head: Head, claims: tuple[Claims, Claims], removed: RemovedFacts, view: View
) -> Iterator[Iterable[str]]:
    yield from (claim.authors for claim in claims)
    yield removed.authors
    if view.is_html:
        yield visible_authors(view)
    yield _facts(head, "author")


def _dates(
    head: Head, claims: tuple[Claims, Claims], removed: RemovedFacts, urls: tuple[str | None, ...], tag: str | None
) -> Iterator[str]:
    """Every date that something gives, the surest first."""
    stated = [value for claim in claims for value in claim.published]
    for value in stated:
        if date := machine_date(value):
            yield date
    yield from (day.iso for value in stated for day in find_days(value, tag) if day.iso)
    yield from (day for url in urls if (day := url_day(url)))
    if removed.date:
        yield removed.date
    yield from (date for value in _facts(head, "time") if (date := machine_date(value)))


def _publisher(
    claims: tuple[Claims, Claims], removed: RemovedFacts, packs: tuple[SitePack, ...], url: str | None
) -> tuple[str | None, str | None]:
    """The original publisher, and who reposted it: a page that credits another publisher than its site is a repost."""
    stated = [name for claim in (claims[1], claims[0]) for name in claim.publishers if http_url(name) is None]
    site = next(iter([*stated, *(pack.publisher for pack in packs if pack.publisher)]), None) or publisher_of_host(url)
    if removed.publisher and removed.publisher != site:
        return removed.publisher, site
    return site, None


def _canonical(head: Head, claims: tuple[Claims, Claims], url: str | None) -> str | None:
    """The address that the page gives as its own: on its own site, and where that is not known, without dispute."""
    offered = [href for rel, href in head.links if rel == "canonical"] + [
        u for claim in reversed(claims) for u in claim.urls
    ]
    sound = [own for own in (http_url(candidate, url) for candidate in offered) if own]
    evidence = [url] if url else sound[:2]
    return next((own for candidate in sound if (own := own_canonical(candidate, evidence))), None)


def _sites(head: Head, claims: tuple[Claims, Claims], url: str | None) -> list[str]:
    """What the site is called: its names, and the addresses whose hosts often are its name."""
    names = [name for claim in claims for name in (*claim.publishers, *claim.sites)]
    addresses = [u for u in (url, *(href for rel, href in head.links if rel == "canonical"), *claims[1].urls) if u]
    return names + addresses


def _facts(head: Head, what: str) -> list[str]:
    return [plain(value) for fact, value in head.facts if fact == what]
