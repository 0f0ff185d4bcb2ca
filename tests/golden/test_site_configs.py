"""ftr-site-configs on invented pages: every directive, and how files are read and chosen.

A case has a `config` for lindpost.example, or `files` of other names; a `page`, or the common one, at a `url`; and what
comes of it: the paragraphs of the `text` by name or its `lines`, facts, the codes of `problems`, the numbers of the
lines that are `faults`. With `nothing`, all is as without the config. `{first}` is a paragraph wherever it stands.
"""

import re
import tomllib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import cleanarc
from cleanarc.cleaning.html.lxml_page import CostlyXPath, LxmlPage
from cleanarc.model import CleanResult, Policy, Removal, Tier
from cleanarc.rules.foreign.directives import DIRECTIVES
from cleanarc.rules.foreign.read_site_config import read_site_config
from cleanarc.rules.registry import RuleSet, load_rules

TABLE = tomllib.loads(Path(__file__).with_suffix("").with_name("site_configs.toml").read_text("utf-8"))
SAMPLES = Path(__file__).parents[2] / "samples"
CASES = [pytest.param(case, id=case["what"]) for case in TABLE["case"]]


def filled(text: str) -> str:
    for name, paragraph in TABLE["paragraphs"].items():
        text = text.replace(f"{{{name}}}", paragraph)
    return text


def rules_of(case: dict[str, Any]) -> RuleSet:
    files = case.get("files", {"lindpost.example.txt": case.get("config", "").strip()})
    configs = tuple(read_site_config(name, text) for name, text in files.items())
    return replace(load_rules(), configs=configs)


def cleaned(case: dict[str, Any], rules: RuleSet | tuple[()] = ()) -> CleanResult:
    return cleanarc.clean(filled(case.get("page", TABLE["page"])), case.get("url", TABLE["url"]), rules=rules)


def facts(result: CleanResult) -> dict[str, Any]:
    found = result.metadata
    codes = [problem.code for problem in result.problems]
    return {
        "text": result.text,
        "title": found.title,
        "authors": list(found.authors),
        "date": found.date,
        "problems": codes,
    }


@pytest.mark.parametrize("case", CASES)
def test_a_config_gives_what_its_case_says(case: dict[str, Any]) -> None:
    without, rules = facts(cleaned(case)), rules_of(case)
    result = facts(cleaned(case, rules))
    wanted = {name: case[name] for name in ("title", "authors", "date", "problems") if name in case}
    if "text" in case or "lines" in case:
        lines = case.get("lines") or [f"{{{name}}}" for name in case["text"]]
        wanted["text"] = filled("\n\n".join(lines)) + "\n" if lines else ""
    assert {name: result[name] for name in wanted} == wanted
    assert (result == without) == case.get("nothing", False)
    faults = [fault.line for config in rules.configs for fault in config.faults]
    assert sorted(faults) == case.get("faults", [])


def test_every_directive_has_a_case() -> None:
    said = {directive.name for case in TABLE["case"] for c in rules_of(case).configs for directive in c.directives}
    assert said == set(DIRECTIVES)


def test_every_directive_is_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+)", "".join(line for line in page.splitlines() if line.startswith("| `"))))
    assert set(DIRECTIVES) <= named


def test_the_ledger_names_file_and_line_and_keeps_the_kind_that_others_tell() -> None:
    case = {"config": "body: //div[@id='story']\nstrip: //p[@class='last']"}
    result = cleaned(case, rules_of(case))
    removals = {result.page.text[r.span.start : r.span.end].strip(): r for r in result.ledger.removals}
    title = removals["The harbour reopens"]
    assert title[1:5] == (
        "ftr/lindpost.example/body", "title", "lindpost.example.txt: body: //div[@id='story']", Tier.SITE,
    )  # fmt: skip
    stripped: Removal = removals[TABLE["paragraphs"]["third"]]
    assert stripped.evidence == "lindpost.example.txt: strip: //p[@class='last']"


@pytest.mark.parametrize("source", sorted(SAMPLES.glob("*.html")), ids=lambda path: path.name)
def test_a_config_that_asks_for_nothing_changes_no_text(source: Path) -> None:
    rules = rules_of({"files": {"global.txt": "prune: yes"}})
    assert cleanarc.clean(source.read_bytes(), rules=rules).text == cleanarc.clean(source.read_bytes()).text


CAPTIONED = """<body><h1>The harbour reopens</h1><article><p>{first} {second}</p>
<figure><img src="a.jpg"><figcaption>A ferry at the quay of Lindmouth at noon.</figcaption></figure>
<p>{third} {far}</p></article></body>"""


@pytest.mark.parametrize(
    ("config", "policy", "stays"),
    [
        ("body: //article", Policy(), False),
        ("body: //article\nprune: no", Policy(), True),
        ("body: //article\nprune: no\nstrip: //figure", Policy(), False),
        ("body: //article\nprune: no\nstrip: //figure", Policy(captions=True), True),
    ],
)
def test_who_decides_is_as_the_docs_tell(config: str, policy: Policy, stays: bool) -> None:
    rules = rules_of({"config": config})
    result = cleanarc.clean(filled(CAPTIONED), TABLE["url"], rules=rules, policy=policy)
    assert ("A ferry at the quay" in result.text) == stays


def test_the_page_records_the_config_that_it_was_cut_by() -> None:
    case = {"config": "prune: no"}
    rules = rules_of(case)
    assert cleaned(case, rules).versions.config == rules.configs[0].digest
    assert cleaned(case).versions.config is None
    elsewhere = {"config": "prune: no", "url": "https://elsewhere.example/"}
    assert cleaned(elsewhere, rules).versions.config is None


HOSTILE = [
    "//p/following-sibling::*",
    "//*[//*[//*]]",
    "//*[contains(//body, 'zz')]",
    "//p[preceding::p]/following::p",
    "//p[.//text()[../../p]]",
    "//*//*//*",
]


@pytest.mark.parametrize("xpath", HOSTILE)
@pytest.mark.parametrize("page", ["flat", "deep"])
@pytest.mark.timeout(20)
def test_no_expression_hangs(xpath: str, page: str) -> None:
    """Those that might are passed over with a problem; the page is cleaned all the same."""
    html = "<p>Some words.</p>" * 19_000 if page == "flat" else ("<div>" * 200 + "<p>x</p>" * 20 + "</div>" * 200) * 45
    with suppress(CostlyXPath):
        LxmlPage(html.encode()).find(xpath)


def test_an_expression_that_may_take_too_long_is_a_problem_of_the_page() -> None:
    rules = rules_of({"config": "strip: //p/following-sibling::*"})
    result = cleanarc.clean("<p>Some words of a text.</p>" * 10_000, TABLE["url"], rules=rules)
    problem = next(problem for problem in result.problems if problem.code == "directive-passed-over")
    assert problem.message.startswith(
        "lindpost.example.txt, line 1: 'strip: //p/following-sibling::*' may take too long"
    )


def test_replacing_that_would_never_end_is_passed_over() -> None:
    doubling = "\n".join(f"replace_string({'w' * (n % 3 + 1)}): {'w' * 1000}" for n in range(50))
    result = cleanarc.clean("<p>Some words of a text.</p>", TABLE["url"], rules=rules_of({"config": doubling}))
    assert "directive-passed-over" in {problem.code for problem in result.problems}
