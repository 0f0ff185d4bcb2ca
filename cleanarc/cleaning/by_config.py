"""What a config of its site proposes on a page; see `directed` for how it is read.

What stands outside of the body that it names goes, and what it strips. Inside, its author has told where the article
is, so the statistical opinion no longer decides on paragraphs there; generic rules go on, as fivefilters.org's own
clean-up does, unless the config says "prune: no".
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleanarc.cleaning.html.spans import Spans
from cleanarc.cleaning.kinds import Blocks, common
from cleanarc.cleaning.page_type import is_headline
from cleanarc.cleaning.propose import Proposed, by_rules
from cleanarc.cleaning.segmented import Directed, Layout, Mark, Segmented
from cleanarc.model import Keep, Proposal, Removal, Span, Tier
from cleanarc.rules.foreign.site_config import Directive
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.view import Line, View, lines_at

_LINKED = 0.5
"""Share of a line in links from which it is no part of the article for standing in its box: lists of other articles
often stand there."""


def by_config(segmented: Segmented, proposed: Proposed, ruleset: RuleSet) -> Proposed:
    """What is proposed on a page, with what the config of its site proposes; the same where there is none."""
    directed, layout = segmented.directed, segmented.layout
    if directed is None or layout is None:
        return proposed
    config = _Config(segmented, directed, layout, proposed, ruleset)
    proposals = (*proposed.proposals, *config.propose())
    inside = config.inside()
    if not inside:
        return replace(proposed, proposals=proposals)
    return replace(
        proposed,
        proposals=proposals,
        kept=frozenset(line.index for line in inside),
        words=sum(line.words for line in inside),
        headlines=sum(map(is_headline, inside)),
    )


class _Config:
    """A config on one page."""

    def __init__(
        self, segmented: Segmented, directed: Directed, layout: Layout, proposed: Proposed, ruleset: RuleSet
    ) -> None:
        self._segmented = segmented
        self._directed = directed
        self._proposed = proposed
        self._ruleset = ruleset
        self._blocks = Blocks(segmented, proposed.proposals)
        self._spans = Spans(layout.tree, layout.pieces, segmented.page)

    def propose(self) -> Iterator[Proposal]:
        config = self._directed.config
        body, spans = self._body()
        if body is not None:
            yield from self._outside(body, spans)
            yield from self._pruned(body, spans) if config.allows("prune") else _kept(body, spans)
        elif any(config.each("body")) and not config.allows("autodetect_on_failure"):
            none = next(directive for directive in config.each("autodetect_on_failure"))
            yield from self._removals(none, self._whole)
        for mark in self._directed.strips:
            for span in self._stretches(mark):
                # What would take the whole body with it is no boilerplate in it.
                n = bisect_left(spans, span.start, key=lambda held: held.start)
                if n == len(spans) or spans[n].end > span.end:
                    yield from self._removals(mark.directive, span)

    def inside(self) -> list[Line]:
        """The lines that have a part in the body; none where no directive finds it."""
        return [line for span in self._body()[1] for line in self._blocks.lines[self._blocks.at(span)]]

    def _body(self) -> tuple[Directive | None, list[Span]]:
        """The first body directive that finds text, and where that stands."""
        for mark in self._directed.bodies:
            if spans := self._stretches(mark):
                return mark.directive, spans
        return None, []

    def _stretches(self, mark: Mark) -> list[Span]:
        """Where the text of what a directive finds stands, in page order, none inside another."""
        found = sorted({span for place in mark.places if (span := self._spans.of(place))}, key=lambda s: (s[0], -s[1]))
        apart: list[Span] = []
        for span in found:
            if not apart or span.start >= apart[-1].end:
                apart.append(span)
            elif span.end > apart[-1].end:
                apart[-1] = Span(apart[-1].start, span.end)
        return apart

    @property
    def _whole(self) -> Span:
        return Span(0, len(self._segmented.page.text))

    def _outside(self, body: Directive, spans: Sequence[Span]) -> Iterator[Removal]:
        at = 0
        for start, end in (*spans, Span(self._whole.end, self._whole.end)):
            yield from self._removals(body, Span(at, start))
            at = end

    def _pruned(self, body: Directive, spans: Sequence[Span]) -> Iterator[Proposal]:
        """The lines inside stay but for what rules say of them: all rules, for none of the lines is far off."""
        inside = [
            (line, common(span, line.span)) for span in spans for line in self._blocks.lines[self._blocks.at(span)]
        ]
        page, view = self._segmented.page, self._proposed.view
        whole = [line.index for line, part in inside if part == line.span]
        lines = lines_at(page, self._segmented.doms, whole)
        yield from by_rules(View(page, lines, view.title, view.url, is_html=True), self._ruleset).proposals
        for line, part in inside:
            if line.link_share < _LINKED:
                yield Keep(part, _rule(body), _evidence(body), Tier.STATISTICAL)

    def _removals(self, directive: Directive, span: Span) -> Iterator[Removal]:
        """Removals of a stretch, each part as the kind that others take it for."""
        for part in self._blocks.parts(span):
            yield Removal(part.span, _rule(directive), part.kind, _evidence(directive), Tier.SITE)


def _kept(body: Directive, spans: Sequence[Span]) -> Iterator[Keep]:
    """All that stands inside stays but for what the config, or a site pack, removes there."""
    yield from (Keep(span, _rule(body), f"{_evidence(body)}, with prune: no", Tier.LEARNED) for span in spans)


def _rule(directive: Directive) -> str:
    return f"ftr/{directive.file.removesuffix('.txt')}/{directive.name}"


def _evidence(directive: Directive) -> str:
    return f"{directive.file}: {directive.text}"
