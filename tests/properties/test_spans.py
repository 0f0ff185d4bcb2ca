"""The stretch of the page that is said to be an element's holds the text that the parser has in it, and no other."""

from collections.abc import Iterator

from hypothesis import given
from selectolax.lexbor import LexborHTMLParser, LexborNode
from test_tree import documents

from cleanarc.cleaning.html.spans import Spans
from cleanarc.cleaning.segment_html import segment_html
from cleanarc.cleaning.segmented import Layout
from cleanarc.model import Page, Span


def cut(html: str) -> tuple[Page, Layout]:
    segmented = segment_html(html)
    assert segmented.layout is not None
    return segmented.page, segmented.layout


def spans_by_tag(html: str) -> tuple[str, dict[str, str]]:
    """The page's text and, for each element with an id, what stands in its span."""
    page, layout = cut(html)
    spans = Spans(layout.tree, layout.pieces, page)
    found = {}
    for place, name in enumerate(layout.tree.names):
        if name and name[0] != "/" and (identity := layout.tree.attributes(place).get("id")):
            span = spans.of(place)
            found[identity] = page.text[span.start : span.end] if span else ""
    return page.text, found


@given(documents)
def test_a_span_holds_the_text_of_its_element(html: str) -> None:
    page, layout = cut(html)
    body = LexborHTMLParser(html.encode("utf-8", "replace")).body
    if body is None or "<xmp" in html:
        return
    tree = layout.tree
    spans = Spans(tree, layout.pieces, page)
    elements = [place for place in range(len(tree)) if tree.names[place] and tree.names[place][0] != "/"]
    for place, text in zip(elements, texts(body), strict=True):
        span = spans.of(place)
        shown = "".join(page.text[span.start : span.end].split()) if span else ""
        assert shown == "".join(text.split())


def texts(node: LexborNode) -> Iterator[str]:
    """The texts of all elements in document order, as the parser has them."""
    yield node.text()
    for child in node.iter(include_text=False):
        if child.is_element_node:
            yield from texts(child)


@given(documents)
def test_the_body_is_the_page_and_children_lie_in_their_parents(html: str) -> None:
    page, layout = cut(html)
    tree = layout.tree
    spans = Spans(tree, layout.pieces, page)
    assert spans.of(0) == (Span(0, len(page.text)) if page.text else None)
    for place in range(1, len(tree)):
        if tree.names[place] and tree.names[place][0] != "/" and (inner := spans.of(place)):
            outer = spans.of(int(tree.parent[place]))
            assert outer is not None
            assert outer.start <= inner.start < inner.end <= outer.end


def test_whole_blocks_have_the_space_behind_them_and_stretches_do_not() -> None:
    html = (
        "<body><div id=all><p>One  <b id=b> two </b>\n three <i id=i>four</i></p><p id=p>five</p></div>"
        "<table id=t><tr id=r><td>a<td id=c> b  c<tr><td>d<td>e</table>"
        "<pre id=pre>\n  x <s id=s>y\n z</s>\n</pre><p>six <span id=e> \xa0</span><br><em id=em>seven</em> eight</p>"
    )
    text, found = spans_by_tag(html)
    assert text == "One two three four\nfive\na\tb c\nd\te\n  x y\n z\nsix\nseven eight"
    assert found == {
        "all": "One two three four\nfive\n",
        "b": "two",
        "i": "four",
        "p": "five\n",
        "t": "a\tb c\nd\te\n",
        "r": "a\tb c\n",
        "c": "b c",
        "pre": "  x y\n z\n",
        "s": "y\n z",
        "e": "",
        "em": "seven",
    }


def test_what_is_hidden_or_empty_has_no_span() -> None:
    _, found = spans_by_tag("<body>seen<p id=h hidden>x<b id=b>y</b></p><p id=v><br></p><img id=i><div id=d>z</div>")
    assert found == {"h": "", "b": "", "v": "", "d": "z"}


def test_many_stretches_of_one_great_block_are_found() -> None:
    html = "<body><p>" + "<b>a</b> c " * 15_000
    page, layout = cut(html)
    spans = Spans(layout.tree, layout.pieces, page)
    found = [spans.of(place) for place, name in enumerate(layout.tree.names) if name == "b"]
    assert found == [Span(4 * n, 4 * n + 1) for n in range(15_000)]
