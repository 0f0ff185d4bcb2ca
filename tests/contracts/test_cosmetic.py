"""Lists of cosmetic filters: what each form hides and does not hide, what can't be used, and what may not hide."""

import pickle
import time
from pathlib import Path

import pytest
from cli.shell import run

import cleanarc
from cleanarc.cleaning.cosmetic import propose_filters
from cleanarc.cleaning.html.named import Named
from cleanarc.cleaning.html.tree import tree_of
from cleanarc.cleaning.segment_html import segment_html
from cleanarc.model import Kind, Span, Tier
from cleanarc.rules.foreign.cosmetic import read_list
from cleanarc.rules.foreign.filters import Filters
from cleanarc.rules.foreign.text_pattern import Texts
from cleanarc.rules.foreign.unusable import Reason
from cleanarc.rules.registry import load_rules

URL = "https://www.lindpost.example/harbour"


def hidden(filters: str, html: str, url: str | None = URL, article: tuple[Span, ...] = ()) -> list[str]:
    """The texts of a page that a list hides."""
    segmented = segment_html(html)
    lists = [read_list("list.txt", filters)]
    removals = propose_filters(segmented, url, article, Filters(lists))
    text = segmented.page.text
    return sorted({text[r.span.start : r.span.end].strip().replace("\n", " | ") for r in removals})


PAGE = """
<body class="post"><div id="promo" class="ad-box wide"><p>one</p></div>
<section class="rail"><h3>two</h3><ul><li class="x">three <a href="https://ads.example/a?b=1&amp;c=2">four</a></li>
<li data-role="Card">five</li></ul></section>
<p class="ad-text">six</p><my-banner>seven</my-banner>
<p class="a:b 1c">eight <b>nine</b></p><p lang="de-AT" title="Sponsored by us">ten</p>
"""


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        (".ad-box", ["one"]),
        (".ad", []),
        ("#promo", ["one"]),
        ("#Promo", []),
        (".ad-box, #none, .x", ["one", "three four"]),
        ("div.ad-box.wide", ["one"]),
        ("p.ad-box", []),
        ("my-banner", ["seven"]),
        (r".a\:b", ["eight nine"]),
        (r".\31 c b", ["nine"]),
        ('a[href^="https://ads.example/"]', ["four"]),
        ('a[href^="https://ad.example/"]', []),
        ('a[href$="&c=2"]', ["four"]),
        ("[href*='//ads.']", ["four"]),
        ("[href*='=1&c']", ["four"]),
        ("[href*='=1&amp;c']", []),
        ("[data-role='']", []),
        ("[data-role]", ["five"]),
        ('[data-role="card"]', []),
        ('[data-role="card" i]', ["five"]),
        ("[class~='wide']", ["one"]),
        ("[lang|=de]", ["ten"]),
        ("[title*=Sponsored]", ["ten"]),
        (".rail > ul > .x", ["three four"]),
        (".rail > .x", []),
        (".rail a", ["four"]),
        ("ul > .x ~ li", ["five"]),
        (":is(h3, .x)", ["three four", "two"]),
        ("li:where(.x)", ["three four"]),
        ("li:not(.x)", ["five"]),
        ("li:not(.x, [data-role])", []),
        ("li:not(section li)", []),
        ("section:has(a)", ["two | three four | five"]),
        ("li:has(> a[href*=ads])", ["three four"]),
        ("section:has(> a)", []),
        ("li:has(~ li)", ["three four"]),
        ("li:not(:has(a))", ["five"]),
        ("div:-abp-has(p)", ["one"]),
        ("li:has-text(thr)", ["three four"]),
        ("li:has-text(Thr)", []),
        ("li:has-text(/^THREE four$/i)", ["three four"]),
        (r"li:has-text(/\u0066ou[r(]|[)/]/)", ["three four"]),
        (":is(li, p):has-text('ive')", ["five"]),
        ("li:-abp-contains(three)", ["three four"]),
        ("li:contains(five)", ["five"]),
        ("li:not(:has-text(three))", ["five"]),
        ("section:has(> ul > li:has-text(five)) h3", ["two"]),
        ("a:upward(1)", ["three four"]),
        ("a:upward(2)", ["three four | five"]),
        ("a:upward(9)", []),
        ("a:upward(section)", ["two | three four | five"]),
        ("a:upward(.x, ul)", ["three four"]),
        ("a:upward(a)", []),
        ("a:nth-ancestor(1)", ["three four"]),
        ("a:upward(ul) > li:not(.x)", ["five"]),
        (".x:remove()", ["three four"]),
        ("body", []),
        (".post", []),
        (".post > p b", ["nine"]),
    ],
)
def test_each_form_hides_what_it_names(selector: str, found: list[str]) -> None:
    for line in (f"##{selector}", f"lindpost.example##{selector}", f"lindpost.example#?#{selector}"):
        assert hidden(line, PAGE) == found
    assert hidden(f"other.example##{selector}", PAGE) == []


