"""The headline among what a page offers, without the site's name."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urlsplit

from cleanarc.cleaning.metadata.claims import Offer
from cleanarc.cleaning.metadata.sites import is_site, letters_of, site_letters
from cleanarc.rules.folding import fold

_PARTED = re.compile(
    r"\s+(?:[|\-–—―·•»«›‹~/\\]|::|--|\|\|)\s+|\s*[|｜_┃]\s*|\s*(?:--|：|::)\s*|(?P<weak>,\s+(?=[^,]*$)|:\s+)"
)
# What is left of Markdown and templates, and stars that decorate.
_MARKS = re.compile(r"^#+\s|(?<![\w*])\*{1,3}\w|[⋆★☆✔]|\?>$")
_WORD = re.compile(r"\w+")
_MOST_PARTS = 3
_MOST_CHARS = 500
"""Beyond which a text is no headline."""
_HEADINGS = frozenset({"heading", "next heading"})

# What each fact about a wording counts, fitted by a conditional logit model (McFadden, 1974) on the titles of some 900
# articles. On domains that it had not seen such a fit chose .88 of the titles right, of 125 news reports .89.
_WEIGHTS = {
    "heading": 0.95,
    "stray heading": -1.3,
    "og": 0.8,
    "head": 0.95,
    "news heading": -0.85,
    "news agreed": 1.55,
    "shown": 1.35,
    "address": 1.3,
    "own field": 0.6,
    "short": -1.0,
    "bar": -0.8,
    "dash": -0.8,
}
_AKIN = 0.35
_SHORT = 16
"""Letters of a wording of one or two words, above which it may be a headline of a script without spaces."""


@dataclass
class Wording:
    """A wording of the headline: `offers` are equal in their letters, first those of the first heading."""

    letters: str
    offers: list[Offer] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The way in which it is written most often, if others are not freer of marks and of capitals throughout."""
        ways = Counter(offer.text for offer in self.offers)
        if len(ways) == 1:
            return self.offers[0].text
        return max(ways, key=lambda way: (not _MARKS.search(way), not way.isupper(), ways[way]))

    @cached_property
    def words(self) -> frozenset[str]:
        return words_of_title(self.text)

    @cached_property
    def sources(self) -> frozenset[str]:
        return frozenset(offer.source for offer in self.offers)


def best_title(offers: Sequence[Offer], sites: Iterable[str], text: str = "", url: str | None = None) -> str | None:
    """The wording that most likely is the headline, once the site's name is off; None when nothing is offered.

    `sites` are names and addresses of the site, `text` the page's visible text, `url` the page's address.
    """
    wordings = list(read_wordings(offers, site_letters(sites)))
    if len(wordings) < 2:
        return wordings[0].text if wordings else None
    facts = facts_of(wordings, text, url)
    scores = [sum(_WEIGHTS[name] * value for name, value in known.items()) for known in facts]
    return wordings[max(range(len(wordings)), key=scores.__getitem__)].text


def read_wordings(offers: Sequence[Offer], names: frozenset[str]) -> Iterable[Wording]:
    """The wordings that are offered, without the site's name, in the order of their first offers.

    The site's name alone is the title of no article.
    """
    # Most pages write the same in all places.
    texts = dict.fromkeys(offer.text for offer in offers)
    whole = {letters_of(text) for text in texts if len(text.split()) > 2}
    bare = {text: without_site(text, names, whole) for text in texts}
    known = {text: letters_of(text) for text in dict.fromkeys(bare.values())}
    found: dict[str, Wording] = {}
    for offer in offers:
        text = bare[offer.text]
        letters = known[text]
        if letters and letters not in names:
            found.setdefault(letters, Wording(letters)).offers.append(Offer(text, offer.source))
    return found.values()


def facts_of(wordings: Sequence[Wording], text: str, url: str | None) -> list[dict[str, float]]:
    """The facts about each wording that `_WEIGHTS` weighs, from 0 to 1.

    A heading that shares no words with what the head says is the label of a section or of the site. In what says that
    it is a news article, headings are often rewritten for the page, and the head has what the newsroom wrote; so have
    the title fields that it fills for its tools.
    """
    heads = [wording.words for wording in wordings if wording.sources - _HEADINGS]
    address = words_of_title(re.sub(r"[-_/.+]+", " ", unquote(urlsplit(url or "").path)))
    is_news = any("news" in wording.sources for wording in wordings)
    return [_facts(wording, heads, text, address, is_news=is_news) for wording in wordings]


def _facts(
    wording: Wording, heads: list[frozenset[str]], text: str, address: frozenset[str], *, is_news: bool
) -> dict[str, float]:
    sources, way = wording.sources, wording.text
    is_heading = not sources.isdisjoint(_HEADINGS)
    return {
        "heading": "heading" in sources,
        "stray heading": is_heading and bool(heads) and max(_likeness(wording.words, head) for head in heads) < _AKIN,
        "og": "og" in sources,
        "head": not sources <= _HEADINGS,
        "news heading": is_news and "heading" in sources,
        "news agreed": "news" in sources and not is_heading and not sources.isdisjoint({"og", "title"}),
        "own field": "meta" in sources,
        "shown": any(one in text for one in {offer.text for offer in wording.offers}),
        "address": len(wording.words & address) / max(len(address), 1),
        "short": len(way.split()) < 3 and len(wording.letters) < _SHORT,
        "bar": "|" in way,
        "dash": " - " in way or " – " in way,
    }


def words_of_title(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the shorter one's words that the other has; a lone word says little."""
    shorter = min(len(a), len(b))
    return len(a & b) / max(shorter, 1) * (0.5 if shorter < 2 else 1.0)


def without_site(title: str, names: frozenset[str], whole: set[str]) -> str:
    """A title without the parts that name the site: behind its last separators, or before its first.

    What stands behind a separator goes as well where the part before it is offered on its own: `whole` has the letters
    of all that is offered. A comma or colon inside a sentence is no such separator.
    """
    text = title.strip()
    if len(text) > _MOST_CHARS:
        return text
    for _ in range(_MOST_PARTS):
        cuts = list(_PARTED.finditer(text))
        strong = [cut.start() for cut in cuts if not cut["weak"]]
        shorter = next((text[:end] for end in strong if letters_of(text[:end]) in whole), None)
        if not shorter and cuts and is_site(text[cuts[-1].end() :], names, exactly=bool(cuts[-1]["weak"])):
            shorter = text[: cuts[-1].start()]
        if not shorter and cuts and is_site(text[: cuts[0].start()], names, exactly=bool(cuts[0]["weak"])):
            shorter = text[cuts[0].end() :]
        if not shorter or not shorter.strip():
            break
        text = shorter.strip()
    return text
