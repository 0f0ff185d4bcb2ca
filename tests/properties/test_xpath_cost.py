"""What an XPath may cost: whatever libxml2 can read can be reckoned, and reckoning is never far below the truth."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cleanarc.cleaning.html.xpath_cost import MAX_COST, Sizes, UnreadableXPath, cost_of

SIZES = Sizes(
    elements=2000,
    named={"p": 60, "div": 400},
    nested={"p": 1, "div": 20},
    texts=2500,
    depth=25,
    width=120,
    characters=40_000,
)
TOKENS = [
    *("/", "//", ".", "..", "@", "*", "p", "div", "text()", "node()", "[", "]", "(", ")", "|", "=", "<", "+", "-"),
    *("and", "or", "div", "mod", "'x'", "1", "2.5", ",", "count(", "contains(", "ancestor::", "following::", "x:y"),
]

steps = st.builds(
    "{}{}".format,
    st.sampled_from(["", "", "descendant::", "ancestor::", "following-sibling::", "preceding::", "self::"]),
    st.sampled_from(["*", "p", "div", "text()", "node()", "comment()", "processing-instruction('x')", "a-b", "é"]),
)
names = st.sampled_from(["@class", "@*", "attribute::id", ".", ".."])


def paths(predicate: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    step = st.builds(lambda s, ps: s + "".join(f"[{p}]" for p in ps), steps, st.lists(predicate, max_size=2)) | names
    return st.builds(
        lambda start, first, more: start + first + "".join(a + b for a, b in more),
        st.sampled_from(["", "/", "//", ".//"]),
        step,
        st.lists(st.tuples(st.sampled_from(["/", "//", " / "]), step), max_size=3),
    )


def wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        paths(inner),
        st.builds("({})[{}]/{}".format, paths(inner), inner, paths(inner).filter(lambda path: path[0] not in "/")),
        st.builds("{} {} {}".format, inner, st.sampled_from(["and", "or", "=", "!=", "<=", "+", "*", "div"]), inner),
        st.builds("{}({})".format, st.sampled_from(["count", "not", "string"]), paths(inner)),
        st.builds("contains({}, {})".format, inner, inner),
    )


expressions = st.recursive(
    st.sampled_from(["1", "last()", "'a]b'", "-2.5", "position() < 3", "/"]), wider, max_leaves=8
)


def compiles(expression: str) -> bool:
    try:
        etree.XPath(expression)
    except etree.XPathError:
        return False
    return True


@given(expressions | st.lists(st.sampled_from(TOKENS), max_size=8).map("".join))
def test_what_libxml2_reads_is_reckoned(expression: str) -> None:
    try:
        assert cost_of(expression, SIZES) >= 1
    except UnreadableXPath:
        assert not compiles(expression)


@given(st.text(max_size=20))
def test_any_text_is_reckoned_or_refused(text: str) -> None:
    with suppress(UnreadableXPath):
        assert cost_of(text, SIZES) >= 1


@pytest.mark.parametrize(
    ("dear", "cheap"),
    [
        ("//p/following-sibling::*", "//p/following-sibling::*[1]"),
        ("//*//text()", "//text()"),
        ("//*[//p]", "//*[p]"),
        ("//p[contains(//body, 'x')]", "//p[contains(., 'x')]"),
        ("//div/following::*", "//div/*"),
    ],
)
def test_what_takes_longer_costs_more(dear: str, cheap: str) -> None:
    assert cost_of(dear, SIZES) > 3 * cost_of(cheap, SIZES)


def test_a_front_that_finds_little_makes_the_rest_cheap() -> None:
    expression = "//div[@id='one']/following::*"
    assert cost_of(expression, SIZES, lambda front: 1) < cost_of(expression, SIZES) / 10
    fronts: list[str] = []
    cost_of("//div[@id='one']/p//a", SIZES, lambda front: fronts.append(front) or 2)
    assert fronts == ["// div [ @ id = 'one' ]", "// div [ @ id = 'one' ] / p"]


def test_what_is_too_long_or_too_deep_is_refused() -> None:
    for expression in ("/".join(["a"] * 3000), "(" * 100 + "a" + ")" * 100, "a[" * 100 + "b" + "]" * 100):
        with pytest.raises(UnreadableXPath):
            cost_of(expression, SIZES)
    assert cost_of("//*[//*[//*]]", SIZES) > MAX_COST
