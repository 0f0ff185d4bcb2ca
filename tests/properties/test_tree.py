"""What stands in what, told from the order of tags alone, is what the parser's own tree says."""

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleanarc.cleaning.html.parsed import Parsed
from cleanarc.cleaning.html.traits import START
from cleanarc.cleaning.html.tree import plain, tree_of, value_of
from cleanarc.cleaning.segment_html import segment_html

PARTS = re.split(
    r"\n",
    """<p>
</p>
<div class="a b" id=c>
<div title='a "quoted" > <b> value' x>
<p " y='">'>
<p x=" class=">
<p x=" id=" class=" a" id=b>
</div>
<a href="/x?y=1&amp;z=&quot;">
</a>
<a"b>
<b>
</b>
<i><
<table>
<tr>
<td>
</table>
<ul>
<li>
<br>
<hr/>
<math><mi>
<!-- <p> -->
<?x <y> ?>
<keygen>
<xmp><b></xmp>
&lt;p&gt; &amp;lt; &nbsp; &quot;
text
 \t """,
)
documents = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=6)), max_size=40).map("".join)


@given(documents)
def test_nothing_of_the_markup_is_left_out(html: str) -> None:
    markup = Parsed(html.encode("utf-8", "replace")).body()
    tree = tree_of(markup)
    tags = [f"<{name}{written}>" for name, written in zip(tree.names, tree.written, strict=True) if name]
    assert [tag for tag in tags if tag not in markup] == []
    assert sum(name[0] == "/" for name in tree.names if name) == sum(trait & START for trait in tree.traits.tolist())


@given(documents)
def test_elements_and_texts_stand_where_the_parser_puts_them(html: str) -> None:
    parsed = Parsed(html.encode("utf-8", "replace"))
    tree = tree_of(parsed.body())
    elements = [place for place in range(len(tree)) if tree.names[place] and tree.names[place][0] != "/"]
    ways = {}
    for place in elements:
        above = int(tree.parent[place])
        ways[place] = (*ways.get(above, ()), tree.names[place]) if place else (tree.names[place],)
    body = LexborHTMLParser(html.encode("utf-8", "replace")).body
    expected = list(walk(body, ())) if body and "<xmp" not in html else None
    if expected is not None:
        assert [ways[place] for place in elements] == [way for way, _ in expected]
        assert [tree.attributes(place) for place in elements] == [attributes for _, attributes in expected]


@given(documents)
def test_single_attributes_are_read_as_all_of_them_are(html: str) -> None:
    tree = tree_of(Parsed(html.encode("utf-8", "replace")).body())
    for place, written in enumerate(tree.written):
        for name in ("class", "id", "x"):
            assert plain(value_of(written, name)) == tree.attributes(place).get(name, "")


def walk(node: LexborNode, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """The elements in document order: their names from the body down, and their attributes."""
    way = (*above, (node.tag or "").lower())
    yield way, {name: value or "" for name, value in node.attributes.items()}
    for child in node.iter(include_text=False):
        if child.is_element_node:
            yield from walk(child, way)


@given(documents)
def test_the_page_holds_all_text_that_the_parser_shows(html: str) -> None:
    body = LexborHTMLParser(html.encode("utf-8", "replace")).body
    shown = "".join(segment_html(html).page.text.split())
    assert shown == "".join((body.text() if body else "").split())
