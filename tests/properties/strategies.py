"""Documents, pages and proposals as hypothesis makes them."""

from hypothesis import strategies as st

from cleanarc.model import Block, Keep, Kind, Page, Proposal, Removal, Repair, Role, Span, Tier

# Letters, marks that join, every odd space, and what has a meaning in markup or in the clean text's form.
CHARACTERS = st.sampled_from(
    "abz.,é\u0301日ш \t\n\r\x0b\x1c\x85\xa0\u2003\u2028\u200b\u200d\u2060\ufeff\xad\u2010\u2011<>&;\0\ufffd"
)
WILD = st.text(CHARACTERS | st.characters(codec="utf-8"), max_size=60)
LINES = st.sampled_from(
    [
        "The bridge over the Ald was opened on Monday, after a long winter of repairs.",
        "“It is a good day,” said the mayor, “for all of us.”",
        "By Ann Low, Harbour Daily",
        "10 January 2020",
        "Share this article",
        "Share:",
        "Read more: Flood closes the bridge",
        "Related stories",
        "Subscribe to our newsletter",
        "© 2020 Harbour Daily. All rights reserved.",
        "• 16x9 Image",
        "Version 2 | Version 3",
        "---|---",
        "Поделиться",
        "橋は月曜日に開通した。",
        "",
        " ",
    ]
)
TEXTS = st.lists(LINES | WILD, max_size=25).map("\n".join) | WILD


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(
        ["p", "div", "span", "a", "b", "br", "li", "ul", "table", "tr", "td", "h1", "figure", "pre", "script", "aside"]
    )
    attributes = st.sampled_from(
        ["", " class='share'", " href='/x'", " id=comments", " hidden", " style='display:none'", " x='"]
    )
    return st.builds(lambda tag, attribute, body: f"<{tag}{attribute}>{body}</{tag}>", tags, attributes, inner)


HTML = st.recursive(LINES | WILD, lambda inner: _element(st.lists(inner, max_size=4).map("".join)), max_leaves=25).map(
    "<!doctype html><title>The bridge</title><body>{}".format
)

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=4), min_size=1, max_size=4).map(" ".join)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    parts = draw(
        st.lists(st.tuples(WILD.filter(bool), st.sampled_from(Role), st.none() | st.integers(0, 2)), max_size=8)
    )
    blocks = []
    at = 0
    for text, role, group in parts:
        blocks.append(Block(at, at + len(text), role, group))
        at += len(text)
    return Page("".join(text for text, _, _ in parts), tuple(blocks))


@st.composite
def spans(draw: st.DrawFn, page: Page) -> Span:
    start = draw(st.integers(-1, len(page.text)))
    return Span(start, draw(st.integers(start - 1, len(page.text) + 1)))


RULES = st.sampled_from(["one", "two", "three"])
EVIDENCE = st.sampled_from(["this", "that"])


@st.composite
def proposals(draw: st.DrawFn, page: Page) -> list[Proposal]:
    tiers = st.sampled_from(Tier)
    kinds = st.sampled_from([Kind.SHARE, Kind.LEGAL])
    scores = st.sampled_from([0.25, 0.5, 1.0])
    one = (
        st.builds(Removal, spans(page), RULES, kinds, EVIDENCE, tiers, scores)
        | st.builds(Keep, spans(page), RULES, EVIDENCE, tiers)
        | st.builds(Repair, spans(page), st.text("xyz ", max_size=3), RULES, EVIDENCE, tiers)
    )
    return draw(st.lists(one, max_size=12))
