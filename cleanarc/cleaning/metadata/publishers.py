"""Who publishes on a host, and whom a label names."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from cleanarc.rules.folding import fold
from cleanarc.rules.frame_words import frame_words

_QUOTED = re.compile(r"[\"'“”‘’«»„]([^\"'“”‘’«»„]{2,40})[\"'“”‘’«»„]")
_URL = re.compile(r"https?://[^\s<>\"'()|]+")
_LIKE_NEWS = re.compile(
    r"\b(?:news|times|post|herald|tribune|journal|gazette|chronicle|telegraph|guardian|observer|review|press|magazine|daily|today|radio|tv|"
    r"zeitung|nachrichten|rundschau|presse|anzeiger|spiegel|diario|periódico|noticias|jornal|giornale|corriere|gazeta|газета|новости|вести|"
    r"правда|courant|dagblad|krant|avis|tidning|posten)\b|\.(?:com|org|net|info|[a-z]{2})$",
    re.IGNORECASE,
)
_MOST_LABEL_WORDS = 6


def publisher_of_host(url: str | None) -> str | None:
    """The publisher of a known host or one under it; None for others."""
    labels = (urlsplit(url or "").hostname or "").split(".")
    names = (".".join(labels[n:]) for n in range(len(labels) - 1))
    return next((_publishers()[name] for name in names if name in _publishers()), None)


def known_publisher(label: str) -> str | None:
    """The publisher that a label stands for ("washpo"); None when it is in no table."""
    return _publishers().get(fold(label))


def looks_like_publisher(name: str) -> bool:
    """Whether a name behind an author's is one of a paper or station, rather than of a role or a place."""
    return known_publisher(name) is not None or bool(_LIKE_NEWS.search(name))


def labelled_publisher(text: str) -> str | None:
    """The publisher in a source label: "In Rudaw", "Source: Reuters", "from the source 'washpo'", an address.

    A short label names its publisher even when no table knows it; a sentence does so only by a known one.
    """
    for quoted in _QUOTED.findall(text):
        if known := known_publisher(quoted):
            return known
    for url in _URL.findall(text):
        if known := publisher_of_host(url):
            return known
    if _URL.search(text):
        return None
    name = _without_opening(" ".join(text.split()))
    if name and len(name.split()) <= _MOST_LABEL_WORDS and not name.endswith((".", "!", "?")):
        return known_publisher(name) or name
    return None


def _without_opening(text: str) -> str:
    """A label without the words that introduce it; the empty string when it is nothing else."""
    words = frame_words()
    openings = words.source_labels | words.source_prefixes
    tokens = text.replace("：", ":").strip(" .:()[]").split()
    for n in range(min(8, len(tokens)), 0, -1):
        if fold(" ".join(tokens[:n])).rstrip(":") in {opening.rstrip(":") for opening in openings}:
            return " ".join(tokens[n:]).strip(" :")
    return " ".join(tokens) if fold(text).strip(" .:") not in words.tails else ""


@cache
def _publishers() -> dict[str, str]:
    table = tomllib.loads(files("cleanarc.rules").joinpath("data/publishers.toml").read_text("utf-8"))["publishers"]
    return {fold(key): name for name, keys in table.items() for key in (name, *keys)}
