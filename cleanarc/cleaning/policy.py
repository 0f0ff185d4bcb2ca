"""What a policy asks for beside what rules and model propose: it decides over all of them."""

from collections.abc import Iterator

from cleanarc.cleaning.decided import Decided, Fate
from cleanarc.cleaning.propose import Proposed, description_of
from cleanarc.cleaning.resolve import resolve
from cleanarc.cleaning.segmented import Segmented
from cleanarc.cleaning.standfirsts import Told, standfirsts
from cleanarc.model import Keep, Kind, Policy, Proposal, Removal, Role, Span, Tier
from cleanarc.rules.box_names import load_box_names
from cleanarc.rules.credits import find_credit
from cleanarc.rules.view import Line

RULE = "policy"


def under(policy: Policy, segmented: Segmented, proposed: Proposed) -> tuple[Proposal, ...]:
    """What is proposed on a page, with what the policy asks for; the default asks for nothing."""
    if policy == Policy():
        return proposed.proposals
    page = segmented.page
    title = proposed.view.frame.folded_title or proposed.view.folded_title
    decided = Decided(segmented.lines, resolve(page, proposed.proposals), title)
    told = tuple(standfirsts(decided, description_of(segmented.head)))
    return (
        *proposed.proposals,
        *_pictures(policy, decided),
        *(_led(decided, told) if policy.standfirst == "keep" else ()),
        *(_not_led(decided, told) if policy.standfirst == "drop" else ()),
        *(() if policy.subheadings else _without_headings(decided, told)),
    )


def _pictures(policy: Policy, decided: Decided) -> Iterator[Keep]:
    """Captions and credits of the article, where they are to stay."""
    wanted = {Kind.CAPTION} if policy.captions else set()
    wanted |= {Kind.CREDIT} if policy.credits else set()
    if not wanted or not decided.kept:
        return
    first = decided.kept[0] if decided.headline is None else decided.headline
    last = decided.kept[-1]
    for n, fate in enumerate(decided.fates[first:], start=first):
        spans = list(_wanted(fate, wanted))
        if n > last + 1:
            return
        if spans and not _is_of_other_box(fate.line):
            # A credit below the text belongs to it, and so does one right below that.
            last = max(last, n)
            yield from (_keep(span, "captions and credits" if len(wanted) > 1 else f"{min(wanted)}s") for span in spans)


def _wanted(fate: Fate, wanted: set[Kind]) -> Iterator[Span]:
    """The stretches of a line that are to stay: of a line that goes as something else none."""
    if not fate.removals or (fate.is_gone and fate.removals[0].kind not in wanted):
        return
    line = fate.line
    for removal in fate.removals:
        if removal.kind in wanted:
            start, end = max(removal.span.start, line.span.start), min(removal.span.end, line.span.end)
            credit = find_credit(line.text) if Kind.CREDIT not in wanted else None
            end = min(end, line.span.start + credit.span.start) if credit else end
            if start < end:
                yield Span(start, end)


def _is_of_other_box(line: Line) -> bool:
    """Whether a line stands in a box of boilerplate, such as a list of related articles with their pictures."""
    if line.dom is None:
        return False
    return any(name.kind not in (Kind.CAPTION, Kind.CREDIT) for name in load_box_names().sure(line.dom))


def _led(decided: Decided, told: tuple[Told, ...]) -> Iterator[Keep]:
    """Standfirsts that the model left out. What a rule takes out says something twice, or is something else."""
    if decided.headline is None:
        return
    known = {one.index: one.evidence for one in told}
    body = decided.prose_below(decided.headline)
    for fate in decided.fates[decided.headline + 1 : body.index if body else None]:
        evidence = known.get(fate.line.index) or _led_by(fate)
        if evidence and fate.is_gone and all(r.tier is Tier.STATISTICAL for r in fate.removals):
            yield _keep(fate.line.span, "standfirsts", evidence)


def _led_by(fate: Fate) -> str | None:
    lead = all(removal.kind is Kind.SUMMARY for removal in fate.removals)
    return "it is a sentence between headline and text" if lead else None


def _not_led(decided: Decided, told: tuple[Told, ...]) -> Iterator[Removal]:
    for one in told:
        if not decided.fates[one.index].is_gone:
            evidence = f"standfirsts are to go; {one.evidence}"
            yield Removal(decided.lines[one.index].span, RULE, Kind.SUMMARY, evidence, Tier.POLICY)


def _without_headings(decided: Decided, told: tuple[Told, ...]) -> Iterator[Removal]:
    leads = {one.index for one in told}
    for n in decided.kept:
        line = decided.lines[n]
        if line.role is Role.HEADING and n not in leads and n != decided.headline:
            yield Removal(line.span, RULE, Kind.SUBHEADING, "subheadings are to go; it is a heading", Tier.POLICY)


def _keep(span: Span, what: str, evidence: str | None = None) -> Keep:
    return Keep(span, RULE, f"{what} are to stay" + (f"; {evidence}" if evidence else ""), Tier.POLICY)
