"""Lists of other articles: their headings and what stands below them, and grids of teasers."""

from collections.abc import Iterator
from itertools import islice

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.cards import cards_of
from cleanarc.rules.teasers import Shapes, list_below
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import whole_lines

_STORY = "The ferry to the outer islands will not run before Monday, the port authority said on Friday evening."

_MOST_LISTS = 50
"""Headings below which a list is looked for, of which each may reach to the page's end. Of 918 article pages none has
half as many."""


def _propose(view: View) -> Iterator[Removal]:
    yield from whole_lines(RULE, view)
    headings = ((n, phrase) for n, phrase in view.phrases.items() if phrase.kind is Kind.RELATED and phrase.opens)
    shapes = Shapes(view)
    for index, phrase in islice(headings, _MOST_LISTS):
        if below := list_below(view, index, shapes):
            heading = view.lines[index]
            if index not in view.prompts:
                yield RULE.remove(heading, f"the heading '{phrase.text}' with a list of articles below it")
            for line in below:
                if line.index not in view.prompts:
                    yield RULE.remove(line, f"in the list of articles under '{heading.text}'")
    for card in cards_of(view) if view.is_html else ():
        for line in (card.headline, *card.below):
            if line.index not in view.prompts:
                yield RULE.remove(line, f"in the teaser of '{card.headline.text}', one of several")


_HEADLINES = ("Hafenmauer wird erneuert", "Fischer wollen spätere Saison", "Kran fällt ins Hafenbecken")
_TEXT = f"<p>{_STORY}</p>" * 4


def _page(*cards: str) -> str:
    return f"<body><article>{_TEXT}</article><div class=grid>{''.join(cards)}</div></body>"


def _card(headline: str, below: str) -> str:
    return f"<section class=card><h3 class=card-title><a href=/x>{headline}</a></h3>{below}</section>"


RULE = Rule(
    name="related",
    code="P02",
    kind=Kind.RELATED,
    why="Headlines and teasers of other articles are none of this one.",
    risk="Inside a story, the last headline of a list can't be told from the story's next subheading, so it stays.",
    removes=(
        Example(
            f"{_STORY}\n\nPopular\n\nRecent\nRelated\n\nHarbour wall to be rebuilt by spring\n\n"
            "Lindmouth (NNA) - The harbour wall that broke in...\n\nFishermen ask for a later season\n\n"
            "Lindmouth (NNA) - The fishermen of the west coast...",
            (
                "Popular",
                "Recent",
                "Related",
                "Harbour wall to be rebuilt by spring",
                "Lindmouth (NNA) - The harbour wall that broke in...",
                "Fishermen ask for a later season",
                "Lindmouth (NNA) - The fishermen of the west coast...",
            ),
        ),
        Example(
            f"{_STORY}\n\nRead also\nHarbour wall to be rebuilt by spring\n\n{_STORY}",
            ("Read also", "Harbour wall to be rebuilt by spring"),
        ),
        Example(
            "Die Fähre zu den äußeren Inseln fährt nicht vor Montag, teilte der Hafen am Freitagabend mit.\n\n"
            "Meistgelesen\n\nHafenmauer wird bis zum Frühjahr erneuert\n\nFischer wünschen sich eine spätere Saison",
            (
                "Meistgelesen",
                "Hafenmauer wird bis zum Frühjahr erneuert",
                "Fischer wünschen sich eine spätere Saison",
            ),
        ),
        Example(
            "Паром на дальние острова не выйдет в море раньше понедельника, сообщили в порту вечером в пятницу.\n\n"
            "Читайте также\n\nСтену гавани отстроят к весне",
            ("Читайте также", "Стену гавани отстроят к весне"),
        ),
        Example(
            "لن تبحر العبارة إلى الجزر البعيدة قبل يوم الاثنين، بحسب ما أعلنته سلطة الميناء مساء الجمعة.\n\n"
            "اقرأ أيضا\n\nإعادة بناء جدار الميناء بحلول الربيع",
            ("اقرأ أيضا", "إعادة بناء جدار الميناء بحلول الربيع"),
        ),
        Example(
            f"<p>{_STORY}</p><h3>Related</h3><ul><li><a href='/a'>Harbour wall to be rebuilt by spring</a></li>"
            f"<li><a href='/b'>Fishermen ask for a later season</a></li></ul><p>{_STORY}</p>",
            ("Related", "Harbour wall to be rebuilt by spring", "Fishermen ask for a later season"),
        ),
        Example(
            _page(*(_card(headline, "<p>3. Mai 2021</p>") for headline in _HEADLINES)),
            tuple(text for headline in _HEADLINES for text in (headline, "3. Mai 2021")),
        ),
        Example(
            _page(*(_card(headline, "<p>Wie der Hafen mitteilte, ist die…</p>") for headline in _HEADLINES)),
            tuple(text for headline in _HEADLINES for text in (headline, "Wie der Hafen mitteilte, ist die…")),
        ),
    ),
    keeps=(
        # The events of a round-up stand in the article's box, or are its most part; sections have no dates.
        _page().replace("</article>", "".join(_card(one, "<p>3. Mai 2021</p>") for one in _HEADLINES) + "</article>"),
        f"<article>{_TEXT}{''.join(f'<h3><a href=/x>{one}</a></h3><p>3 May 2021</p>' for one in _HEADLINES)}</article>",
        _page(*(_card(one, f"<p>3. Mai 2021</p><p>{_STORY} {_STORY}</p>") for one in (*_HEADLINES, *_HEADLINES))),
        _page(*(_card(headline, f"<p>{_STORY}</p>") for headline in _HEADLINES)),
        f"{_STORY}\n\nRelated\n\n{_STORY}",
        f"{_STORY}\n\nPopular\n\n{_STORY} It is the most popular line.\n\nRecent\n\n{_STORY}",
        "The word has three senses.\n\nRelated: the two firms shared an owner, and the suit was dropped.\n\n" + _STORY,
    ),
    propose=_propose,
)
