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
    r"courier|standard|sun|star|voice|world|globe|bulletin|dispatch|register|weekly|zeitung|nachrichten|rundschau|presse|anzeiger|spiegel|diario|periódico|noticias|jornal|giornale|corriere|gazeta|газета|новости|вести|"
    r"правда|courant|dagblad|krant|avis|tidning|posten|posta\w*|gazete\w*|haber\w*|kurier|echo|correo|voz|voce|prensa|stampa|presse)\b|"
    r"^the\s+\S+\s+\S|\.(?:com|org|net|info|[a-z]{2})$",
    re.IGNORECASE,
)
# Notices by the laws on undesirable organizations and foreign agents, which name the publisher itself.
_DECLARED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W*(.{2,60}?) (?:has been|was|is) (?:declared|designated|labell?ed|listed)\b[^.]*\b(?:undesirable|foreign)",
        r"^\W*(.{2,60}?) (?:wurde|ist)\b[^.]{0,60}\b(?:unerwünscht|ausländische[rn]? Agent)",
        r"иностранн(?:ым|ого) агент(?:ом|а) «([^«»]{2,60})»",
        r"^\W*«?([^«»]{2,60}?)»? (?:признан|внес[её]н|объявлен)[аоы]?\b.{0,80}(?:нежелательн|иностранн)",
    )
)
_ACRONYM = 5
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
    for quoted in _QUOTED.finditer(text):
        if known := known_publisher(quoted[1]):
            return known
        if fold(text[: quoted.start()]).rpartition(" ")[2] in frame_words().source_labels:
            return quoted[1]
    for url in _URL.findall(text):
        if known := publisher_of_host(url):
            return known
    if _URL.search(text):
        return None
    name = _without_opening(" ".join(text.split()))
    if name and len(name.split()) <= _MOST_LABEL_WORDS and not name.endswith((".", "!", "?")):
        return known_publisher(name) or name
    return None


def declared_publisher(text: str) -> str | None:
    """The publisher in a notice that a state has put on a list ("X has been declared an undesirable organization").

    A name in capitals, as the notice of foreign agents has it, is written with one capital letter.
    """
    if found := next((match for pattern in _DECLARED if (match := pattern.search(text))), None):
        name = found[1].strip(" «»\"“”„'")
        return known_publisher(name) or (name.capitalize() if name.isupper() and len(name) > _ACRONYM else name)
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
