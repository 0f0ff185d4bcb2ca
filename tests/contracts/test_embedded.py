"""An article that stands only in a page's scripts is found, whatever wrote it; anything else in scripts is not."""

import json
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanarc.cleaning.html.embedded import embedded_paragraphs
from cleanarc.cleaning.html.states import Script

TITLE = "Harbour of Lindmouth reopens after six weeks of dredging"
BODY = [
    "The harbour of Lindmouth reopened on Monday after six weeks of dredging, and the first ferry left at dawn with "
    "forty passengers, two vans and a crate of hens on board.",
    "Two cranes and a tug had worked day and night since the storm, which had pushed a bank of sand across the mouth "
    "of the river and shut in most of the fishing fleet.",
    "“We have lost a season’s herring,” said Ada Quill, who has run a boat here for thirty years. “But the boats are "
    "whole, and so are the people in them, and that is more than we feared.”",
    "The harbour authority puts the cost at two million crowns, half of which the county will pay. It plans a longer "
    "mole to the west, so that the next storm finds less sand to move.",
    "Engineers will survey the channel again in the spring. Until then, ships that draw more than four metres must "
    "wait for the tide, and the old timetable of the ferries applies.",
]
OTHER = [re.sub(r"harbour|ferry|sand|ships?|boats?", "school", text).replace("the", "a") for text in BODY]
HTML = "".join(f"<p>{text} <a href='/x'></a></p>" for text in BODY)
CHROME = "Lindmouth Post Home News Sport Sign in"


def lines(html: str) -> list[str]:
    """What a browser shows of simple HTML."""
    return unescape(re.sub(r"<[^<>]*>", "", re.sub(r"</p>|<br>", "\n", html))).split("\n")


def found(*scripts: tuple[str, str], shown: str = CHROME, title: str | None = TITLE) -> list[str]:
    return list(embedded_paragraphs([Script(*script) for script in scripts], shown, title, lines))


def data(value: object) -> tuple[str, str]:
    return "application/json", json.dumps(value)


