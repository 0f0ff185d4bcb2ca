"""Lines that a site puts around its articles: what of a page may be such a line, and what is proposed of those learned.

Learning and cleaning look at a page with the same eyes: `marked` finds what stands around the article, learning counts
it, cleaning looks it up. Inside the article nothing is ever learned and nothing learned is removed: a subheading
"Background", the "Updated" of a live blog and a refrain come again as often as a share row does.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from typing import NamedTuple

from cleanarc.formats.urls import registered_domain
from cleanarc.model import Kind, Learned, Mark, Proposal, Removal, Role, Span, Tier, Where
from cleanarc.rules.folding import fold
from cleanarc.rules.line import Line
from cleanarc.rules.prose import ends_sentence, is_prose
from cleanarc.rules.sites import SitePack
from cleanarc.rules.tails import is_set_off, tail_of
from cleanarc.rules.view import View

RULE = "learned"

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LONGEST = 300
"""Characters of a line that may be learned: notices are that long, and what is longer is rather a paragraph."""
_SENTENCE_WORDS = 5
"""Words from which a line of plain text that ends as a sentence does may be one of the article's."""
_GREAT = 0.25
"""Share of the words in the greatest boxes of an HTML page from which others hold the article's paragraphs as well."""
_TIMES = 2
"""How often a site says a thing on one page: above the article and below. What is said more often is of its matter."""
_FORMED = {Role.ROW, Role.CODE, Role.LINE, Role.HEADING}
"""Rows of tables, code and verse say the same again by their nature, and a heading belongs to what stands below it."""
_OF_ONE_ARTICLE = {Kind.TITLE, Kind.SUMMARY}
"""Kinds that no line can be which other articles hold too, but for the number of one in a series."""


class Marked(NamedTuple):
    """A stretch of a page that may be a site's, and what it would be known by."""

    span: Span
    mark: Mark


class Article:
    """The lines of a page, parted by where its paragraphs stand.

    `paragraphs` are the lines of prose: of HTML, those in the boxes that hold most of it; of text, those that are no
    trade phrase, such as a notice. There are none on a page without an article. What stands from the first to the last
    of them is inside the article.
    """

    def __init__(self, view: View) -> None:
        self.lines = view.lines
        phrases = () if view.is_html else view.prompts
        prose = [line for line in self.lines if is_prose(line) and line.index not in phrases]
        words: Counter[str] = Counter()
        for line in prose:
            words[box_of(line)] += line.words
        most = max(words.values(), default=0)
        self._boxes = frozenset(box for box, count in words.items() if count >= _GREAT * most)
        self.paragraphs = tuple(line for line in prose if box_of(line) in self._boxes)

    @cached_property
    def inside(self) -> range:
        """The indexes of the lines from the first paragraph to the last."""
        return range(self.paragraphs[0].index, self.paragraphs[-1].index + 1) if self.paragraphs else range(0)

    def marked(self) -> Iterator[Marked]:
        """What of the page may be the site's: nothing that stands inside the article, there or elsewhere, nothing that
        may be a sentence of it, and nothing that the page says time and again."""
        if not self.paragraphs:
            return
        said = {learned_text(line.folded) for line in self.lines[self.inside.start : self.inside.stop]}
        around = [found for line in self.lines if (found := self._line(line, said))]
        times = Counter(found.mark for found in around)
        yield from (found for found in around if times[found.mark] <= _TIMES)
        if tail := _tail(self.paragraphs[-1]):
            yield tail

    def _line(self, line: Line, said: Set[str]) -> Marked | None:
        text = learned_text(line.folded)
        if line.role in _FORMED or text in said or not _is_telling(text):
            return None
        box = box_of(line)
        # All of a plain text stands in one box, so there it takes more to be the article's.
        if box in self._boxes and (line.dom or _may_be_sentence(line)):
            return None
        return Marked(line.span, Mark(Where.BOX if line.dom else Where.LINE, box, text))


def propose_learned(learned: Learned, site: str | None, view: View, proposals: Iterable[Proposal]) -> Iterator[Removal]:
    """Removals of what was learned of the site.

    `proposals` are those of others: where one of them tells what kind of line it is, that is told better, and metadata
    are read from it.
    """
    known = learned.of_site(site) if site else {}
    if not known:
        return
    others = [p for p in proposals if isinstance(p, Removal) and p.kind is not Kind.BOILERPLATE]
    told = _Spans(p.span for p in others if p.kind not in _OF_ONE_ARTICLE)
    told_of_series = _Spans(p.span for p in others)
    for span, mark in Article(view).marked():
        line = known.get(mark)
        if line and not (told_of_series if "0" in mark.text else told).touch(span):
            evidence = f"in {line.n} of {line.of} articles of {line.site}"
            yield Removal(span, RULE, line.kind or Kind.BOILERPLATE, evidence, Tier.LEARNED)


class _Spans:
    """Spans that may lie over one another, made one where they do."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, span: Span) -> bool:
        """Whether one of them has a character of a span."""
        at = bisect_left(self._starts, span.end)
        return at > 0 and self._ends[at - 1] > span.start


def site_of(url: str | None, packs: Iterable[SitePack]) -> str | None:
    """The site that a page is of: the registered domain of its address, or of the site whose pack it was recognised by.

    A page that names an address is not known to stand there, so such addresses tell no site.
    """
    if url:
        return registered_domain(url)
    return next((_domain_of(pack) for pack in packs), None)


def _domain_of(pack: SitePack) -> str:
    return (registered_domain(f"https://{pack.hosts[0]}/") if pack.hosts else None) or pack.name


def learned_text(folded: str) -> str:
    """A folded text as learned lines are compared: each number is a 0."""
    return _DIGITS.sub("0", folded)


def box_of(line: Line) -> str:
    """What a block's boxes are known by: the path to it and the nearest names; empty in plain text."""
    return f"{line.dom.path} {' '.join(line.dom.nearest)}" if line.dom else ""


def _may_be_sentence(line: Line) -> bool:
    return line.words >= _SENTENCE_WORDS and ends_sentence(line.text)


def _tail(line: Line) -> Marked | None:
    """What is glued to the article's last paragraph."""
    tail = tail_of(line) if line.dom is None else None
    if tail is None or not is_set_off(tail) or not _is_telling(text := learned_text(fold(tail["tail"]))):
        return None
    return Marked(Span(line.span.start + tail.start("gap"), line.span.end), Mark(Where.TAIL, "", text))


def _is_telling(text: str) -> bool:
    # A NUL parts what a mark is made of, where it is stored.
    return len(text) <= _LONGEST and "\0" not in text and _LETTERS.search(text) is not None
