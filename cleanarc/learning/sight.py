"""What one page teaches: whose it is, which article it is, and what stands around it."""

from dataclasses import dataclass
from hashlib import blake2b

from cleanarc.cleaning.prepare import Prepared
from cleanarc.model import Mark, Where
from cleanarc.rules.learned import Article, learned_text, site_of
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.sites import choose_packs
from cleanarc.rules.version_table import find_version_table
from cleanarc.rules.view import View

HTML, TEXT = "html", "text"
"""The forms in which pages come."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A page as learning sees it.

    `site` is a registered domain, `form` how its pages came ("html" or "text"): pages of one site and form are counted
    together. `uri` is a hash of the page's address, 0 where it is not known. `paragraphs` are hashes of the article's
    paragraphs, each with its words, and `marks` what stands around them, by their hashes.
    """

    id: int
    site: str
    form: str
    uri: int
    paragraphs: tuple[tuple[int, int], ...]
    marks: dict[int, Mark]


def sight(prepared: Prepared, sha256: str, ruleset: RuleSet) -> Sighting | None:
    """What a page teaches; None where it is of no known site, or holds no article. Nothing is raised for a bad one."""
    url, segmented = prepared.capture.url, prepared.segmented
    if prepared.is_html and not url:
        return None
    view = View(segmented.page, segmented.lines, is_html=prepared.is_html)
    site = site_of(url, () if url else choose_packs(ruleset.packs, view))
    if not site or find_version_table(view.lines):
        return None
    article = Article(view)
    if not article.paragraphs:
        return None
    form = HTML if prepared.is_html else TEXT
    paragraphs = {hashed(site, form, learned_text(line.folded)): line.words for line in article.paragraphs}
    marks = {line_id(site, mark): mark for _, mark in article.marked()}
    uri = hashed(site, url) if url else 0
    return Sighting(sighting_id(sha256, url), site, form, uri, tuple(paragraphs.items()), marks)


def line_id(site: str, mark: Mark) -> int:
    """What tells one line of a site from another."""
    return hashed(site, HTML if mark.where is Where.BOX else TEXT, *mark)


def sighting_id(sha256: str, url: str | None) -> int:
    """What tells one sighting from another: the content, and the address that it was seen at."""
    return hashed(sha256, url or "")


def hashed(*parts: str) -> int:
    """64 bits of a hash, never 0: among ten million lines, the chance that two share one is less than 1 in 300,000."""
    digest = blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little") or 1
