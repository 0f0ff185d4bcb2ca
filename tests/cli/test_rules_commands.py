"""`rules list|show|check`: what is declared is shown, and what does not hold is found."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from shell import run

import cleanarc
from cleanarc.model import Removal
from cleanarc.rules.registry import load_rules
from cleanarc.rules.view import View
from cleanarc.tools.rules import check_rules

SAMPLES = sorted((Path(__file__).parents[2] / "samples").iterdir())
LINE = """
[[layout.line]]
name = "{name}"
kind = "donation"
where = "line"
pattern = "{pattern}"
why = "its banner"
"""
PACK = """
name = "{name}"
why = "A paper."
hosts = ["lindpost.example"]
[[layout]]
since = 2020-01-01
{line}
[[example]]
text = "Six ferries, one harbour, one Post"
removed = ["Six ferries, one harbour, one Post"]
[[near_miss]]
text = "They give to the post what they can."
"""
CONFIG = """
body: //div[@id='story']
strip: //div[
bdoy: //article
tidy: no
test_url: https://lindpost.example/harbour
test_contains: {text}
test_url: https://lindpost.example/elsewhere
test_contains: nothing that is at hand
"""
STORY = "The harbour of Lindmouth reopened on Monday after six weeks of dredging, the port authority said."
PAGE = f"""<html><head><link rel="canonical" href="https://www.lindpost.example/harbour"></head><body>
<p>Six ferries, one harbour, one Post</p><div id="story"><p>{STORY}</p></div><p>{STORY.upper()}</p></body></html>"""


def pack(folder: Path, name: str, pattern: str = "six ferries, one harbour, one post") -> None:
    text = PACK.format(name=name, line=LINE.format(name="banner", pattern=pattern))
    (folder / f"{name}.toml").write_text(text, "utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE, "utf-8")
    return folder


def test_list_names_every_rule_pack_and_config(own: Path) -> None:
    pack(own, "lindpost")
    (own / "lindpost.example.txt").write_text(CONFIG.format(text=STORY), "utf-8")
    rows = json.loads(run("rules", "list", "--rules", own, "--json").stdout)
    names = [row["name"] for row in rows]
    assert {rule.name for rule in load_rules().rules} < set(names)
    assert {"site/lindpost", "ftr/lindpost.example"} < set(names)
    lines = run("rules", "list", "--rules", own).stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == names
    assert all(row["why"] for row in rows)


@pytest.mark.parametrize("rule", load_rules().rules, ids=lambda rule: rule.name)
def test_show_prints_the_whole_declaration(rule: object) -> None:
    name, code = rule.name, rule.code  # type: ignore[attr-defined]
    shown = run("rules", "show", name).stdout
    assert shown == run("rules", "show", code).stdout
    fact = json.loads(run("rules", "show", name, "--json").stdout)
    assert fact["why"] in shown
    assert fact["risk"] in shown
    assert shown.count("\nexample ") == len(fact["removes"])
    assert shown.count("\nnear-miss ") == len(fact["keeps"])


def test_show_tells_what_each_line_of_a_config_does(own: Path) -> None:
    (own / "lindpost.example.txt").write_text(CONFIG.format(text=STORY), "utf-8")
    shown = run("rules", "show", "ftr/lindpost.example/body", "--rules", own).stdout
    assert "line 2: body: //div[@id='story']\n  removes, or says what is kept" in shown
    assert "line 5: tidy: no\n  is read and has no effect: there is one parser" in shown


def test_filter_lists_are_shown_as_one_rule_with_what_was_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "boxes.txt"
    path.write_text("[Adblock Plus 2.0]\n##.ad-box\n||ads.lindpost.example^\nlindpost.example##.promo\n")
    shown = run("rules", "show", "cosmetic", "--rules", path).stdout
    assert "boxes.txt: 2 lines of filters" in shown
    assert "passed over: 1 rules for requests" in shown


def test_whatever_a_ledger_names_is_shown() -> None:
    policy = cleanarc.Policy(captions=True, credits=True, standfirst="drop", subheadings=False)
    ledgers = [cleanarc.clean(path.read_bytes(), policy=policy).ledger for path in SAMPLES if path.suffix != ".gz"]
    named = {entry.rule for ledger in ledgers for entry in (*ledger.removals, *ledger.repairs, *ledger.keeps)}
    assert named > {"model", "policy"}
    for name in sorted({*named, "learned", "cosmetic"}):
        done = run("rules", "show", name)
        assert (name, done.exit_code) == (name, 0)
        assert "\n  why      " in done.stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [("no-such-rule", "rules list"), ("ftr/lindpost.example/body", "--rules"), ("site/lindpost/banner", "--rules")],
)
def test_an_unknown_rule_is_wrong_use(name: str, said: str) -> None:
    done = run("rules", "show", name)
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_installed_rules_hold() -> None:
    done = run("rules", "check", "--json")
    report = json.loads(done.stdout)
    assert (done.exit_code, report["failing"], report["shadowed"]) == (0, [], [])
    assert report["unused"] is None


def test_an_example_that_fails_is_named(own: Path) -> None:
    pack(own, "lindpost", pattern="seven ferries")
    done = run("rules", "check", "--rules", own)
    assert done.exit_code == 1
    assert "fails      site/lindpost, example 1" in done.stdout


def test_a_line_without_a_meaning_is_reported_and_no_failure(own: Path) -> None:
    (own / "lindpost.example.txt").write_text(CONFIG.format(text=STORY), "utf-8")
    done = run("rules", "check", "--rules", own)
    assert done.exit_code == 0
    for finding in (
        "fault      lindpost.example.txt, line 4: 'bdoy' is no directive",
        "fault      lindpost.example.txt, line 3: '//div[' is no XPath",
        "no effect  lindpost.example.txt, line 5: tidy: no (there is one parser)",
        "untested   2 test_contains",
    ):
        assert finding in done.stdout


def test_what_a_test_contains_is_looked_for_in_the_text_of_its_page(own: Path, pages: Path) -> None:
    config = own / "lindpost.example.txt"
    config.write_text(CONFIG.format(text=STORY), "utf-8")
    assert run("rules", "check", "--rules", own, "--on", pages).exit_code == 0
    config.write_text(CONFIG.format(text=STORY.upper()), "utf-8")
    done = run("rules", "check", "--rules", own, "--on", pages)
    assert done.exit_code == 1
    assert "lindpost.example.txt, line 7: test_contains on https://lindpost.example/harbour" in done.stdout


def test_rules_that_others_take_first_or_that_find_nothing_are_named(own: Path, pages: Path) -> None:
    pack(own, "lindpost")
    pack(own, "lindpost-again")
    pack(own, "seldom", pattern="seven ferries")
    report = json.loads(run("rules", "check", "--rules", own, "--on", pages, "--json").stdout)
    assert report["shadowed"] == [{"rule": "site/lindpost/banner", "by": "site/lindpost-again/banner"}]
    assert "site/seldom" in report["unused"]
    assert "site/lindpost-again" not in report["unused"]
    assert report["documents"] == 1


def test_a_rule_that_fires_only_far_from_what_the_model_takes_for_the_article_is_used(own: Path, pages: Path) -> None:
    links = "".join(f"<li><a href=/s{n}>Section {n}</a></li>" for n in range(80))
    article = f"<article><h1>The harbour reopens</h1>{f'<p>{STORY} {STORY}</p>' * 14}</article>"
    page = PAGE.replace(f'<div id="story"><p>{STORY}</p></div>', f"{article}<ul>{links}</ul><ul>{links}</ul>")
    page = page.replace("</body>", "<footer><p>Sign up for our newsletter</p><p>A small print.</p></footer></body>")
    (pages / "a.html").write_text(page, "utf-8")
    assert "newsletter" in (check_rules(load_rules(), pages).unused or ())
    (own / "lindpost.example.txt").write_text("body: //footer\n", "utf-8")
    assert "newsletter" not in (check_rules(load_rules([own]), pages).unused or ())


def test_no_such_folder_is_wrong_use(tmp_path: Path) -> None:
    assert run("rules", "check", "--on", tmp_path / "none").exit_code == 2


def test_a_rule_that_takes_most_of_the_time_is_slow() -> None:
    rules = load_rules()
    slow, *others = rules.rules

    def propose(view: View) -> Iterator[Removal]:
        sum(range(500_000))
        return iter(())

    report = check_rules(replace(rules, rules=(replace(slow, propose=propose), *others)))
    assert [finding.rule for finding in report.slow] == [slow.name]
    assert check_rules(rules).slow == ()
