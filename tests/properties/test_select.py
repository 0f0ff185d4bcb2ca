"""Selectors name the same elements in the flat tree as in the parser's own."""

from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode
from test_tree import documents

from cleanarc.cleaning.html.named import Named
from cleanarc.cleaning.html.parsed import _DROPPED
from cleanarc.cleaning.html.select import Selection
from cleanarc.cleaning.html.tree import Tree
from cleanarc.cleaning.segment_html import segment_html
from cleanarc.rules.foreign.read_selector import UNREAD, read_selectors

TAGS = ["body", "div", "b", "p", "br"]
ATTRIBUTES = [
    "",
    " class=a",
    " class='b a'",
    ' class="a-b c"',
    " id=a",
    " id=c",
    " href='/x/y?a=1&amp;b'",
    " data-x",
    " data-x=A",
]
SIMPLES = [".a", ".b", ".a-b", "#a", "#c", "[href]", "[data-x]", "[data-x=a i]", "[data-x='A']", "[data-x='']"]
SIMPLES += ["[class~=a]", "[class|=a]", "[class^=a]", "[class$=c]", "[class*='-b']", "[href$='1&b']", "[id^='']"]


def elements() -> st.SearchStrategy[str]:
    starts = st.builds("<{}{}>".format, st.sampled_from(TAGS[1:]), st.sampled_from(ATTRIBUTES))
    ends = st.sampled_from([f"</{tag}>" for tag in TAGS[1:]])
    return st.lists(starts | starts | ends, min_size=5, max_size=30).map("".join)


def compounds(inner: st.SearchStrategy[str] | None) -> st.SearchStrategy[str]:
    plain = st.sampled_from(SIMPLES + TAGS)
    if inner is None:
        return plain
    functions = st.builds(":{}({})".format, st.sampled_from(["is", "not"]), inner)
    # Of what :not asks for, only elements with names that pages are read with can be missed.
    having = st.builds(
        ":has({} {}{})".format, st.sampled_from(["", ">", "~"]), st.sampled_from(TAGS), st.sampled_from(["", ".a"])
    )
    return st.builds("{}{}".format, st.sampled_from(TAGS) | st.sampled_from(SIMPLES), functions | having) | plain


def selectors(depth: int = 2) -> st.SearchStrategy[str]:
    inner = selectors(depth - 1) if depth else None
    steps = st.lists(st.tuples(compounds(inner), st.sampled_from([" ", " > ", " ~ "])), min_size=1, max_size=3)
    return steps.map(lambda found: "".join(f"{compound}{join}" for compound, join in found).rstrip(" >~"))


@settings(max_examples=400)
@given(elements(), selectors())
def test_selectors_name_what_the_parser_finds(html: str, selector: str) -> None:
    html = f"<body class=a>{html}"
    layout = segment_html(html).layout
    assert layout is not None
    tree = layout.tree
    places = {place: n for n, place in enumerate(starts(tree))}
    (_, steps), *others = read_selectors(selector)
    assert not others
    selected = [places[place] for place in Selection(tree, Named(tree)).select(steps).tolist()]
    parser = LexborHTMLParser(html)
    order = {node.mem_id: n for n, node in enumerate(walk(parser.body))}
    assert selected == sorted({order[node.mem_id] for node in parser.css(selector)})


@given(documents)
def test_attributes_are_found_on_the_elements_that_have_them(html: str) -> None:
    layout = segment_html(html).layout
    assert layout is not None
    tree, named = layout.tree, Named(layout.tree)
    for name in ("class", "id", "x"):
        bearers = {place: tree.attributes(place)[name] for place in starts(tree) if name in tree.attributes(place)}
        assert np.flatnonzero(named.with_value(name, lambda value: True)).tolist() == list(bearers)
        assert list(named.values(name)) == list(dict.fromkeys(bearers.values()))


def test_elements_that_the_tree_drops_are_those_that_no_selector_may_name() -> None:
    assert UNREAD.issuperset(_DROPPED)


def starts(tree: Tree) -> list[int]:
    return [place for place, name in enumerate(tree.names) if name and name[0] != "/"]


def walk(node: LexborNode) -> Iterator[LexborNode]:
    yield node
    for child in node.iter(include_text=False):
        if child.is_element_node:
            yield from walk(child)