def linked(**fields: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2021-05-03", **fields}


def js(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


BLOCKS = ", ".join(f'{{type: "text", _id: "b{n}", content: {js(text)}}}' for n, text in enumerate(BODY))
RUNS = [
    {"type": "paragraph", "content": [{"type": "text", "value": text[:40]}, {"type": "a", "content": [
        {"value": text[40:60]}]}, {"value": text[60:]}]} for text in BODY
]  # fmt: skip
FLAT = [["Reactive", 1], {"story": 2}, {"title": 3, "date": 4, "body": 5}, TITLE, "2021-05-03", [6, 7, 8, 9, 10], *BODY]
TEXT_ROW = f"1a:T{len(HTML.encode()):x},{HTML}"
STORY = json.dumps({"html": "$1a", "title": TITLE, "date": 1})
NAMED = f"title: {js(TITLE)}, url: '/x'"
TREE = ["$", "article", None, {"children": [["$", "p", f"k{n}", {"children": text}] for n, text in enumerate(BODY)]}]


def pushed(stream: str, size: int = 700) -> list[tuple[str, str]]:
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
    return [("", f"self.__next_f.push([1,{json.dumps(piece)}])") for piece in pieces]


SHAPES: dict[str, list[tuple[str, str]]] = {
    "graph": [
        ("application/ld+json", json.dumps({"@graph": [{"@type": "WebSite"}, linked(articleBody="\n\n".join(BODY))]}))
    ],
    "html in a list": [("application/ld+json; charset=utf-8", json.dumps([linked(articleBody=HTML)]))],
    "twice escaped": [data(linked(articleBody=HTML.replace("“", "&amp;ldquo;").replace("”", "&amp;rdquo;")))],
    "broken JSON": [
        ("application/ld+json", "// story\n" + json.dumps(linked(articleBody="\n".join(BODY)))[:-1] + ",}"),
    ],
    "line breaks in strings": [("application/ld+json", json.dumps(linked(text="\n".join(BODY))).replace("\\n", "\n"))],
    "blocks": [data({"props": {"title": TITLE, "slug": "x", "blocks": [{"data": {"text": text}} for text in BODY]}})],
    "rich text": [data({"page": {"title": TITLE, "slug": "harbour", "content": RUNS}})],
    "assigned": [("", f"if (a < b) {{ window.__STATE__ = {{{NAMED}, content_elements: [{BLOCKS}]}}; }}")],
    "function": [("", f"window.__NUXT__=(function(a,b){{return {{{NAMED},date:a,html:{js(HTML)}}}}}(null,false));")],
    "parsed later": [("", f"window.d = JSON.parse({json.dumps(json.dumps({'post': linked(body_html=HTML)}))})")],
    "JSON in JSON": [data({"status": 200, "body": json.dumps({"post": linked(content=HTML)})})],
    "template": [("module", f"const page = `{HTML}`;")],
    "flat list": [data(FLAT)],
    "flight, text": pushed(f':HL["/a.css","style"]\n2:["$","main",null,{STORY}]\n{TEXT_ROW}'),
    "flight, tree": pushed(f"0:{json.dumps(TREE)}\n"),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_body_is_found(shape: str) -> None:
    assert found(*SHAPES[shape]) == BODY


@pytest.mark.parametrize("shape", SHAPES)
def test_a_body_that_the_page_shows_is_not_asked_for(shape: str) -> None:
    assert found(*SHAPES[shape], shown="\n".join([CHROME, *BODY])) == []


def test_a_page_that_shows_the_opening_alone_lacks_the_body() -> None:
    assert found(*SHAPES["graph"], shown=f"{CHROME}\n{BODY[0]}") == BODY


def test_the_form_with_paragraphs_is_taken() -> None:
    one = data(linked(articleBody=" ".join(BODY)))
    assert found(one) == [" ".join(BODY)]
    assert found(one, *SHAPES["blocks"]) == BODY


@pytest.mark.parametrize("escaped", [True, False])
def test_a_script_without_spaces_has_words_too(escaped: bool) -> None:
    text = "周一清晨，港口在疏浚六周之后重新开放，首班渡轮载着四十名乘客和两辆货车驶向对岸。" * 2
    body = [f"{text}这是第{n}天。" for n in "一二三四五"]
    story = {"title": "港口疏浚六周后重新开放", "url": "/7", "blocks": [{"text": one} for one in body]}
    other = {"title": "学校", "url": "/8", "text": "学校开学了。" * 90}
    script = json.dumps({"other": other, "story": story}, ensure_ascii=escaped)
    assert found(("application/json", script), title="港口疏浚六周后重新开放") == body


def test_marks_at_the_start_of_a_paragraph_are_text() -> None:
    body = [
        f"{mark}{text}" for mark, text in zip(("$5 for all: ", "[Update] ", "#now ", "{1} ", "/ "), BODY, strict=True)
    ]
    assert found(data(linked(blocks=[{"text": text} for text in body]))) == body


def test_a_whole_body_may_stand_under_a_name_for_teasers() -> None:
    assert found(data(linked(description=HTML * 2))) == BODY * 2


def test_a_cache_may_have_addresses_for_keys() -> None:
    key = "GET https://api.post.example/stories/7?with=authors,comments,related,description,tags"
    assert found(data({key: linked(text=HTML)})) == BODY


def test_a_list_of_the_body_keeps_its_items_apart() -> None:
    blocks = [{"text": text} for text in BODY] + [{"items": [{"text": "Ferry"}, {"text": "Mole"}]}]
    assert found(data(linked(blocks=blocks))) == [*BODY, "Ferry", "Mole"]


def other(n: int) -> dict[str, object]:
    words = [f"{text} Number {n}" for text in OTHER]
    return {
        "title": f"School story number {n}",
        "url": f"/{n}",
        "body": "\n".join(w.replace("a", "aeiou"[n]) for w in words),
    }


def test_beside_other_articles_the_one_with_the_pages_title_is_taken() -> None:
    assert found(data({"more": [other(0), other(1)], "story": linked(articleBody=HTML)})) == BODY


NONE: dict[str, list[tuple[str, str]]] = {
    "list of articles": [data([other(n) for n in range(5)])],
    "list of articles, linked": [
        ("application/ld+json", json.dumps(linked(headline=f"School story {n}", articleBody=other(n)["body"])))
        for n in range(4)
    ],
    "teaser": [data(linked(articleBody=BODY[0]))],
    "description": [data(linked(description="\n".join(BODY)))],
    "comments": [data(linked(comments=[{"text": text} for text in BODY]))],
    "notice": [data({"title": "Cookies on this site", "url": "/c", "text": "We use cookies on our site. " * 60})],
    "code": [("", "function f(a){if(a.b){return c[d];}} // don't. do. it.\n" * 200)],
    "styles": [data({"css": ".harbour > p { color: #333; margin: 0. } .a { top: 1. }\n" * 60, "title": TITLE})],
    "not data": [("text/template", HTML), ("text/x-handlebars", HTML)],
    "empty": [("application/ld+json", ""), ("", "")],
}  # fmt: skip


@pytest.mark.parametrize("case", NONE)
@pytest.mark.parametrize("title", [TITLE, "Latest news", None])
def test_what_is_no_body_is_left(case: str, title: str | None) -> None:
    assert found(*NONE[case], title=title) == []


DEEP = 100_000


@pytest.mark.parametrize(
    "text",
    [
        "[" * DEEP + '"One. Two. Three. Four. Five. "' + "]" * DEEP,
        '{"a":' * DEEP + '"One. Two. Three. Four. Five. "' + "}" * DEEP,
        '"' + '\\"One. ' * DEEP,
        "'\\'One. " * DEEP,
        "{[. " * DEEP + "]}" * DEEP,
        '{"text": "\\ud83d. \\u12. \\. "}' * 1_000,
        "`. ${`" * DEEP,
    ],
)
@pytest.mark.parametrize("kind", ["application/json", ""])
def test_hostile_scripts_give_nothing(kind: str, text: str) -> None:
    assert found((kind, text)) == []
    assert found(("", f"self.__next_f.push([1,{json.dumps(text)}])")) == []


@given(st.lists(st.sampled_from([*"{}[]:,\"\\`'", "a", " ", "1", *BODY]), max_size=80).map("".join), st.booleans())
def test_any_script_is_read(text: str, is_json: bool) -> None:
    script = ("application/json" if is_json else "", text + " " * 500)
    assert all(line.strip() == line != "" for line in found(script))
