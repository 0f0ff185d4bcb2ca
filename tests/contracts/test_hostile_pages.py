"""Pages that are made to take for ever, or all memory: each is cleaned, or told to be too much, and nothing is raised.

No time is taken here. A page that breaks no limit where it should makes the test run for minutes, until it is stopped.
"""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

import cleanarc
from cleanarc.rules.foreign.read_site_config import read_site_config
from cleanarc.rules.registry import load_rules

MANY = 100_000
SENTENCE = "The harbour of Lindmouth reopened on Monday after six weeks of dredging, the port authority said. "
ARTICLE = "<article><h1>Harbour reopens after dredging</h1>" + f"<p>{SENTENCE * 3}</p>" * 12 + "</article>"
ATTRIBUTES = " ".join(f"a{n}=1" for n in range(10 * MANY))
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))

REFUSED = {
    "deep": "<div>" * MANY,
    "deep behind a quote": '<a title="<div>">' + "<div>" * MANY,
    "deep behind an odd quote": "<p a='\"'>" + "<div>" * MANY,
    "deep behind a script": "<script>'<!--<script>'</script>" + "<div>" * MANY + "</script>",
    "deep behind a comment": "<!-- > -->" + "<div>" * MANY,
    "deep behind a comment with an odd end": "<!-- --!>" + "<div>" * MANY,
    "deep behind what is no comment": "<!x <!-- >" + "<div>" * MANY,
    "deep in the title of a drawing": "<svg><title>" + "<div>" * MANY,
    "deep behind data in a drawing": "<svg><![CDATA[ > <!-- ]]></svg>" + "<div>" * MANY,
    "deep behind a drawing that ends oddly": "<svg></p><title><!--</title>" + "<div>" * MANY,
    "deep lists": "<ul><li>x" * MANY,
    "deep tables": "<table><tr><td>x" * MANY,
    "attributes": f"<p {ATTRIBUTES}>x</p>",
    "attributes behind a quote": f"<p x='>' {ATTRIBUTES}>x</p>",
    "attributes of an end tag": f"</p {ATTRIBUTES}>x",
    "attributes of many <body>": "".join(f"<body a{n}=1>" for n in range(MANY)),
    "open formatting": "<b>" * MANY + "<p>x" * 100,
    "open formatting in a small page": "".join(f"<p><font size={n}>x" for n in range(2_000)),
    "quoted open formatting in a small page": "".join(f"<p><font size='>{n}'>x" for n in range(2_000)),
    "formatting ended in disorder": "<i><div></i>x" * MANY,
    "paragraphs": "<p>x" * 10 * MANY,
    "sentences": f"<p>{SENTENCE}" * 15_000,
    "headings": "<h1>x</h1>" * MANY,
    "links": "".join(f"<a href=/{n}>l{n}</a>" for n in range(MANY)),
    "links to an author": '<a href="/author/x">Jane Example</a>' * MANY,
    "table rows": "<table>" + "<tr><td>a<td>b" * MANY + "</table>",
    "text": "<p>" + SENTENCE * 300_000,
    "one word": "<p>" + "a" * 20_000_000,
    "stacked marks": "<p>a" + "\u0301\u0323" * 500_000,
}
CLEANED = {
    "entities": f"<!DOCTYPE x [{BOMB}]><p>&a11;</p>{ARTICLE}",
    "ampersands": "<p>" + "&amp;" * MANY + f"</p>{ARTICLE}",
    "a script": "<script>" + "var x=1;" * 4_000_000 + f"</script>{ARTICLE}",
    "a picture": "<img src='data:" + "A" * 30_000_000 + f"'>{ARTICLE}",
    "a class": f'<div class="{"story-body " * MANY}">{ARTICLE}</div>',
    "classes": f'<div class="{" ".join(f"c{n}x" for n in range(MANY))}">{ARTICLE}</div>',
    "an attribute's name": "<p " + "a" * 20_000_000 + f"=1>x</p>{ARTICLE}",
    "comments": "<!-- x -->" * MANY + ARTICLE,
    "a long block": f"<p>{SENTENCE * 15_000}</p>{ARTICLE}",
    "headings of boxes": ARTICLE + "<p>Comments</p><p>Related articles</p><p>About the author</p>" * 3_000,
    "lists of boxes": ARTICLE
    + "".join(f"<p>Related articles</p><p>{n} days</p><p>{n} comments</p>" for n in range(3_000)),
    "a thread": ARTICLE + f"<p>Jo Sample says</p><p>{SENTENCE}</p><p>Reply</p>" * 3_000,
    "headlines": ARTICLE + "".join(f"<h1>Day {n} at sea</h1><p>By Jane Example</p>" for n in range(4_500)),
    "attributes of many tags": ARTICLE + f"<p {' '.join(f'data-a{n}=1' for n in range(200))}>{SENTENCE}</p>" * 1_500,
    "names": "<p>By " + "Jane Example and " * MANY + f"</p>{ARTICLE}",
    "emoji": "<p>" + "👩‍👩‍👧‍👦" * MANY + f"</p>{ARTICLE}",
    "a marked title": f"<title>{'a | ' * MANY}</title>{ARTICLE}",
    "linked data": f"<script type='application/ld+json'>{json.dumps([{'author': SENTENCE}] * MANY)}</script>{ARTICLE}",
}
THIN = {
    "data": f"<script>x={json.dumps([{'body': SENTENCE * 3, 'title': f'Story {n}'} for n in range(14_000)])}</script>",
    "one string": f"<script>x={json.dumps({'articleBody': SENTENCE * 50_000})}</script>",
    "strings in strings": f"<script>x={json.dumps(json.dumps(json.dumps({'body': SENTENCE * 9_000})))}</script>",
    "brackets": "<script type='application/json'>" + "[" * 10 * MANY + "</script>",
    "braces": "<script>" + "{" * 30 * MANY + "</script>",
    "escapes": '<script>x="' + '\\\\\\"' * 10 * MANY + '"</script>',
    "a stream": '<script>self.__next_f.push([1,"' + "a:" * 300_000 + '"])</script>',
}
TEXTS = {
    "one line": "word " * 390_000,
    "lines": "x\n" * 10 * MANY,
    "rows": "a | b | c\n" * 19_000,
    "buttons": "Share on Facebook\n\nRead more: Fish\n\n" * 9_000,
    "bylines": "By Jane Example and " * 90_000,
    "marks": "& " * 900_000,
    "stacked marks": "a" + "\u0301\u0323" * 500_000,
    "invisible": "\u200b" * 1_900_000,
}
CONFIG = "body: //div[@class='none']\nstrip: //p[contains(., 'no such word')]\nstrip_id_or_class: no-such-box"
DIRECTED = replace(load_rules(), configs=(read_site_config("global.txt", CONFIG),))
GREATEST = f"""
import resource, sys
import cleanarc
data = sys.stdin.buffer.read()
for document in data.split(b"{"=" * 40}"):
    cleanarc.clean(document).metadata
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_too_much_is_a_problem(name: str) -> None:
    result = cleanarc.clean(REFUSED[name] + ARTICLE, media_type="text/html")
    assert result.text == ""
    assert {problem.code for problem in result.problems} <= {
        "too-deep", "too-large", "too-many-attributes", "too-tangled",
    }  # fmt: skip
    assert result.metadata.authors == ()


@pytest.mark.parametrize("name", CLEANED)
def test_an_article_among_it_is_found(name: str) -> None:
    result = cleanarc.clean(CLEANED[name], media_type="text/html")
    assert SENTENCE.strip() in result.text
    assert result.metadata.title


@pytest.mark.parametrize("name", [*REFUSED, *CLEANED])
def test_a_page_whose_site_has_a_config_meets_the_same_limits(name: str) -> None:
    page = REFUSED[name] + ARTICLE if name in REFUSED else CLEANED[name]
    result = cleanarc.clean(page, media_type="text/html", rules=DIRECTED)
    assert (SENTENCE.strip() in result.text) == (name in CLEANED)


@pytest.mark.parametrize("name", THIN)
def test_what_scripts_hold_of_a_thin_page_is_read_with_measure(name: str) -> None:
    html = f"<title>Harbour reopens after dredging</title><p>Thin.</p>{THIN[name]}"
    assert len(cleanarc.clean(html, media_type="text/html").page.text) <= 2_000_000


@pytest.mark.parametrize("name", TEXTS)
def test_plain_text_is_cleaned_or_too_much(name: str) -> None:
    result = cleanarc.clean(TEXTS[name], media_type="text/plain")
    assert {problem.code for problem in result.problems} <= {"too-large", "no-text"}


def test_null_bytes_are_no_text() -> None:
    assert [problem.code for problem in cleanarc.clean(b"\0" * 5_000_000).problems] == ["binary"]


def test_memory_is_bounded() -> None:
    documents = [*REFUSED.values(), *CLEANED.values(), *(f"<p>Thin.</p>{thin}" for thin in THIN.values())]
    done = subprocess.run(
        [sys.executable, "-c", GREATEST],
        input=("=" * 40).join(documents).encode(),
        capture_output=True,
        check=True,
        timeout=240,
    )
    assert int(done.stdout) < 2_048