@pytest.mark.parametrize(
    ("filters", "hides"),
    [
        ("lindpost.example##.ad-box", True),
        ("www.lindpost.example##.ad-box", True),
        ("m.lindpost.example##.ad-box", False),
        ("post.example##.ad-box", False),
        ("other.example,LindPost.example##.ad-box", True),
        ("lindpost.*##.ad-box", True),
        ("lind.*##.ad-box", False),
        ("*##.ad-box", True),
        ("~lindpost.example##.ad-box", False),
        ("~other.example##.ad-box", True),
        ("lindpost.example,~www.lindpost.example##.ad-box", False),
        ("~lindpost.example,www.lindpost.example##.ad-box", True),
        ("##.ad-box\nlindpost.example#@#.ad-box", False),
        ("##.ad-box\nother.example#@#.ad-box", True),
        ("##.ad-box\n~other.example#@#.ad-box", False),
        ("##.ad-box\n#@#.ad-box", False),
        ("##.ad-box\nlindpost.example#@#.wide", True),
        ("lindpost.example##.ad-box\nlindpost.example#@#.ad-box", False),
        ("##div:has(> p)\nlindpost.example#@?#div:has(> p)", False),
        ("##.ad-box\n@@||lindpost.example^$generichide", False),
        ("##.ad-box\n@@||lindpost.example^$elemhide,badfilter", True),
        ("lindpost.example##.ad-box\n@@||lindpost.example^$ghide", True),
        ("##.ad-box\n@@||other.example^$elemhide", True),
    ],
)
def test_a_filter_is_for_some_sites(filters: str, hides: bool) -> None:
    assert hidden(filters, PAGE) == (["one"] if hides else [])


def test_where_the_address_is_not_known_only_filters_for_all_sites_hide() -> None:
    filters = "##.ad-box\nlindpost.example##.x\n~lindpost.example##my-banner"
    assert hidden(filters, PAGE, url=None) == ["one", "seven"]
    assert hidden("bücher.example##.ad-box", PAGE, "https://xn--bcher-kva.example/") == ["one"]
    assert hidden("127.0.0.1##.ad-box\n127.*##.x\n127.0.0.*##my-banner", PAGE, "http://127.0.0.1:8080/") == ["one"]


UNUSABLE = {
    Reason.NETWORK: [
        "||ads.example^$third-party",
        "@@||ads.example^",
        "/banner/*/img^",
        "-ad-box.",
        "a.example$$script",
    ],
    Reason.SCRIPT: [
        "lindpost.example##+js(set, a, 1)",
        "lindpost.example#@#+js()",
        "lindpost.example#%#//scriptlet('x')",
        "lindpost.example#$#abort-on-property-read alert",
    ],
    Reason.RESPONSE: ["lindpost.example##^script:has-text(x)", "lindpost.example##^.box"],
    Reason.STYLE: [
        "##.box:style(position: static !important)",
        "lindpost.example#$#.box { margin: 0 }",
        "##.box {display: none}",
        "##.box:remove-class(x)",
    ],
    Reason.SITES: ["/lind.*/##.box", "[$path=/a]lindpost.example##.box", "lindpost.example|a##.box"],
    Reason.RUNNING: [
        "##.box:matches-css(position: fixed)",
        "##.box:matches-path(/a)",
        "##.box:hover",
        "##.box::before",
        "##.box:before",
        "##:xpath(//div[@a='(']/p)",
        "##.box:-abp-properties(width: 3px)",
    ],
    Reason.UNREAD: [
        "##img",
        "##div:has(> iframe)",
        "##.a:not(:has(.b))",
        "##.a:not(:is(p:has([href])))",
        "##.a + .b",
        "##li:first-child",
        "##li:nth-of-type(2)",
        "##.a:empty",
        "##html > body > .a",
    ],
    Reason.PATTERN: [
        "##.a:has-text(/(/)",
        "##.a:has-text(/(?<=x)y/)",
        r"##.a:has-text(/(a)\1/)",
        "##.a:has-text()",
        "##.a:has-text(/a/x)",
    ],
    Reason.LONG: ["##" + ".a" * 2001, "##" + ":not(" * 17 + ".a" + ")" * 17],
    Reason.UNSOUND: [
        "##",
        "#### a comment",
        "##.",
        "##div[",
        "##> .a",
        "##.a >",
        "##.a,,.b",
        "##a b|c",
        "##.a:not()",
        "##.a:is(..)",
        "##.a:upward(0)",
        "##.a:upward(256)",
        "##.a:upward(99999999999999999999)",
        "##.a:upward(..)",
        "##div:has(a:upward(1))",
    ],
}


