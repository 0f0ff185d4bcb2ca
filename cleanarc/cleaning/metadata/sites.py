"""The names of the site that a page stands on, compared by their letters alone."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from cleanarc.rules.folding import fold

_LETTERS = re.compile(r"[\W_]+")
_COPYRIGHT = re.compile(r"^.*(?:©|\(c\) ?(?:19|20)\d\d|\bcopyright\b).*$", re.IGNORECASE | re.MULTILINE)
_TITLE_PARTS = re.compile(r"\s+[|\-–—·•»«:~/]+\s+|\s*[|:：]\s+")
_COMMON_LABELS = {
    "www",
    "www1",
    "www2",
    "m",
    "amp",
    "en",
    "co",
    "com",
    "org",
    "net",
    "gov",
    "edu",
    "ac",
    "blog",
    "news",
}


def signed_names(title: str, text: str) -> tuple[str, ...]:
    """The parts of a page's <title> that its copyright lines name: the site's own name stands in both."""
    parts = [part.strip() for part in _TITLE_PARTS.split(title) if part.strip()]
    if len(parts) < 2:
        return ()
    signed = [fold(match[0]) for match in _COPYRIGHT.finditer(text)]
    return tuple(part for part in parts if any(fold(part) in line for line in signed))


def letters_of(text: str) -> str:
    """The folded letters and digits of a text, without spaces and marks."""
    return _LETTERS.sub("", fold(text))


def site_letters(sites: Iterable[str]) -> frozenset[str]:
    """The letters of all that a site is called: of names, and of what tells in its addresses."""
    names = (name for site in sites for name in _names(site))
    return frozenset(letters for name in names if len(letters := letters_of(name)) > 1)


def _names(site: str) -> list[str]:
    host = urlsplit(site).hostname if "://" in site else None
    return [label for label in host.split(".")[:-1] if label not in _COMMON_LABELS] if host else [site]
