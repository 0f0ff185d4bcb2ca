"""What is known of an article: from the head, from what the ledger took out, from the text that stays."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from cleanarc.cleaning.metadata.agencies import credited_agencies, only_agencies
from cleanarc.cleaning.metadata.authors import choose_authors
from cleanarc.cleaning.metadata.bylines import page_byline
from cleanarc.cleaning.metadata.claims import Claims, Offer, plain
from cleanarc.cleaning.metadata.dateline import Dateline, find_dateline
from cleanarc.cleaning.metadata.dates import with_order_of
from cleanarc.cleaning.metadata.dating import PageDays, read_dates, stated_date
from cleanarc.cleaning.metadata.head import read_metas
from cleanarc.cleaning.metadata.json_ld import read_json_ld
from cleanarc.cleaning.metadata.language import declared_language, find_language
from cleanarc.cleaning.metadata.names import clean_names
from cleanarc.cleaning.metadata.publishers import publisher_of_host
from cleanarc.cleaning.metadata.removed import RemovedFacts
from cleanarc.cleaning.metadata.sites import signed_names
from cleanarc.cleaning.metadata.titles import best_title
from cleanarc.cleaning.metadata.visible import Headline, find_headline
from cleanarc.cleaning.segmented import Directed, Head, Segmented
from cleanarc.formats.urls import http_url, own_canonical
from cleanarc.model import Ledger, Metadata
from cleanarc.rules.mojibake import mended
from cleanarc.rules.prose import is_full_name
from cleanarc.rules.sites import SitePack
from cleanarc.rules.view import View

_MOST_HEADINGS = 6
_MOST_FACTS = 50
_MOST_ADDRESSES = 5
_MOST_DESCRIPTION = 1000
_OPENINGS = 3


def known_title(head: Head, url: str | None = None, text: str = "") -> str | None:
    """The article's title as the head gives it, without the site's name; None when it gives none.

    `url` is the page's address and `text` its visible text, where known: a site is often named as its host is, and in
    its copyright line.
    """
    offers, sites = _title_offers(head, url, text)
    return best_title(offers, sites, text, url)


def _title_offers(head: Head, url: str | None, text: str) -> tuple[list[Offer], list[str]]:
    """All wordings of the headline, the first heading's first, and what the site is called."""
    claims = (read_json_ld(head.json_ld), read_metas(head.metas))
    headings = _facts(head, "heading", _MOST_HEADINGS)
    offers = [Offer(heading, "next heading" if n else "heading") for n, heading in enumerate(headings)]
    offers += [offer for claim in claims for offer in claim.titles]
    offers += [Offer(plain(head.title), "title")] if head.title else []
    return offers, [*_sites(head, claims, url), *signed_names(plain(head.title or ""), text)]


def stated_title(directed: Directed | None) -> str | None:
    """The article's title as the config of its site finds it; None when it finds none."""
    return (plain(directed.title) or None) if directed and directed.title else None


def find_metadata(segmented: Segmented, view: View, ledger: Ledger, text: str, packs: tuple[SitePack, ...]) -> Metadata:
    """All facts about the article. A fact that nothing gives is None or empty; nothing is invented.

    `text` is the clean text. What a config of the site states goes first, then what the page says in machine form, then
    what it shows, and last what the text tells. Nothing is raised.
    """
    head, stated = segmented.head, _stated(segmented.directed)
    claims = (read_json_ld(head.json_ld), read_metas(head.metas))
    tags = [tag for tag in (head.lang, *claims[1].languages, *claims[0].languages) if tag]
    language = find_language(text, declared_language(*tags))
    # A tag with its region tells more, such as whether the month or the day stands first.
    tag = next((tag for tag in sorted(tags, key=len, reverse=True) if declared_language(tag) == language), language)
    tag = with_order_of(view.page.text, tag)
    removed = RemovedFacts(view.page, ledger, tag)
    title = view.title or removed.title
    dateline = _first_dateline(text, tag, title)
    url = _canonical(head, claims, view.url) or removed.url
    headline = find_headline(view) if view.is_html else Headline(())
    fields = chain((stated.authors,), _author_fields(head, claims, removed, headline, view.page.text))
    authors = choose_authors(fields, _sites(head, claims, view.url)) or headline.lone_name
    signed_by = signed_names(plain(head.title or ""), view.page.text)
    publisher, via = _publisher((*reversed(claims), Claims(publishers=signed_by)), removed, packs, view.url or url)
    signed = [agency for name in authors for agency in only_agencies(name)]
    agencies = (*(dateline.agencies if dateline else ()), *credited_agencies(text.splitlines()), *signed)
    written = dateline.day.iso if dateline and dateline.day else None
    days = PageDays(
        (view.url, url),
        _facts(head, "time", _MOST_FACTS),
        removed,
        headline,
        view.page.text,
        tag,
        plain(head.title or ""),
    )
    named = next(iter(read_dates(stated.published, tag)), None)
    date = named or stated_date(claims, days) or days.published or days.changed or written
    # Every page has been changed last on some day: it counts where the address tells the month, and nothing the day.
    if not date and head.modified and days.confirms(head.modified):
        date = head.modified
    found = Metadata(
        title=title,
        authors=authors,
        date=date,
        publisher=publisher,
        via=via,
        agencies=tuple(dict.fromkeys(agencies)),
        dateline=dateline.place if dateline else None,
        language=language,
        canonical_url=url,
        description=_description(claims, removed),
        versions=removed.versions,
    )
    return _mended(found, removed.title)


