"""HTML becomes the blocks that a browser shows, whatever it is made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarc.cleaning.segment_html import segment_html
from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Role


def texts(html: str) -> list[str]:
    return [text for text, _, _ in blocks(html)]


def blocks(html: str) -> list[tuple[str, Role, int | None]]:
    page = segment_html(html).page
    return [(page.text[b.start : b.end].removesuffix("\n"), b.role, b.group) for b in page.blocks]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>one\n  two\t<b>three</b></p>", ["one two three"]),
        ("<p>10\xa0km, Donau\xaddampf</p>", ["10\xa0km, Donau\xaddampf"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("<p>glu<i>ed</i> and <span>a</span><span>b</span></p>", ["glued and ab"]),
        ("<p>one<p>two<div>three", ["one", "two", "three"]),
        ("<p>a &amp; b &lt;c&gt; &#8364;</p>", ["a & b <c> €"]),
        ("<p>\xa0</p><p></p><p> \n</p>", []),
        ("no element at all", ["no element at all"]),
        ("", []),
    ],
)
def test_text_is_what_a_browser_shows(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</p></template>",
        "<noscript>x</noscript>",
        "<!-- x -->",
        "<p hidden>x</p>",
        '<div style="color: red; display:none"><p>x</p></div>',
        '<p style="VISIBILITY: Hidden">x</p>',
        '<span class="sr-only">x</span>',
        '<span class="link screen-reader-text">x</span>',
        '<span class="Visually-Hidden">x</span>',
        "<svg><text>x</text><title>x</title></svg>",
        "<select><option>x</option></select>",
        "<textarea>x</textarea>",
        "<iframe>x</iframe>",
        "<video>x</video>",
        "<dialog>x</dialog>",
    ],
)
def test_what_is_not_seen_is_no_text(hidden: str) -> None:
    assert texts(f"<body><p>seen</p>{hidden}<p>text</p></body>") == ["seen", "text"]


@pytest.mark.parametrize(
    "shown",
    [
        '<div hidden id="S:0"><p>x</p></div>',
        "<dialog open>x</dialog>",
        '<p style="display:block">x</p>',
        '<p class="visually-hidden-not">x</p>',
        "<details><summary>x</summary></details>",
    ],
)
def test_what_looks_hidden_but_is_shown_is_text(shown: str) -> None:
    assert texts(shown) == ["x"]


def test_line_breaks_make_lines_and_two_make_paragraphs() -> None:
    (one, role, group), (two, _, same), (three, last_role, none) = blocks("<p>one<br>two<br> <br>three</p>")
    assert (one, two, three) == ("one", "two", "three")
    assert (role, last_role) == (Role.LINE, Role.PARAGRAPH)
    assert group is not None
    assert (same, none) == (group, None)


def test_a_list_is_one_group_with_what_is_nested_in_it_and_its_numbers_are_not_text() -> None:
    found = blocks("<ol><li>one<li>two<ul><li>in two</ul></ol><ul><li>other</ul>")
    assert [(text, role) for text, role, _ in found] == [
        ("one", Role.ITEM), ("two", Role.ITEM), ("in two", Role.ITEM), ("other", Role.ITEM)
    ]  # fmt: skip
    groups = [group for _, _, group in found]
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_rows_of_data_are_lines_and_cells_of_layout_are_boxes() -> None:
    data = "<table><caption>Tides</caption><tr><th>Port<th>Metres<tr><td>Lindmouth<td><p>3.4</p></table>"
    assert [(text, role) for text, role, _ in blocks(data)] == [
        ("Tides", Role.CAPTION), ("Port\tMetres", Role.ROW), ("Lindmouth\t3.4", Role.ROW)
    ]  # fmt: skip
    prose = "A sentence that goes on for some time, as those of articles do. " * 8
    layout = f"<table><tr><td>Menu<td><p>{prose}</p><p>{prose}</p></table>"
    assert [role for _, role, _ in blocks(layout)] == [Role.PARAGRAPH] * 3


def test_code_keeps_its_lines_and_indentation() -> None:
    assert [block[:2] for block in blocks("<pre>\ndef f():\n    return 1\n</pre>")] == [
        ("def f():\n    return 1", Role.CODE)
    ]


def test_elements_give_blocks_their_roles() -> None:
    html = "<h2>h</h2><blockquote><p>q</p></blockquote><figure><figcaption>c</figcaption></figure><p>p</p>"
    assert [block[1] for block in blocks(html)] == [Role.HEADING, Role.QUOTE, Role.CAPTION, Role.PARAGRAPH]


def test_dom_tells_where_a_block_stands() -> None:
    html = """<body class="page"><main id="mainStory"><div class="entry-content">
        <p class="lead"><span class="authorName" data-share-id="1">By <a href="/j">Jane</a></span></p>
        <h2 id="what-it-cost">Cost</h2></div></main></body>"""
    lead, heading = segment_html(html).doms
    assert (lead.tag, lead.path) == ("p", "body/main/div/p/span")
    assert lead.tokens == ("author", "name", "share", "id", "lead", "entry", "content", "main", "story")
    assert (lead.links, lead.link_chars) == (1, len("Jane"))
    assert heading.tokens == ("entry", "content", "main", "story")


def test_head_holds_what_the_page_says_of_itself() -> None:
    head = segment_html(
        """<html lang="de-AT"><head><title> Ebbe &amp; Flut </title><meta property="OG:Title" content="Ebbe">
        <link rel="canonical" href="https://example.org/ebbe">
        <script type="application/ld+json">{"a": 1}</script></head>
        <body><svg><title>icon</title></svg><h1>Ebbe <i>und</i> Flut</h1><a rel="author" href="/j">Jana</a>
        <meta itemprop="datePublished" content="2021-05-03"><time datetime="2021-05-03T08:00">heute</time></body>"""
    ).head
    assert (head.title, head.lang, head.json_ld) == ("Ebbe & Flut", "de-AT", ('{"a": 1}',))
    assert head.metas == (("og:title", "Ebbe"), ("datepublished", "2021-05-03"))
    assert head.links == (("canonical", "https://example.org/ebbe"),)
    assert head.facts == (("heading", "Ebbe und Flut"),)
    assert head.marks() == (("author", "Jana"), ("time", "2021-05-03T08:00"))


def test_a_title_that_stands_in_the_body_is_the_pages() -> None:
    assert segment_html("<body><svg><g><title>icon</title></g></svg><p>x<title>Ebbe</title>").head.title == "Ebbe"


N = 100_000


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<div>" * N + "x", "too-deep"),
        ("<x-y/>" * 10_000 + "</z>" * 10_000, "too-deep"),
        ("<svg><foreignObject>" + "<div/>" * 10_000, "too-deep"),
        ("<svg>" + "<div/>" * 10_000, "too-deep"),
        ("<div><table></div>" * 10_000, "too-deep"),
        ("<a><div>x" * 10_000, "too-deep"),
        ("<p " + "a=1 b=2 " * N + ">", "too-many-attributes"),
        ('<p title=">" ' + "a b " * 5_000 + ">", "too-many-attributes"),
        ("".join(f"<font color={n}>" for n in range(300)) + "<p>x" * 10_000, "too-tangled"),
        ("<section><table>" + "<div>" * 400 + "</section>" * 10_000, "too-tangled"),
        ("<p>x</p>" * N, "too-large"),
    ],
)
def test_what_a_parser_would_choke_on_is_a_problem(html: str, code: str) -> None:
    segmented = segment_html(html)
    assert [problem.code for problem in segmented.problems] == [code]
    assert segmented.page.blocks == ()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<!--" * N + "<p>x", []),
        ("<script>" + "<div>" * N, []),
        ("<script>'" + "<div>" * N + "'</script><p>x", ["x"]),
        ("<svg>" + "<path/>" * 10_000 + "</svg><p>x", ["x"]),
        ("<p>" + "<a name=n>x<br>" * 600, ["x"] * 600),
        ("<p><b>x" * 600, ["x"] * 600),
        ("<ul>" + "<li>x" * 600, ["x"] * 600),
        ("<table>" + "<tr><td>" * 600 + "x", ["x"]),
        ("<p>x</span></p></div>" * 600, ["x"] * 600),
        ("<" * N, ["<" * N]),
        ("<p>\0x\ud800</p>", ["x?"]),
        ("<frameset><frame src=a></frameset>", []),
    ],
)
def test_odd_pages_are_still_pages(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


TAGS = """
<p> </p> <div\tclass=a> </div> <table> <tr> <td> </table> <ul> <li> </ul> <a\thref=x> </a> <b> </b> <br> <pre> </pre>
<svg> </svg> <math> <select> <option> </select> <template> </template> <frameset> <h1> </h1> <body> </html> <!-- -->
<script> </script> <caption> <blockquote> <details> <button> <form> <td/> <p
"""


@given(st.lists(st.one_of(st.sampled_from(re.split(r"[ \n]", TAGS)), st.text(max_size=8)), max_size=60).map("".join))
def test_any_text_is_a_page(html: str) -> None:
    segmented: Segmented = segment_html(html)
    assert len(segmented.doms) == len(segmented.page.blocks)
    for block, dom in zip(segmented.page.blocks, segmented.doms, strict=True):
        text = segmented.page.text[block.start : block.end]
        assert text.strip()
        assert dom.path.startswith("body")
        assert 0 <= dom.link_chars <= len(text)
