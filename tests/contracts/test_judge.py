"""The learned model: read in plain numpy, it tells an article's blocks from those around, and says how sure it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanarc
from cleanarc.cleaning.judge.forest import Forest
from cleanarc.cleaning.judge.line_model import PATH as LINES_PATH
from cleanarc.cleaning.judge.line_model import load_line_model
from cleanarc.cleaning.judge.line_verdict import judge_lines, read_lines
from cleanarc.cleaning.judge.model import PATH, load_model
from cleanarc.cleaning.judge.names import Names
from cleanarc.cleaning.judge.near import near
from cleanarc.cleaning.judge.numbers import numbers_of
from cleanarc.cleaning.judge.verdict import best_choice
from cleanarc.cleaning.segment import segment
from cleanarc.model import Kind, Tier
from cleanarc.rules.view import View, lines_of

SENTENCES = (
    "The harbour of Lindmouth reopened on Monday after six weeks of dredging, the port authority said.",
    "Two cranes and a tug had worked day and night, and the fishermen had watched them from the pier.",
    "The ferry will run again from Thursday, weather permitting, and the old timetable applies until May.",
    "Nobody had expected the silt to be as deep as that, the engineer in charge told the town council.",
)
STORY = "".join(f"<p>{sentence} {SENTENCES[n % 3]}</p>" for n, sentence in enumerate(SENTENCES * 3))
TITLES = ("Storm shuts school", "Fish prices fall", "New pier for Saltmouth", "Mayor resigns over bridge")
LINKS = "".join(f'<li><a href="/{n}">{title}</a></li>' for n, title in enumerate(TITLES))


def test_the_model_is_small() -> None:
    assert PATH.stat().st_size <= 400 * 1024


def test_a_forest_is_read_as_its_trees_say() -> None:
    # One tree of depth two: a <= 1 leads left, then b <= 0 in either half.
    forest = Forest(
        ("a", "b"),
        np.array([[0, 1, 1]], np.int32),
        np.array([[1.0, 0.0, 0.0]], np.float32),
        np.array([[-2.0, -1.0, 1.0, 2.0]], np.float32),
    )
    rows = {"b": np.array([0.0, 1.0, 0.0, 1.0]), "a": np.array([1.0, 1.0, 1.5, 1.5])}
    odds = np.array([-2.0, -1.0, 1.0, 2.0])
    assert forest.chances(rows, 4) == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-4)


def test_a_row_is_judged_alike_alone_and_among_many() -> None:
    forest = load_model().first
    chance = np.random.default_rng(7)
    rows = {name: chance.normal(scale=3, size=500) for name in forest.columns}
    alone = [forest.chances({name: values[n : n + 1] for name, values in rows.items()}, 1)[0] for n in range(500)]
    assert forest.chances(rows, 500).tolist() == alone


@given(st.lists(st.tuples(st.floats(0.01, 0.99), st.integers(1, 500)), min_size=1, max_size=12))
def test_the_best_choice_reaches_the_greatest_f1_that_can_be_expected(blocks: list[tuple[float, int]]) -> None:
    chances = np.array([chance for chance, _ in blocks])
    units = np.array([size for _, size in blocks], np.float64)
    threshold, confidence = best_choice(chances, units)
    reached = [
        2 * (chances * units)[chances >= least].sum() / (units[chances >= least].sum() + (chances * units).sum())
        for least in chances
    ]
    assert confidence == pytest.approx(max(reached), abs=1e-4)
    assert threshold == pytest.approx(min(0.45, max(reached) / 2))


def test_what_stands_between_headline_and_body_is_looked_at_closely() -> None:
    chances = np.zeros(40, np.float32)
    chances[20:25] = 0.9
    assert set(near(chances, 10).tolist()) == {*range(10, 25), *range(25, 29)}
    assert len(near(np.full(40, 0.001, np.float32), None)) == 12


def test_numbers_depend_on_nothing_but_the_page() -> None:
    layout = segment(f"<body><nav><ul>{LINKS}</ul></nav><article>{STORY}</article></body>", is_html=True).layout
    assert layout is not None
    blocks, columns = numbers_of(layout.tree, layout.pieces, Names({"nav": -2.0}))
    assert {len(values) for values in columns.values()} == {len(blocks)}
    assert all(np.isfinite(values).all() for values in columns.values())
    again = numbers_of(layout.tree, layout.pieces, Names({"nav": -2.0}))[1]
    assert all(np.array_equal(values, again[name]) for name, values in columns.items())


@pytest.mark.parametrize("html", ["<p>x", "<body>x", "x", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "<li>1<li>2"])
def test_the_smallest_pages_are_judged(html: str) -> None:
    assert 0.0 <= cleanarc.clean(html, media_type="text/html").confidence <= 1.0


def test_an_article_is_told_from_what_stands_around_it() -> None:
    menu = f'<nav class="menu"><ul>{LINKS * 3}</ul></nav>'
    about = "".join(f'<div class="zone"><p>{title}</p></div>' for title in TITLES)
    result = cleanarc.clean(f"<body>{menu}<article>{STORY}</article>{about}</body>", media_type="text/html")
    assert all(sentence in result.text for sentence in SENTENCES)
    assert "Storm" not in result.text
    assert result.confidence > 0.9
    assert result.versions.model == load_model().digest
    model = [removal for removal in result.ledger.removals if removal.rule == "model"]
    assert Kind.NAVIGATION in {removal.kind for removal in model}
    assert all(removal.tier is Tier.STATISTICAL and "chance" in removal.evidence for removal in model)


def test_a_comment_thread_is_not_the_article() -> None:
    said = "".join(f'<div class="comment"><p>{s}</p><a href="#">Reply</a></div>' for s in reversed(SENTENCES * 4))
    page = f'<body><article>{STORY}</article><section id="comments"><h3>Comments</h3>{said}</section></body>'
    text = cleanarc.clean(page, media_type="text/html").text
    assert text.count(SENTENCES[3]) == 3
    assert "Reply" not in text


def test_a_body_that_only_a_script_holds_is_the_text() -> None:
    body = "\\n\\n".join(f"{sentence} {SENTENCES[n % 3]}" for n, sentence in enumerate(SENTENCES * 3))
    data = f'{{"@type": "NewsArticle", "headline": "Harbour reopens after dredging", "articleBody": "{body}"}}'
    page = f"""<html><head><title>Harbour reopens after dredging</title>
    <script type="application/ld+json">{data}</script></head><body><nav><ul>{LINKS}</ul></nav>
    <h1>Harbour reopens after dredging</h1><div id="root"></div></body></html>"""
    result = cleanarc.clean(page, media_type="text/html")
    assert all(sentence in result.text for sentence in SENTENCES)
    assert "Storm" not in result.text


def test_a_page_that_is_no_article_is_a_problem_with_little_confidence() -> None:
    page = "<html><head><title>404 Not Found</title></head><body><h1>Page not found</h1><p>Sorry.</p></body></html>"
    result = cleanarc.clean(page, media_type="text/html")
    assert [problem.code for problem in result.problems] == ["error-page"]
    assert result.confidence <= 0.25


MENU = "\n".join(
    f"    * {word}" for word in ("Home", "Politics", "Business", "Sport", "Culture", "Weather", "Contact") * 4
)
FOOTER = "\n".join(f"    * {word}" for word in ("About us", "Imprint", "Careers", "Newsletter", "Archive", "Help") * 3)
PROSE = tuple(f"{sentence} {SENTENCES[n % 3]}" for n, sentence in enumerate(SENTENCES * 3))


def test_the_model_of_lines_is_small() -> None:
    assert LINES_PATH.stat().st_size <= 400 * 1024


def test_a_text_of_all_lines_of_a_page_is_judged_line_by_line() -> None:
    text = "\n".join((MENU, "", "  Harbour reopens after dredging", "", *(f"  {p}\n" for p in PROSE), FOOTER))
    result = cleanarc.clean(text, media_type="text/plain")
    assert result.text.split("\n\n") == [*PROSE[:-1], f"{PROSE[-1]}\n"]
    assert result.versions.model == load_line_model().digest
    assert result.confidence > 0.9


def test_an_article_that_an_extractor_made_is_left_to_the_rules() -> None:
    text = "\n".join((*PROSE, "More on the harbour", "The ferry", "A lock"))
    result = cleanarc.clean(text, media_type="text/plain")
    # Its form was asked about, and no line of it was judged.
    assert result.versions.model == load_line_model().digest
    assert result.confidence == 1.0
    assert {removal.tier for removal in result.ledger.removals} <= {Tier.GENERIC}


@given(st.lists(st.sampled_from((*PROSE, "Home", "* Menu", "", "   Sport", "中文的一行。", "Share")), max_size=60))
def test_any_lines_are_judged(lines: list[str]) -> None:
    view = View(page := segment("\n".join(lines), is_html=False).page, lines_of(page))
    if not view.lines:
        return
    verdict = judge_lines(read_lines(view, ()), load_line_model())
    assert len(verdict.chances) == len(view.lines)
    assert np.isfinite(verdict.chances).all()
    assert 0 <= verdict.confidence <= 1
