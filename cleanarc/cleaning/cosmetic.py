"""What cosmetic filters hide of a page, as removals.

Who writes a filter for a site has looked at it: such filters go before generic rules. The others hide what has a name
that advertisements bear somewhere; they go last among the rules. A filter that would hide a great part of what is held
for the article, by the model or by a config, was made for other pages than this one: it hides nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from cleanarc.cleaning.html.named import Named
from cleanarc.cleaning.html.place import words_of
from cleanarc.cleaning.html.select import Selection
from cleanarc.cleaning.html.spans import Spans
from cleanarc.cleaning.html.tree import Tree
from cleanarc.cleaning.kinds import Blocks
from cleanarc.cleaning.propose import Proposed
from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Kind, Proposal, Removal, Span, Tier
from cleanarc.rules.box_names import load_box_names
from cleanarc.rules.foreign.cosmetic import Filter
from cleanarc.rules.foreign.filters import Filters
from cleanarc.rules.foreign.selectors import Attribute, Class, Id
from cleanarc.rules.registry import RuleSet

RULE = "cosmetic"

_SCORE = 0.7
"""Of filters for any site: less than that of rules that look at more of the page than a name."""
_MOST = 0.2
"""Share of the article that a filter for any site may hide, as small boxes may hold by the rule dom-box."""
_MOST_BY_SITE = 0.5
"""The same of filters for the page's own site: more would be most of the article."""


def by_filters(segmented: Segmented, proposed: Proposed, url: str | None, ruleset: RuleSet) -> Proposed:
    """What is proposed on a page, with what filters hide of it; the same for plain text."""
    if ruleset.filters is None:
        return proposed
    article = [segmented.page.blocks[n].span for n in sorted(proposed.kept)]
    hidden = propose_filters(segmented, url, article, ruleset.filters, proposed.proposals)
    return replace(proposed, proposals=(*proposed.proposals, *hidden))


def propose_filters(
    segmented: Segmented,
    url: str | None,
    article: Sequence[Span],
    filters: Filters,
    others: Sequence[Proposal] = (),
) -> Iterator[Removal]:
    """The removals of what filters hide on a page; none of plain text. `article` are the blocks that are held for the
    article's, in page order, `others` what others propose on the page: they tell the kind of what is hidden."""
    layout = segmented.layout
    if layout is None:
        return
    named = Named(layout.tree)
    found = list(filters.candidates(url, named))
    if not found:
        return
    selection, spans = Selection(layout.tree, named), Spans(layout.tree, layout.pieces, segmented.page)
    held, blocks = _Held(article), Blocks(segmented, others)
    for one in found:
        places = _outermost(layout.tree, selection.select(one.selector).tolist())
        hidden = [span for place in places if place and (span := spans.of(place))]
        if held.share(hidden) <= (_MOST_BY_SITE if one.sites.included else _MOST):
            yield from _removals(one, hidden, blocks)


def _outermost(tree: Tree, places: Iterable[int]) -> list[int]:
    """The elements among some that stand in none of the others."""
    found: list[int] = []
    for place in places:
        if not found or place > tree.end[found[-1]]:
            found.append(place)
    return found


def _removals(one: Filter, spans: Iterable[Span], blocks: Blocks) -> Iterator[Removal]:
    """Removals of what a filter hides, each part as the kind that others take it for: a caption in a box that is
    hidden is a caption. Where they take it for none, the filter's names may tell."""
    is_of_site = bool(one.sites.included)
    evidence = f"{one.list_name} hides '##{one.written}'{' on this site' if is_of_site else ''}"
    tier, score = (Tier.SITE, 1.0) if is_of_site else (Tier.GENERIC, _SCORE)
    named = _kind(one)
    for span in spans:
        for part in blocks.parts(span):
            kind = named if part.kind is Kind.BOILERPLATE else part.kind
            yield Removal(part.span, RULE, kind, evidence, tier, score)


def _kind(one: Filter) -> Kind:
    """The kind that the names in a selector tell, those of the element itself first."""
    known = load_box_names().words
    for step in reversed(one.selector):
        for simple in step.simples:
            if isinstance(simple, Class | Id | Attribute):
                name = simple.value if isinstance(simple, Attribute) else simple.name
                if told := next((known[word].kind for word in words_of(name) if word in known), None):
                    return told
    return Kind.BOILERPLATE


class _Held:
    """The characters of an article, to tell how many of them stand in other spans."""

    def __init__(self, article: Sequence[Span]) -> None:
        self._starts = [span.start for span in article]
        self._lengths = [span.end - span.start for span in article]
        self._before = list(accumulate(self._lengths, initial=0))

    def share(self, spans: Iterable[Span]) -> float:
        """The share of the article that stands in some spans, none of which is over another."""
        within = sum(self._upto(span.end) - self._upto(span.start) for span in spans)
        return within / max(1, self._before[-1])

    def _upto(self, place: int) -> int:
        """The characters of the article before a place in the page's text."""
        n = bisect_right(self._starts, place) - 1
        return self._before[n] + min(self._lengths[n], place - self._starts[n]) if n >= 0 else 0
