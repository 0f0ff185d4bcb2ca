"""What is decided on a page: one decision a character, whatever order the proposals come in, and all of it undone."""

import unicodedata
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from strategies import pages, proposals

from cleanarc.cleaning.render import apply, render
from cleanarc.cleaning.resolve import resolve
from cleanarc.model import Keep, Ledger, Page, Proposal, Removal, Repair, Role

CASES = pages().flatmap(lambda page: st.tuples(st.just(page), proposals(page)))


def decides(proposal: Removal | Keep) -> tuple[int, bool, float, str]:
    """The order of strength, as the model's docstrings give it."""
    if isinstance(proposal, Removal):
        return (proposal.tier, True, -proposal.score, proposal.rule)
    return (proposal.tier, False, 0.0, proposal.rule)


def is_sound(page: Page, proposal: Proposal) -> bool:
    return 0 <= proposal.span.start < proposal.span.end <= len(page.text)


@given(CASES)
def test_every_character_has_the_decision_of_its_strongest_proposal(case: tuple[Page, list[Proposal]]) -> None:
    page, proposed = case
    ledger = resolve(page, proposed)
    for at in range(len(page.text)):
        deciding = [r for r in ledger.removals if r.span.start <= at < r.span.end]
        asked = [
            p for p in proposed if not isinstance(p, Repair) and is_sound(page, p) and p.span.start <= at < p.span.end
        ]
        strongest = min(asked, key=decides, default=None)
        if isinstance(strongest, Removal):
            (removal,) = deciding
            assert decides(removal) == decides(strongest)
        else:
            assert not deciding


@given(CASES)
def test_keeps_are_told_where_they_overturned_a_removal(case: tuple[Page, list[Proposal]]) -> None:
    page, proposed = case
    ledger = resolve(page, proposed)
    assert set(ledger.keeps) <= set(proposed)
    lost = [p for p in proposed if isinstance(p, Removal) and is_sound(page, p) and not _covers(ledger, p)]
    for removal in lost:
        assert any(k.span.start < removal.span.end and removal.span.start < k.span.end for k in ledger.keeps)


def _covers(ledger: Ledger, removal: Removal) -> bool:
    return all(
        any(r.span.start <= at < r.span.end for r in ledger.removals)
        for at in range(removal.span.start, removal.span.end)
    )


@given(CASES)
def test_edits_are_in_page_order_and_never_over_one_another(case: tuple[Page, list[Proposal]]) -> None:
    page, proposed = case
    ledger = resolve(page, proposed)
    for edits in (ledger.removals, ledger.repairs):
        assert [e.span for e in edits] == sorted(e.span for e in edits)
    at = 0
    for edit in sorted([*ledger.removals, *ledger.repairs], key=lambda e: e.span):
        assert at <= edit.span.start < edit.span.end <= len(page.text)
        at = edit.span.end
    for repair in set(proposed) - set(ledger.repairs):
        if isinstance(repair, Repair) and is_sound(page, repair):
            taken = [*ledger.removals, *ledger.repairs]
            assert any(e.span.start < repair.span.end and repair.span.start < e.span.end for e in taken)


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_proposals_does_not_matter(case: tuple[Page, list[Proposal]], random: Random) -> None:
    page, proposed = case
    shuffled = list(proposed)
    random.shuffle(shuffled)
    assert resolve(page, proposed) == resolve(page, shuffled + shuffled)


@given(CASES)
def test_undoing_the_ledger_gives_the_page_back(case: tuple[Page, list[Proposal]]) -> None:
    page, proposed = case
    ledger = resolve(page, proposed)
    kept = "".join(piece.text for piece in apply(ledger, page))
    edits = [(r.span, "") for r in ledger.removals] + [(r.span, r.text) for r in ledger.repairs]
    undone = []
    at = taken = 0
    for span, written in sorted(edits):
        gap = span.start - at
        undone += [kept[taken : taken + gap], page.text[span.start : span.end]]
        taken += gap
        assert kept[taken : taken + len(written)] == written
        taken += len(written)
        at = span.end
    assert "".join(undone) + kept[taken:] == page.text


@given(CASES)
def test_clean_text_has_its_form(case: tuple[Page, list[Proposal]]) -> None:
    page, proposed = case
    text = render(apply(resolve(page, proposed), page))
    assert text == "" or (text.endswith("\n") and not text.endswith("\n\n") and text.strip() != "")
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\r\t\x0b\x1c\x85\xa0\u2003\u2028\u200b\u2060\ufeff\xad\u2010\u2011") or _has_code(page)
    assert all(line == line.rstrip() for line in text.split("\n"))
    if not _has_code(page):
        assert "\n\n\n" not in text
        assert "  " not in text
        assert not text.startswith((" ", "\n"))


def _has_code(page: Page) -> bool:
    return any(block.role is Role.CODE for block in page.blocks)