@pytest.mark.parametrize(("reason", "line"), [(reason, line) for reason, lines in UNUSABLE.items() for line in lines])
def test_what_cannot_be_used_is_counted_by_reason(reason: Reason, line: str) -> None:
    found = read_list("list.txt", line)
    assert found.refused == {reason: 1}
    assert list(Filters([found]).candidates(URL, Named(tree_of("<body></body>")))) == []


def test_comments_are_no_filters() -> None:
    lines = ["[Adblock Plus 2.0]", "! ##.ad-box", "!#include a.txt", "# a comment", "#", "", "  "]
    assert read_list("list.txt", "\r\n".join(lines)).lines == ()


def test_whatever_stands_in_a_list_it_is_read() -> None:
    for odd in (
        "\0",
        "\\",
        "\ud800",
        "##\\",
        '##[a="',
        "##:has-text(",
        "##:has-text(/",
        "#@",
        "##::",
        "##" + "(" * 5000,
        "##:is(:is",
    ):
        read_list("list.txt", odd)


def test_the_evidence_names_list_and_filter_and_the_name_tells_the_kind() -> None:
    filters = "##.newsletter-signup\nlindpost.example###c1 .x > .y\n##[class^='cookieNotice'] b"
    page = "<p class=newsletter-signup>one<div id=c1><p class=x><b class=y>two</b></div><p class=cookieNotice2><b>three"
    lists = Filters([read_list("mine.txt", filters)])
    found = sorted(propose_filters(segment_html(page), URL, (), lists), key=lambda removal: removal.span)
    assert [(r.rule, r.kind, r.evidence, r.tier) for r in found] == [
        ("cosmetic", Kind.NEWSLETTER, "mine.txt hides '##.newsletter-signup'", Tier.GENERIC),
        ("cosmetic", Kind.BOILERPLATE, "mine.txt hides '###c1 .x > .y' on this site", Tier.SITE),
        ("cosmetic", Kind.COOKIE, "mine.txt hides '##[class^='cookieNotice'] b'", Tier.GENERIC),
    ]


@pytest.mark.parametrize("filters", ["lindpost.example##.box-3", "##.box-3"])
def test_a_caption_that_is_hidden_is_one_and_stays_where_captions_do(tmp_path: Path, filters: str) -> None:
    (tmp_path / "own.txt").write_text(f"[Adblock Plus 2.0]\n{filters}\n", "utf-8")
    caption = "A ferry at the quay of Lindmouth at noon."
    prose = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 3)
    figure = f"<figure class=box-3><img src=a.jpg><figcaption>{caption}</figcaption></figure>"
    page = f"<title>The harbour</title><article><h1>The harbour</h1>{prose}{figure}{prose}</article>"
    result = cleanarc.clean(page, URL, rules=[tmp_path])
    assert caption not in result.text
    assert Kind.CAPTION in {r.kind for r in result.ledger.removals if caption in result.page.text[slice(*r.span)]}
    assert caption in cleanarc.clean(page, URL, rules=[tmp_path], policy=cleanarc.Policy(captions=True)).text


@pytest.mark.parametrize(
    ("filters", "hides"),
    [
        ("##.few", True),
        ("##.some", False),
        ("lindpost.example##.some", True),
        ("lindpost.example##.most", False),
        ("lindpost.example##.other", True),
    ],
)
def test_a_filter_that_would_hide_much_of_the_article_hides_nothing(filters: str, hides: bool) -> None:
    page = (
        "<p class='few'>0123456789</p><p class='some'>" + "0" * 30 + "</p><div class=most><p>" + "0" * 60 + "</p></div>"
    )
    article = (Span(0, 10), Span(11, 41), Span(42, 102))
    assert bool(hidden(filters, f"{page}<p class='other'>{'0' * 900}</p>", article=article)) is hides


