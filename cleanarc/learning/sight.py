"""What one page teaches: whose it is, which article it is, and what stands around it."""

from dataclasses import dataclass
from hashlib import blake2b

from cleanarc.cleaning.decode import decode
from cleanarc.cleaning.limits import unfit
from cleanarc.cleaning.segment import segment
from cleanarc.formats.urls import readable
from cleanarc.model import Capture, Mark
from cleanarc.rules.foreign.choose import choose_config
from cleanarc.rules.learned import Article, learned_text, site_of
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.sites import choose_packs
from cleanarc.rules.version_table import find_version_table
from cleanarc.rules.view import View, lines_of


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


def sight(capture: Capture, sha256: str, ruleset: RuleSet) -> Sighting | None:
    """What a page teaches; None where it is of no known site, or holds no article. Nothing is raised for a bad one."""
    is_html = capture.media_type == "text/html"
    if (is_html and not capture.url) or unfit(capture):
        return None
    decoded = decode(capture.data, capture.charset, is_html=is_html)
    config = choose_config(ruleset.configs, readable(capture.url)) if is_html else None
    segmented = segment(decoded.text, is_html=is_html, utf8=decoded.utf8, config=config)
    view = View(segmented.page, lines_of(segmented.page, segmented.doms), is_html=is_html)
    site = site_of(capture.url, () if capture.url else choose_packs(ruleset.packs, view))
    if not site or find_version_table(view.lines):
        return None
    article = Article(view)
    if not article.paragraphs:
        return None
    form = "html" if is_html else "text"
    paragraphs = {hashed(site, form, learned_text(line.folded)): line.words for line in article.paragraphs}
    marks = {hashed(site, form, *mark): mark for _, mark in article.marked()}
    uri = hashed(site, capture.url) if capture.url else 0
    return Sighting(sighting_id(sha256, capture.url), site, form, uri, tuple(paragraphs.items()), marks)


def sighting_id(sha256: str, url: str | None) -> int:
    """What tells one sighting from another: the content, and the address that it was seen at."""
    return hashed(sha256, url or "")


def hashed(*parts: str) -> int:
    """64 bits of a hash, never 0: among ten million lines, the chance that two share one is less than 1 in 300,000."""
    digest = blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little") or 1
