"""Whatever lines a text is made of, cleaning it raises nothing and keeps what it did not remove."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

import cleanarc

LINES = st.sampled_from(
    [
        "The harbour of Lindmouth reopened on Monday after six weeks of dredging, the port authority said.",
        "he harbour of Lindmouth reopened on Monday after six weeks of dredging. Source",
        "Harbour reopens after six weeks of dredging",
        "By Jane Example, The Lindmouth Post",
        "Von",
        "10 January 20",
        "Date:",
        "The pier. (photo: Jane Example/AP)",
        'Example writes: "The harbour of Lindmouth reopened on Monday."',
        "In Lindmouth Post",
        "Version 1 | Version 2 |",
        "---|---|",
        "The harbour of Lindmouth is open | The harbour of Lindmouth is open |",
        "The ships waited outside for days | |",
        "| a | b | c |",
        '<a href="x">link</a> &amp; <b>more',
        "- item",
        "1. item",
        "",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(LINES | st.text(max_size=40), max_size=14))
def test_words_are_kept_or_removed_by_name(lines: list[str]) -> None:
    result = cleanarc.clean("\n".join(lines), media_type="text/plain")
    text = result.page.text
    left = list(text)
    for removal in result.ledger.removals:
        left[removal.span.start : removal.span.end] = " " * (removal.span.end - removal.span.start)
    for repair in result.ledger.repairs:
        left[repair.span.start : repair.span.end] = [repair.text] + [""] * (repair.span.end - repair.span.start - 1)
    assert sorted(re.findall(r"[a-z]+", "".join(left))) == sorted(re.findall(r"[a-z]+", result.text))