def test_filters_go_to_other_processes() -> None:
    filters = Filters([read_list("list.txt", "##[title]\nlindpost.example##.x")])
    segmented = segment_html(PAGE)
    here, there = (
        list(propose_filters(segmented, URL, (), one)) for one in (filters, pickle.loads(pickle.dumps(filters)))
    )
    assert here == there != []


@pytest.mark.parametrize(
    ("name", "text", "is_list"),
    [
        ("own.txt", "! mine\n##.ad\n", True),
        ("easylist.txt", "[Adblock Plus 2.0]\n||ads.example^\n", True),
        ("a.example.txt", "[Adblock Plus 2.0]\n##.ad\n", True),
        ("a.example.txt", "##.ad is a comment there\nprune: no\n", False),
        ("NOTES.txt", "# Notes\n\n## Of lists\nwith a # and ## in them\n", False),
        ("hosts.txt", "# hosts\n0.0.0.0 ads.example\n", False),
        (
            "README.txt",
            "My rules\n\n##Notes\nThey hide what I do not want to read.\n##Usage\nName the folder.\n",
            False,
        ),
        ("LICENSE.txt", "Do what you like.\n##.notes\nNo warranty.\n", False),
        ("mixed.txt", "||ads.example^\n@@||cdn.example^\n##.ad\n/banner/*\n! so far\n", True),
    ],
)
def test_a_list_is_known_by_its_header_or_its_filters(tmp_path: Path, name: str, text: str, is_list: bool) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert (load_rules([tmp_path]).filters is not None) is is_list


def test_many_texts_are_found_as_one_by_one() -> None:
    texts = [f"{n:x}{'é' * (n % 3)}(.*" for n in range(9000)]
    text = "7f(.* 1ebéé(.* 9c0é(.* 9c0éé(.x"
    assert Texts(texts).within(text) == [one for one in texts if one in text]


HOSTILE = {
    "expressions that other engines never end on": [f"##div:has-text(/(x+x+)+{n}y/)" for n in range(3000)],
    "texts": [f"##*:has-text(n{n})" for n in range(50_000)],
    "long selectors": ["##" + " ".join(["div:not(.a)"] * 100) for _ in range(300)],
    "selectors of nothing": ["##*"] * 50_000,
    "values": [f"##[title*='x{n}' i]" for n in range(5000)],
    "sites": [",".join(f"s{n}.example" for n in range(20_000)) + "##.a"] * 20,
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("lines", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_list_takes_no_long_time_on_a_page(lines: list[str]) -> None:
    page = "<div>" * 200 + "".join(f"<p title='{n}{'x' * 50}'>{'x' * 50} {n}</p>" for n in range(5000))
    filters = Filters([read_list("list.txt", "\n".join(lines))])
    segmented = segment_html(page)
    start = time.process_time()
    list(propose_filters(segmented, URL, (), filters))
    assert time.process_time() - start < 20


def test_a_list_named_on_the_command_line_cleans(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("[Adblock Plus 2.0]\n##.strip-7\n||ads.example^\n", "utf-8")
    prose = "".join(
        f"<p>{sentence} The harbour reopened on Monday after six weeks of repairs.</p>" for sentence in SENTENCES
    )
    tide = "The tide tables for the coming months are printed by our own house and sold there."
    page = f"<title>The harbour</title><article><h1>The harbour</h1>{prose}<p class=strip-7>{tide}</p>{prose}</article>"
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert tide in run("clean", tmp_path / "page.html").stdout
    cleaned = run("clean", tmp_path / "page.html", "--rules", tmp_path / "own.txt")
    assert cleaned.exit_code == 0
    assert tide not in cleaned.stdout
    assert (
        "own.txt hides '##.strip-7'" in run("explain", tmp_path / "page.html", "--rules", tmp_path / "own.txt").stdout
    )
    result = cleanarc.clean(page, rules=[tmp_path])
    assert [r.kind for r in result.ledger.removals if r.rule == "cosmetic"] == [Kind.BOILERPLATE]


SENTENCES = [
    "Fishers had waited since the storm of March, which broke the outer wall in two places.",
    "The repairs cost four million, of which the town pays half, said the mayor at noon.",
    "Ships of more than forty metres must wait until June, when the second crane arrives.",
]
