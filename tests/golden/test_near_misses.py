"""Articles about newsletters, cookies, donations, bans and comments, and odd forms: no rule may take anything.

A `.txt` in `near_misses/` is an article and nothing else. A `.html` there is a whole page, in which the article stands
between the comments `<!--article-->` and `<!--/article-->`: its words are the clean text's, and there are no others.
"""

import html
import re
from pathlib import Path

import pytest

import cleanarc

FOLDER = Path(__file__).parent / "near_misses"
ARTICLES = sorted(FOLDER.glob("*.txt"))
PAGES = sorted(FOLDER.glob("*.html"))
_ARTICLE = re.compile("<!--article-->(.*)<!--/article-->", re.DOTALL)


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


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_of_a_page_the_article_is_taken_whole(path: Path) -> None:
    page = path.read_text("utf-8")
    marked = _ARTICLE.search(page)
    assert marked is not None
    article = html.unescape(re.sub("<[^>]+>", " ", marked[1]))
    # The bars stand between the cells of a table.
    assert cleanarc.clean(page).text.replace("|", " ").split() == article.split()


def test_there_are_enough_of_them_in_enough_languages() -> None:
    assert len({path.name.split(".")[1] for path in [*ARTICLES, *PAGES]}) >= 12
