"""Two cleanings side by side: what is told of their ledgers is what a count of single characters gives."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cleanarc.cleaning.render import apply, render
from cleanarc.model import Block, CleanResult, Kind, Ledger, Metadata, Page, Removal, Span, Versions
from cleanarc.tools.cleanings import difference, same

LINES = st.lists(st.sampled_from(["one two\n", "three\n", "four five six\n", "seven\n"]), min_size=1, max_size=8)
BY = st.sampled_from([("share", Kind.SHARE), ("credit", Kind.CREDIT), ("caption", Kind.CAPTION)])


@st.composite
def cleanings(draw: st.DrawFn, text: str) -> CleanResult:
    """A cleaning of a page by rules that took any of its stretches."""
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    removals = tuple(
        Removal(Span(start, end), *draw(BY), "drawn") for start, end in zip(borders[::2], borders[1::2], strict=False)
    )
    page, ledger = Page(text, (Block(0, len(text)),)), Ledger(removals)
    versions = Versions("cleaner", "segmenter", "renderer", "rules")
    return CleanResult(render(apply(ledger, page)), page, ledger, Metadata, versions, "text/plain")


def taken(result: CleanResult) -> dict[int, tuple[str, str]]:
    """Which rule and kind took each character that went."""
    return {n: (r.rule, r.kind.value) for r in result.ledger.removals for n in range(*r.span)}


@given(st.data(), LINES)
def test_characters_that_went_and_came_back_are_counted_by_rule(data: st.DataObject, lines: list[str]) -> None:
    before, after = data.draw(cleanings("".join(lines))), data.draw(cleanings("".join(lines)))
    old, new = taken(before), taken(after)
    found = difference(before, after)
    removed = {(shift.rule, shift.kind): shift.removed for shift in found.shifts if shift.removed}
    kept = {(shift.rule, shift.kind): shift.kept for shift in found.shifts if shift.kept}
    assert removed == Counter(new[n] for n in new.keys() - old.keys())
    assert kept == Counter(old[n] for n in old.keys() - new.keys())
    assert all(s.removed or s.kept for s in found.shifts)
    assert not found.reread
    assert found.same_text == (before.text == after.text)


@given(st.data(), LINES, LINES)
def test_a_page_that_reads_otherwise_is_compared_where_it_stayed(
    data: st.DataObject, lines: list[str], more: list[str]
) -> None:
    """A page with more lines above it: the same ledger, set further down, shifts nothing."""
    before = data.draw(cleanings("".join(lines)))
    new = "".join(f"new {line}" for line in more)
    moved = tuple(r._replace(span=Span(r.span.start + len(new), r.span.end + len(new))) for r in before.ledger.removals)
    page = Page(new + before.page.text, (Block(0, len(new + before.page.text)),))
    after = replace(before, page=page, ledger=Ledger(moved))
    found = difference(before, after)
    assert (found.reread, found.shifts) == (True, ())
    assert not same(before, after)


@given(st.data(), LINES)
def test_what_made_them_is_not_asked(data: st.DataObject, lines: list[str]) -> None:
    one = data.draw(cleanings("".join(lines)))
    assert same(one, replace(one, versions=replace(one.versions, rules="others")))
    assert same(one, replace(one, confidence=0.5)) is False
