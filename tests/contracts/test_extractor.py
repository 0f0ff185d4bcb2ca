"""The extractor's opinion becomes removals of the page's own blocks, and never more than an opinion."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarc.cleaning import extractor
from cleanarc.cleaning.align import lines_in
from cleanarc.cleaning.extractor import Opinion, opinion
from cleanarc.cleaning.segment import segment
from cleanarc.model import Kind, Removal, Tier
from cleanarc.rules.view import View, lines_of

LEAD = "The harbour of Lindmouth reopened on Monday after six weeks of dredging, the authority said."
BODY = "Two cranes and a tug had worked day and night, and the fishermen had watched them from the pier."
LAST = "The ferry will run again from Thursday, weather permitting, and the old timetable applies."


@pytest.mark.parametrize(
    ("lines", "output", "held"),
    [
        ([LEAD, "Menu", BODY], f"{LEAD}\n{BODY}", {0, 2}),
        # What is repeated is taken where its neighbours stand.
        ([LEAD, "Menu", LEAD, BODY], f"{LEAD}\n{BODY}", {2, 3}),
        ([LEAD, BODY, "Menu", BODY], f"{LEAD}\n{BODY}", {0, 1}),
        # Short lines count as whole lines of the output only.
        (["monday", LEAD], LEAD, {1}),
        (["Cost", LEAD, "Cost"], f"{LEAD}\n- Cost", {1, 2}),
        # Split, merged, with other marks and spaces.
        ([LEAD, BODY], f"{LEAD} {BODY}", {0, 1}),
        ([f"{LEAD} {BODY}"], f"{LEAD}\n\n{BODY}", {0}),
        (["a\tb", "c\td"], "| a | b |\n| c | d |", {0, 1}),
        # Most of a line is enough.
        ([LEAD, f"{BODY} Read more here"], f"{LEAD}\n{BODY}", {0, 1}),
        (["港口重新开放了，渔民们都很高兴。", "菜单"], "港口重新开放了，渔民们都很高兴。", {0}),
        ([LEAD, "***"], LEAD, {0}),
        ([LEAD], "", set()),
    ],
)
def test_lines_are_found_in_an_output(lines: list[str], output: str, held: set[int]) -> None:
    assert lines_in(output, lines) == held


@given(st.lists(st.text("abcdefg ", min_size=1).filter(str.strip), max_size=12), st.data())
def test_whole_lines_in_order_are_all_found_again(lines: list[str], data: st.DataObject) -> None:
    kept = [line for line in lines if data.draw(st.booleans())]
    held = lines_in("\n".join(kept), lines)
    assert sum(len(lines[n].replace(" ", "")) for n in held) >= sum(len(line.replace(" ", "")) for line in kept)


def given_output(monkeypatch: pytest.MonkeyPatch, extract: Callable[..., str | None]) -> None:
    monkeypatch.setattr(extractor.trafilatura, "extract", extract)


def asked(html: str) -> tuple[list[str], Opinion]:
    """What the opinion keeps of a page, and the opinion."""
    segmented = segment(html, is_html=True)
    view = View(segmented.page, lines_of(segmented.page, segmented.doms), segmented.head.title, None, True)
    said = opinion(view, html)
    gone = {proposal.span for proposal in said.proposals}
    return [line.text for line in view.lines if line.span not in gone], said


PAGE = f"""<html><body><nav><a href="/">Home</a></nav><article><h1>Harbour reopens</h1>
<p class="meta">By Jane Example, 3 May 2021</p><p>{LEAD}</p><h2>Night work</h2><p>{BODY}</p><p>{LAST}</p></article>
<aside class="related"><a href="/x">Storm closes school</a></aside></body></html>"""


def test_what_is_left_out_is_a_removal_that_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    given_output(monkeypatch, lambda *_, **__: f"{LEAD}\n{BODY}\n{LAST}")
    kept, said = asked(PAGE)
    # The heading stands between blocks that were held, in their box.
    assert kept == [LEAD, "Night work", BODY, LAST]
    removals = [proposal for proposal in said.proposals if isinstance(proposal, Removal)]
    assert [removal.kind for removal in removals] == [Kind.NAVIGATION, Kind.BOILERPLATE, Kind.BYLINE, Kind.RELATED]
    assert all(removal.tier is Tier.STATISTICAL and removal.evidence for removal in removals)


def test_labels_above_and_what_leads_off_below_are_trimmed(monkeypatch: pytest.MonkeyPatch) -> None:
    above, below = (
        "<div class=a><span>Harbour</span></div><div>4 min read</div>",
        "<h3>More</h3><p><a href=/x>Storm</a></p>",
    )
    given_output(monkeypatch, lambda *_, **__: f"Harbour\n4 min read\n{LEAD}\nCost\n{BODY}\nMore\nStorm")
    kept, said = asked(f"<body>{above}<article><p>{LEAD}</p><h3>Cost</h3><p>{BODY}</p>{below}</article></body>")
    assert kept == [LEAD, "Cost", BODY]
    assert all("edge" in proposal.evidence for proposal in said.proposals)


def test_with_no_output_the_article_element_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    given_output(monkeypatch, lambda *_, **__: None)
    kept, said = asked(PAGE)
    assert kept == ["Harbour reopens", "By Jane Example, 3 May 2021", LEAD, "Night work", BODY, LAST]
    assert said.problems == ()


def test_a_failing_extractor_is_a_problem_and_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise ValueError("broken")

    given_output(monkeypatch, fail)
    kept, said = asked(f"<body><nav>Home</nav><p>{LEAD}</p></body>")
    assert kept == [LEAD]
    assert [problem.code for problem in said.problems] == ["extractor-failed"]


@pytest.mark.parametrize("html", [f"<p>{LEAD}</p>" * 12_000, ("<div>" * 300 + "x" + "</div>" * 300) * 20])
def test_a_page_too_large_for_the_extractor_is_not_given_to_it(monkeypatch: pytest.MonkeyPatch, html: str) -> None:
    given_output(monkeypatch, lambda *_, **__: pytest.fail("the extractor was asked"))
    assert [problem.code for problem in asked(html)[1].problems] == ["extractor-limit"]


def test_a_page_laid_out_by_tables_is_read_as_boxes() -> None:
    story = "".join(f"<p>{text}</p>" for text in (LEAD, BODY, LAST, f"{BODY} So did the gulls.", f"{LAST} No fares."))
    html = f"""<table><tr><td><a href="/a">Front page</a><br><a href="/b">Town</a><td>{story}</table>"""
    kept, _ = asked(f"<html><body>{html}</body></html>")
    assert kept == [LEAD, BODY, LAST, f"{BODY} So did the gulls.", f"{LAST} No fares."]
