"""What changed between two versions is all that differs, and nothing else."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarc.tools.revisions import ChangeKind
from cleanarc.tools.revisions.compare import compare

WORDS = st.sampled_from(["the", "pier", "closed", "on", "Friday", "港", "口", "—", "2.5", "Ms."])
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), max_size=12)


@given(LINES, LINES)
def test_the_changes_turn_one_version_into_the_other(before: list[str], after: list[str]) -> None:
    changes = compare(before, after)
    lines = Counter(before)
    lines.subtract(one.before for one in changes if one.before is not None)
    lines.update(one.after for one in changes if one.after is not None)
    assert +lines == Counter(after)
    assert min(lines.values(), default=0) >= 0


@given(LINES, LINES)
def test_the_pieces_of_a_change_are_both_lines(before: list[str], after: list[str]) -> None:
    for change in compare(before, after):
        assert change.before != change.after
        for line, other in ((change.before, ChangeKind.ADDED), (change.after, ChangeKind.REMOVED)):
            assert "".join(piece.text for piece in change.pieces if piece.kind is not other) == (line or "")


@given(LINES)
def test_a_version_is_no_change_to_itself(lines: list[str]) -> None:
    assert compare(lines, lines) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["the pier"] * 900, ["the pier", "a pier"] * 450),
        (["the pier"] * 10_000, ["a pier"] * 10_000),
        (["pier " * 50_000], ["dock " * 50_000]),
        ([f"{n}" for n in range(50_000)], [f"{n - n % 2}" for n in range(50_000)]),
        ([f"{n} of the pier" for n in range(900)], [f"{n} of a pier" for n in range(900)]),
    ],
)
def test_odd_versions_take_no_time(before: list[str], after: list[str]) -> None:
    started = time.perf_counter()
    compare(before, after)
    assert time.perf_counter() - started < 5
