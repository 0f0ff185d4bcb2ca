"""What one source says of the article, before anything is chosen or mended."""

from dataclasses import dataclass
from html import unescape


@dataclass(frozen=True, slots=True)
class Offer:
    """A wording of the headline.

    `source` is heading (the first), next heading, news (the JSON-LD of a news article), json-ld, og, twitter, meta or
    title.
    """

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Claims:
    """The statements of one source, in the order in which they stand; empty where it says nothing.

    `published` and `languages` are as written; so are `stamps`, the days on which the content system says that it made
    a page that it doesn't call an article. `sites` are names of the site or its publisher, `urls` addresses that
    the page gives as its own.
    """

    titles: tuple[Offer, ...] = ()
    authors: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


_MOST_CHARS = 5000
"""Of a field: names, titles and descriptions are far shorter."""


def plain(text: str) -> str:
    """Text of a head or a script as one line: entities resolved (twice escaped ones too), white space single.

    What goes beyond any sound field's length is cut off.
    """
    text = text[:_MOST_CHARS]
    if "&" in text:
        text = unescape(unescape(text))
    return " ".join(text.replace("\xad", "").replace("\u200b", "").split())
