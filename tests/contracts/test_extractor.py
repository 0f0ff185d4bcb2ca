"""An extractor's output is found again among the lines of the page that it was made of."""

from collections.abc import Callable

import pytest
import trafilatura
from hypothesis import given
from hypothesis import strategies as st

import cleanarc
from cleanarc.cleaning.align import lines_in
from cleanarc.cleaning.extractor import lines_that_extractor_keeps
from cleanarc.cleaning.propose import whole_view
from cleanarc.cleaning.segment import segment

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
    monkeypatch.setattr(trafilatura, "extract", extract)


def kept_of(html: str) -> list[str]:
    """The lines that the extractor keeps of a page."""
    view = whole_view(segment(html, is_html=True), None, None)
    held = lines_that_extractor_keeps(view, html)
    return [line.text for line in view.lines if line.index in held]


PAGE = f"""<html><body><nav><a href="/">Home</a></nav><article><h1>Harbour reopens</h1>
<p class="meta">By Jane Example, 3 May 2021</p><p>{LEAD}</p><h2>Night work</h2><p>{BODY}</p><p>{LAST}</p></article>
<aside class="related"><a href="/x">Storm closes school</a></aside></body></html>"""


def test_a_heading_between_blocks_that_are_held_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    given_output(monkeypatch, lambda *_, **__: f"{LEAD}\n{BODY}\n{LAST}")
    assert kept_of(PAGE) == [LEAD, "Night work", BODY, LAST]


def test_labels_above_and_what_leads_off_below_are_trimmed(monkeypatch: pytest.MonkeyPatch) -> None:
    above, below = (
        "<div class=a><span>Harbour</span></div><div>4 min read</div>",
        "<h3>More</h3><p><a href=/x>Storm</a></p>",
    )
    given_output(monkeypatch, lambda *_, **__: f"Harbour\n4 min read\n{LEAD}\nCost\n{BODY}\nMore\nStorm")
    page = f"<body>{above}<article><p>{LEAD}</p><h3>Cost</h3><p>{BODY}</p>{below}</article></body>"
    assert kept_of(page) == [LEAD, "Cost", BODY]


def test_an_extractor_that_finds_nothing_or_fails_has_no_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise ValueError("broken")

    given_output(monkeypatch, lambda *_, **__: None)
    assert kept_of(PAGE) == []
    given_output(monkeypatch, fail)
    assert kept_of(PAGE) == []


@pytest.mark.parametrize("html", [f"<p>{LEAD}</p>" * 12_000, ("<div>" * 300 + "x" + "</div>" * 300) * 20])
def test_a_page_too_large_for_the_extractor_is_not_given_to_it(monkeypatch: pytest.MonkeyPatch, html: str) -> None:
    given_output(monkeypatch, lambda *_, **__: pytest.fail("the extractor was asked"))
    assert kept_of(html) == []


def test_a_page_laid_out_by_tables_is_read_as_boxes() -> None:
    story = "".join(f"<p>{text}</p>" for text in (LEAD, BODY, LAST, f"{BODY} So did the gulls.", f"{LAST} No fares."))
    html = f"""<table><tr><td><a href="/a">Front page</a><br><a href="/b">Town</a><td>{story}</table>"""
    kept = [LEAD, BODY, LAST, f"{BODY} So did the gulls.", f"{LAST} No fares."]
    assert kept_of(f"<html><body>{html}</body></html>") == kept


def test_it_is_asked_where_the_model_is_unsure_and_there_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    given_output(monkeypatch, lambda *_, **__: LAST)
    menu = f'<nav class="menu"><a href="/a">{LEAD}</a></nav>'
    unsure = f'<body>{menu}<footer class="footer"><p><a href="/b">{LAST}</a></p></footer></body>'
    sure = "".join(f"<p>{LEAD} {BODY} {n}</p>" for n in range(12))
    assert cleanarc.clean(unsure, media_type="text/html").text == f"{LAST}\n"
    assert LEAD in cleanarc.clean(f"<body><article>{sure}</article></body>", media_type="text/html").text
