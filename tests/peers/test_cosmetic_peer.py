"""Which filters are for a page, against the engine of the Brave browser; what they hide, by the parser's own CSS."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleanarc.cleaning.cosmetic import propose_filters
from cleanarc.cleaning.segment_html import segment_html
from cleanarc.rules.foreign.cosmetic import read_list
from cleanarc.rules.foreign.filters import Filters

CLASSES = ["ad", "ad-box", "promo", "share_bar", "x1"]
IDS = ["top", "banner-2"]
TAGS = ["div", "p", "section"]
PLAIN = [*(f".{name}" for name in CLASSES), *(f"#{name}" for name in IDS)]
COMPLEX = [
    "div.ad > p",
    ".promo p",
    'p[title^="Spon"]',
    "section > .ad.promo",
    "#top ~ div",
    "p[title]",
    "div:not(.ad).x1",
]
SITES = ["a.example", "b.a.example", "~b.a.example", "c.example", "d.*", "a.*", "~c.example"]
URLS = [
    "https://a.example/",
    "https://b.a.example/x",
    "https://www.c.example/",
    "https://d.co.uk/",
    "https://other.example/",
]

sites = st.lists(st.sampled_from(SITES), max_size=2, unique=True).map(",".join)
filters = st.builds("{}##{}".format, sites, st.sampled_from(PLAIN + COMPLEX))
# It has no exceptions for all sites, or for all but some.
exceptions = st.builds(
    "{}#@#{}".format, st.sampled_from([site for site in SITES if site[0] != "~"]), st.sampled_from(PLAIN + COMPLEX)
)
spared = st.sampled_from(["@@||a.example^$generichide", "@@||c.example^$generichide"])
lists = st.lists(filters | filters | exceptions | spared, max_size=12)
attributes = st.builds(
    "{}{}{}".format,
    st.lists(st.sampled_from(CLASSES), max_size=2).map(lambda names: f" class='{' '.join(names)}'" if names else ""),
    st.sampled_from(["", *(f" id={name}" for name in IDS)]),
    st.sampled_from(["", "", " title='Sponsored'"]),
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page in which each piece of text is another number."""
    parts = draw(st.lists(st.tuples(st.sampled_from(TAGS), attributes, st.booleans()), min_size=1, max_size=12))
    html = "".join(
        f"<{tag}{written}> n{n} {f'</{tag}>' if closes else ''}" for n, (tag, written, closes) in enumerate(parts)
    )
    return f"<body>{html}"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(lists, pages(), st.sampled_from(URLS))
def test_the_same_is_hidden(lines: list[str], html: str, url: str) -> None:
    adblock = pytest.importorskip("adblock")
    rules = adblock.FilterSet()
    rules.add_filters(lines)
    assert hidden(lines, html, url) == hidden_by(adblock.Engine(rules), html, url)


def hidden(lines: list[str], html: str, url: str) -> set[str]:
    segmented = segment_html(html)
    text = segmented.page.text
    found = propose_filters(segmented, url, (), Filters([read_list("list.txt", "\n".join(lines))]))
    return {word for removal in found for word in text[removal.span.start : removal.span.end].split()}


def hidden_by(engine: object, html: str, url: str) -> set[str]:
    told = engine.url_cosmetic_resources(url)
    selectors = set(told.hide_selectors)
    if not told.generichide:
        selectors |= set(engine.hidden_class_id_selectors(CLASSES, IDS, told.exceptions))
    body = LexborHTMLParser(html).body
    return {word for selector in selectors for node in body.css(selector) for word in node.text().split()}
