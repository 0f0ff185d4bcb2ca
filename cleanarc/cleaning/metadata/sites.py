"""The names of the site that a page stands on, compared by their letters alone."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from cleanarc.formats.urls import readable
from cleanarc.rules.folding import fold

_COPYRIGHT = ("©", "(c)", "(C)", "opyright", "OPYRIGHT")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LINE_CHARS = 200
_TAIL_CHARS = 20_000
"""Of the page: its own copyright line stands at its end, and those of pictures everywhere."""
_TITLE_PARTS = re.compile(r"\s+[|\-–—·•»«:~/]+\s+|\s*[|:：]\s+")
_MOST_SITE_WORDS = 8
_COMMON_LABELS = {
    "www", "www1", "www2", "m", "amp", "en", "co", "com", "org", "net", "gov", "edu", "ac", "blog", "news"
}  # fmt: skip


@lru_cache(maxsize=4)
def signed_names(title: str, text: str) -> tuple[str, ...]:
    """The parts of a page's <title> that its last copyright lines name: the site's own name stands in both.

    The last pages are remembered, as the title is asked for first.
    """
    parts = [part.strip() for part in _TITLE_PARTS.split(title) if part.strip()]
    if len(parts) < 2:
        return ()
    signed = [fold(line) for line in _copyright_lines(text)]
    return tuple(part for part in parts if any(fold(part) in line for line in signed))


def _copyright_lines(text: str) -> list[str]:
    """The last lines that hold a copyright sign and a year, up to some characters around it.

    Credits of pictures have no year.
    """
    tail = text[-_TAIL_CHARS:]
    lines = []
    for sign in _COPYRIGHT:
        mark = tail.rfind(sign)
        if mark >= 0:
            before = tail[max(0, mark - _LINE_CHARS) : mark].rpartition("\n")[2]
            lines.append(before + tail[mark : mark + _LINE_CHARS].partition("\n")[0])
    return [line for line in lines if _YEAR.search(line)]


def letters_of(text: str) -> str:
    """The folded letters and digits of a text, without spaces and marks."""
    return "".join(filter(str.isalnum, fold(text)))


def site_letters(sites: Iterable[str]) -> frozenset[str]:
    """The letters of all that a site is called: of names, and of what tells in its addresses."""
    names = (name for site in dict.fromkeys(sites) for name in _names(site))
    return frozenset(letters for name in names if len(letters := letters_of(name)) > 1)


def is_site(part: str, names: frozenset[str], *, exactly: bool) -> bool:
    """Whether a part of a title names the site: as `names` do, or unless `exactly` nearly so, or by initials."""
    letters = letters_of(part)
    if letters in names:
        return True
    if exactly or len(part.split()) > _MOST_SITE_WORDS or len(letters) < 3:
        return False
    initials = "".join(word[0] for word in re.findall(r"\w+", fold(part)))
    return any(
        name.startswith(letters)
        or name.endswith(letters)
        or letters.startswith(name)
        or letters.endswith(name)
        or name == initials
        for name in names
        if len(name) > 2
    )


def _names(site: str) -> list[str]:
    host = urlsplit(site).hostname if "://" in site and readable(site) else None
    return [label for label in host.split(".")[:-1] if label not in _COMMON_LABELS] if host else [site]
