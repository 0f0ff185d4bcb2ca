"""A page that lxml read and wrote again: its tree is whole, and elements stand where they are said to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarc.cleaning.html.lxml_page import LxmlPage, UnusableXPath, check
from cleanarc.cleaning.html.tree import tree_of

words = st.text("ab <>&\"'=\xa0é/", max_size=6)
attributes = st.dictionaries(st.sampled_from(["id", "class", "data-x", "a<b", "é"]), words, max_size=2)


def written(name: str, attributes: dict[str, str], inside: str) -> str:
    said = "".join(f' {key}="{value.replace(chr(34), "")}"' for key, value in attributes.items())
    return f"<{name}{said}>{inside}" + ("" if name in {"br", "img"} else f"</{name}>")


def pages(*names: str) -> st.SearchStrategy[str]:
    pieces = st.recursive(
        st.one_of(words, st.just("<!-- a -- b -->"), st.just("<?x y?>"), st.just("<p>open")),
        lambda inner: st.builds(written, st.sampled_from(names), attributes, st.lists(inner, max_size=3).map("".join)),
        max_leaves=20,
    )
    return st.lists(pieces, max_size=4).map("".join)


SEEN = ("p", "div", "b", "br", "img", "table", "td", "x-y", 'a"b', "li")


@given(pages(*SEEN, "script", "svg", "title"))
def test_the_tree_that_is_written_is_the_one_that_was_asked(html: str) -> None:
    page = LxmlPage(html.encode())
    elements = page.find("//body//*")
    page_again = page.write(elements)
    tree = tree_of(page_again.markup)
    assert int(tree.end[0]) == len(tree) - 1
    for element, place in page_again.places.items():
        assert tree.names[place] in {element.tag, "span"}
        if element.tag not in {"br", "img"}:
            assert tree.names[int(tree.end[place])] == f"/{tree.names[place]}"
            assert tree.attributes(place).get("id", "") == element.get("id", "")


@given(pages(*SEEN, "script", "svg", "title"))
def test_texts_in_boxes_of_their_own_read_the_same(html: str) -> None:
    plain, boxed = LxmlPage(html.encode()), LxmlPage(html.encode())
    texts = boxed.find("//body//text()")
    assert "".join(tree_of(plain.write([]).markup).texts) == "".join(tree_of(boxed.write(texts).markup).texts)


@given(pages(*SEEN))
def test_reshaping_loses_no_text(html: str) -> None:
    def solid(page: LxmlPage) -> list[str]:
        return sorted("".join(tree_of(page.write([]).markup).texts).replace(" ", ""))

    page = LxmlPage(html.encode())
    before = solid(page)
    page.wrap(page.find("//b | //div/text()"), "section")
    page.dissolve(page.find("//div | //x-y"))
    for into in (page.find("//section | //table") or page.find("//body"))[:1]:
        page.move(page.find("//p | //td"), into)
    assert solid(page) == before


@pytest.mark.parametrize("xpath", ["//p[. = '\0']", "//p[. = '\x1b']", "//p[. = '\ufffe']", "//p[", ""])
def test_what_can_be_no_expression_is_told(xpath: str) -> None:
    with pytest.raises(UnusableXPath, match=r"^(is no XPath|holds a character)"):
        check(xpath)
