"""Counting does not depend on order, on how often a page is seen, on the size of runs, or on when they are counted."""

from collections.abc import Iterable
from math import comb
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleanarc.formats.learned_jsonl import decode, encode, learned_of
from cleanarc.learning import Learner, Run, Sighting, read_run
from cleanarc.learning.bound import LINE, PARAGRAPH, Bound
from cleanarc.learning.learner import Size
from cleanarc.learning.sight import hashed
from cleanarc.model import Kind, Learned, LearnedLine, Mark, Where

SMALL = Size(run_bytes=1000, part_rows=5)
MARKS = [Mark(Where.LINE, "", "share this"), Mark(Where.TAIL, "", "source"), Mark(Where.BOX, "body/p a", "most read")]


@st.composite
def sightings(draw: st.DrawFn) -> list[Sighting]:
    """Pages of two sites, some of them captures of one address, some with paragraphs of others."""
    found = []
    for n in range(draw(st.integers(0, 30))):
        site = draw(st.sampled_from(["a.example", "b.example"]))
        shared = draw(st.sets(st.integers(1, 4), max_size=3))
        paragraphs = [(hashed(site, str(one)), 20) for one in sorted(shared | {100 + n})]
        marks = {hashed(site, *mark): mark for mark in draw(st.sets(st.sampled_from(MARKS)))}
        uri = draw(st.integers(0, 20))
        found.append(Sighting(hashed(site, "page", str(n)), site, "text", uri, tuple(paragraphs), marks))
    return found


def freeze(seen: Iterable[Sighting], size: Size | None = None, stored: Iterable[Run] = ()) -> Learned:
    with Learner(stored, size) as learner:
        for sighting in seen:
            learner.add(sighting)
        return learner.freeze()


@given(sightings(), st.randoms(use_true_random=False))
def test_order_runs_and_repetition_change_nothing(seen: list[Sighting], random: object) -> None:
    at_once = freeze(seen)
    again = [*seen, *seen[::3]]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert encode(freeze(again, SMALL)) == encode(at_once)


@given(sightings(), st.integers(0, 30), st.integers(0, 30))
def test_runs_that_are_added_come_to_the_same_as_one(seen: list[Sighting], first: int, second: int) -> None:
    cuts = sorted((first, second))
    with TemporaryDirectory() as folder:
        stored: list[Run] = []
        for part in (seen[: cuts[0]], seen[cuts[0] : cuts[1]], seen[cuts[1] :]):
            with Learner(stored, SMALL) as learner:
                # What was seen before teaches nothing new.
                for sighting in (*seen[:3], *part):
                    learner.add(sighting)
                learned = learner.freeze()
                for parts in learner.new_runs():
                    path = Path(folder) / str(len(stored))
                    path.write_bytes(b"".join(parts))
                    stored.append(read_run(path))
        assert encode(learned) == encode(freeze(seen))


@given(st.integers(1, 80), st.integers(1, 80), st.sampled_from([LINE, PARAGRAPH, Bound(0.3, 0.05)]))
def test_the_bound_is_above_the_exact_chance(n: int, of: int, bound: Bound) -> None:
    n, of = sorted((n, of))
    if bound.holds(np.array([n]), np.array([of]))[0]:
        s = bound.share
        assert sum(comb(of, k) * s**k * (1 - s) ** (of - k) for k in range(n, of + 1)) <= bound.chance * (1 + 1e-9)


def test_what_the_bound_asks_for() -> None:
    least = {
        of: next((n for n in range(of + 1) if LINE.holds(np.array([n]), np.array([of]))[0]), None)
        for of in (2, 3, 5, 10, 20, 41, 100, 1000)
    }
    assert least == {2: None, 3: 3, 5: 5, 10: 6, 20: 9, 41: 13, 100: 23, 1000: 138}


@given(
    st.lists(
        st.builds(
            LearnedLine,
            st.sampled_from(["a.example", "bücher.example"]),
            st.builds(Mark, st.sampled_from(Where), st.text(max_size=9), st.text(max_size=9)),
            st.none() | st.sampled_from(Kind),
            st.integers(3, 50),
            st.integers(50, 90),
        ),
        max_size=9,
        unique_by=lambda line: (line.site, line.mark),
    )
)
def test_learned_lines_survive_their_file(lines: list[LearnedLine]) -> None:
    learned = learned_of(lines)
    assert decode(encode(learned)) == learned
    assert learned_of(reversed(lines)).digest == learned.digest
