"""Articles about newsletters, cookies, donations, bans and comments, and odd forms: no rule may take anything."""

from pathlib import Path

import pytest

import cleanarc

ARTICLES = sorted((Path(__file__).parent / "near_misses").glob("*.txt"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("parting", ["\n\n", "\n"], ids=["blank-lines", "single-lines"])
def test_nothing_is_taken(path: Path, parting: str) -> None:
    text = path.read_text("utf-8").replace("\n\n", parting)
    taken = [(text[r.span.start : r.span.end], r.rule, r.evidence) for r in cleanarc.clean(text).ledger.removals]
    assert taken == []


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_only_what_stands_below_is_taken(path: Path) -> None:
    text = path.read_text("utf-8")
    page = f"{text}\nShare this article\n\nSign up for our newsletter\n\n© 2021 Lindmouth Post. All rights reserved.\n"
    assert cleanarc.clean(page).text == cleanarc.clean(text).text
