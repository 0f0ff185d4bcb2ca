"""Which of the sources that name authors to believe."""

from collections.abc import Iterable

from cleanarc.cleaning.metadata.agencies import only_agencies
from cleanarc.cleaning.metadata.names import clean_names
from cleanarc.cleaning.metadata.sites import letters_of, site_letters

_TELLING = 4
_DESKS = {
    "staff",
    "team",
    "redaktion",
    "newsroom",
    "editors",
    "desk",
    "admin",
    "редакция",
    "nachrichten",
    "news",
    "haber",
}


def choose_authors(sources: Iterable[Iterable[str]], sites: Iterable[str]) -> tuple[str, ...]:
    """The authors of the first source that names somebody else than the site or an agency; else of the first of all.

    `sources` are lists of author fields in the order of trust. A site that signs its own articles is their author only
    where nobody else is named.
    """
    own = site_letters(sites)
    first: tuple[str, ...] = ()
    for source in sources:
        names = clean_names(source)
        others = tuple(_without_site(name, own) for name in names if not _is_own(name, own))
        if not all(only_agencies(name) for name in others):
            return others
        first = first or names
    return first


def _is_own(name: str, own: frozenset[str]) -> bool:
    letters = letters_of(name)
    return letters in own or any(len(site) >= _TELLING and letters.startswith(site) and _is_desk(name) for site in own)


def _is_desk(name: str) -> bool:
    """Whether a name that begins as the site does is one of its desks ("Lindmouth Post Staff")."""
    return letters_of(name.rsplit(maxsplit=1)[-1]) in _DESKS


def _without_site(name: str, own: frozenset[str]) -> str:
    """A name without the site that is written behind it ("Jane Doe, The Lindmouth Post", "Jane Doe LINDMOUTH POST")."""
    person, comma, last = name.rpartition(",")
    if comma and letters_of(last) in own:
        return person.strip()
    words = name.split()
    return next((" ".join(words[:n]) for n in range(2, len(words)) if letters_of(" ".join(words[n:])) in own), name)
