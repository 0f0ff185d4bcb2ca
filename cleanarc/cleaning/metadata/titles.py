"""The headline among what a page offers, without the site's name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from cleanarc.cleaning.metadata.claims import Offer
from cleanarc.cleaning.metadata.sites import letters_of, site_letters
from cleanarc.rules.folding import fold

_PARTED = re.compile(
    r"\s+(?:[|\-–—―·•»«›‹~/\\]|::|--|\|\|)\s+|\s*[|｜_┃]\s*|\s*(?:--|：|::)\s*|(?P<weak>,\s+(?=[^,]*$)|:\s+)"
)
_MOST_SITE_WORDS = 8


# How much each source counts, fitted on the titles of some 900 articles: what readers see as the headline goes before
# what search engines are told, unless everything else agrees on another wording.
_WEIGHTS = {"heading": 3.5, "json-ld": 2.0, "og": 2.0, "title": 1.5, "meta": 0.6, "twitter": 0.5}
_NEXT_HEADING = 2.0
_STRAY_HEADING = 0.6
_AKIN = 0.35


def best_title(offers: Sequence[Offer], sites: Iterable[str]) -> str | None:
    """The wording on which most sources agree once the site's name is off; None when nothing is offered.

    `sites` are names and addresses of the site. A heading counts fully when it shares words with what the head says,
    since others are labels of sections or of the site.
    """
    names = site_letters(sites)
    ends = {letters_of(offer.text) for offer in offers if len(offer.text.split()) > 2}
    cleaned = [Offer(text, o.source) for o in offers if (text := without_site(o.text, names, ends))]
    heads = [_words(offer.text) for offer in cleaned if offer.source != "heading"]
    votes: dict[str, float] = {}
    wordings: dict[str, Counter[str]] = {}
    first_heading = True
    for offer in cleaned:
        letters = letters_of(offer.text)
        # The site's name alone is the title of no article.
        if not letters or letters in names:
            continue
        weight = _WEIGHTS[offer.source]
        if offer.source == "heading":
            akin = not heads or max(_likeness(_words(offer.text), head) for head in heads) >= _AKIN
            weight = (weight if first_heading else _NEXT_HEADING) if akin else _STRAY_HEADING
            first_heading = False
        votes[letters] = votes.get(letters, 0.0) + weight
        wordings.setdefault(letters, Counter())[offer.text] += 1
    if not votes:
        return None
    return wordings[max(votes, key=lambda letters: votes[letters])].most_common(1)[0][0]


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the shorter one's words that the other has; a lone word says little."""
    shorter = min(len(a), len(b))
    return len(a & b) / max(shorter, 1) * (0.5 if shorter < 2 else 1.0)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(text)))


def without_site(title: str, names: frozenset[str], ends: set[str]) -> str:
    """A title without the parts that name the site: behind its last separators, or before its first."""
    text = title.strip()
    for _ in range(3):
        cuts = list(_PARTED.finditer(text))
        shorter = next((text[: c.start()] for c in cuts if letters_of(text[: c.start()]) in ends), None)
        if not shorter and cuts and _is_site(text[cuts[-1].end() :], names, exactly=bool(cuts[-1]["weak"])):
            shorter = text[: cuts[-1].start()]
        if not shorter and cuts and _is_site(text[: cuts[0].start()], names, exactly=bool(cuts[0]["weak"])):
            shorter = text[cuts[0].end() :]
        if not shorter or not shorter.strip():
            break
        text = shorter.strip()
    return text


def _is_site(part: str, names: frozenset[str], *, exactly: bool) -> bool:
    letters = letters_of(part)
    initials = "".join(word[0] for word in re.findall(r"\w+", fold(part)))
    if letters in names:
        return True
    if exactly or len(part.split()) > _MOST_SITE_WORDS or len(letters) < 3:
        return False
    alike = (name for name in names if len(name) > 2)
    return any(
        name.startswith(letters)
        or name.endswith(letters)
        or letters.startswith(name)
        or letters.endswith(name)
        or name == initials
        for name in alike
    )