def _mended(found: Metadata, headline: str | None) -> Metadata:
    """What the page has in a wrong charset reads as it does in the clean text. Heads have lost the white space that is
    part of such text, so the headline that left the text goes before what they say."""
    title = found.title and mended(found.title)
    return replace(
        found,
        title=title if title == found.title else headline or title,
        authors=tuple(map(mended, found.authors)),
        publisher=found.publisher and mended(found.publisher),
        description=found.description and mended(found.description),
    )


def _stated(directed: Directed | None) -> Claims:
    """Who wrote the article and when, as the config of its site finds it."""
    return (
        Claims(authors=directed.authors, published=(directed.date,) if directed.date else ()) if directed else Claims()
    )


def _description(claims: tuple[Claims, Claims], removed: RemovedFacts) -> str | None:
    """What the page announces of the article: in its head, else in the standfirst that left the text."""
    stated = next((text for claim in reversed(claims) for text in claim.descriptions), removed.summary)
    return stated[:_MOST_DESCRIPTION] if stated else None


def _author_fields(
    head: Head, claims: tuple[Claims, Claims], removed: RemovedFacts, headline: Headline, text: str
) -> Iterator[Iterable[str]]:
    """Whom each source names, in the order of trust; none is read before the one above it has named nobody.

    A name that readers don't see is often that of the account which stored the page: the byline goes before it.
    """
    stated = clean_names(name for claim in claims for name in claim.authors)
    if unseen := _unseen(stated, text):
        shown = (headline.bylines, tuple(filter(is_full_name, headline.marked_authors)))
        yield from (names for names in shown if unseen.union(names).issuperset(stated))
    if stated:
        marked = headline.standing(_facts(head, "author", _MOST_FACTS))
        yield from (names for names in (headline.naming_more(stated), marked) if len(names) > len(stated))
    yield from (claim.authors for claim in claims)
    yield headline.bylines
    yield removed.signed
    yield headline.marked_authors
    yield headline.first_named(_facts(head, "profile", _MOST_FACTS))
    # The first of them alone: those that follow may be of comments and of other articles.
    yield _facts(head, "author", 1)
    yield filter(is_full_name, removed.authors)
    yield page_byline(text)


def _unseen(names: Iterable[str], text: str) -> set[str]:
    """The names that stand nowhere in the page's visible text."""
    unseen = {name for name in names if name not in text}
    folded = text.casefold() if unseen else ""
    return {name for name in unseen if name.casefold() not in folded}


def _publisher(
    claims: tuple[Claims, ...], removed: RemovedFacts, packs: tuple[SitePack, ...], url: str | None
) -> tuple[str | None, str | None]:
    """The original publisher, and who reposted it: a page that credits another publisher than its site is a repost."""
    stated = [name for claim in claims for name in claim.publishers if http_url(name) is None]
    via = next((pack.via for pack in packs if pack.via), None)
    if via:
        return removed.publisher, via
    known = (pack.publisher for pack in packs if pack.publisher)
    site = next(known, None) or next(iter(stated), None) or removed.declared or publisher_of_host(url)
    if removed.publisher and removed.publisher != site:
        return removed.publisher, site
    return site, None


def _first_dateline(text: str, tag: str | None, title: str | None) -> Dateline | None:
    """The dateline of the first paragraph, or of one of the next where a standfirst stands above it."""
    openings = [line for line in text.splitlines() if line][:_OPENINGS]
    return next((found for line in openings if (found := find_dateline(line, tag, title))), None)


def _canonical(head: Head, claims: tuple[Claims, Claims], url: str | None) -> str | None:
    """The address that the page gives as its own: on its own site, and where that is not known, without dispute."""
    offered = _canonical_links(head) + [u for claim in reversed(claims) for u in claim.urls[:_MOST_ADDRESSES]]
    sound = [own for own in (http_url(candidate, url) for candidate in offered) if own]
    evidence = [url] if url else sound[:2]
    return next((own for candidate in sound if (own := own_canonical(candidate, evidence))), None)


def _canonical_links(head: Head) -> list[str]:
    return list(islice((href for rel, href in head.links if rel == "canonical"), _MOST_ADDRESSES))


def _sites(head: Head, claims: tuple[Claims, Claims], url: str | None) -> list[str]:
    """What the site is called: its names, and the addresses whose hosts often are its name."""
    names = [name for claim in claims for name in (*claim.publishers, *claim.sites)]
    addresses = [u for u in (url, *_canonical_links(head), *claims[1].urls[:_MOST_ADDRESSES]) if u]
    return names + addresses


def _facts(head: Head, what: str, most: int) -> list[str]:
    """The first values of one kind of fact that the page's markup gives."""
    told = head.facts if what == "heading" else head.marks()
    values = (text for fact, value in told if fact == what and (text := plain(value)))
    return list(islice(values, most))
