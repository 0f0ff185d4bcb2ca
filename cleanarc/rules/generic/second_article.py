"""A second article below the first, as on pages that go on with the next story when a reader scrolls."""

from collections.abc import Iterator
from itertools import takewhile

from cleanarc.model import Kind, Removal, Role
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.box_names import load_box_names
from cleanarc.rules.bylines import byline_opening
from cleanarc.rules.dates import is_date
from cleanarc.rules.examples import BODY, FERRY
from cleanarc.rules.line import Dom, Line
from cleanarc.rules.prose import is_prose, words_of
from cleanarc.rules.view import View

_HEADLINES = frozenset({"h1", "h2"})
_ALIKE = 0.6
"""Share of a headline's words that stand in the page's title."""
_NEAREST = 4
"""Words of class and id that headlines of one style have in common; those farther off name the boxes of one story."""
_END = 2
"""Elements at the end of the path that they have in common: the second article may stand in more boxes."""
_OPENING = 6
"""Lines below a headline among which byline and date stand: standfirst, captions, points in brief."""
_LABEL_WORDS = 16


def _propose(view: View) -> Iterator[Removal]:
    second = _second_headline(view)
    if second is not None:
        evidence = f"another article starts at '{second.text}', a headline of the style of this one's"
        for line in view.lines[second.index :]:
            yield RULE.remove(line, evidence)


def _second_headline(view: View) -> Line | None:
    """The headline of the first article below the page's own; that one says what the page's title says."""
    headings = [
        (line, line.dom) for line in view.lines if line.role is Role.HEADING and line.dom and line.dom.tag in _HEADLINES
    ]
    if len(headings) < 2 or not view.title:
        return None
    title = set(words_of(view.title))
    found = (n for n, (line, dom) in enumerate(headings) if dom.tag == "h1" and _is_alike(line, title))
    if (own := next(found, None)) is None:
        return None
    (first, style), others = headings[own], headings[own + 1 :]
    alike = ((line, dom) for line, dom in others if _is_of_style(dom, style) and not _is_alike(line, title))
    return next((line for line, dom in alike if _opens_article(view, first, line, dom)), None)


def _is_alike(line: Line, title: set[str]) -> bool:
    words = set(words_of(line.text))
    return len(words & title) >= _ALIKE * len(words) > 0


def _is_of_style(one: Dom, other: Dom) -> bool:
    """Whether two headings look the same; the same class makes those of different orders look so."""
    if one.nearest[:_NEAREST] != other.nearest[:_NEAREST]:
        return False
    return bool(one.nearest) if one.tag != other.tag else one.path.split("/")[-_END:] == other.path.split("/")[-_END:]


def _opens_article(view: View, own: Line, headline: Line, dom: Dom) -> bool:
    """Whether prose stands above and below a headline, and near below it who wrote that or when.

    The headline of a chapter has no box or class of its own; one that has none needs both, and the order of the page's.
    """
    is_first = dom.tag == "h1"
    opening = view.lines[headline.index + 1 : headline.index + 1 + _OPENING]
    if not is_first:
        # Only below a headline of the first order may a standfirst stand above byline and date.
        opening = tuple(takewhile(lambda line: not is_prose(line), opening))
    signed, dated = any(map(_is_signed, opening)), any(map(_is_dated, opening))
    if not signed and not dated:
        return False
    body = next((line for line in view.prose if line.index > headline.index), None)
    if body is None or not any(own.index < line.index < headline.index for line in view.prose):
        return False
    return (signed and dated and is_first) or (body.dom is not None and _is_set_apart(dom, body.dom))


def _is_signed(line: Line) -> bool:
    return line.words <= _LABEL_WORDS and (_is_named(line, Kind.BYLINE) or byline_opening(line.text) is not None)


def _is_dated(line: Line) -> bool:
    return line.words <= _LABEL_WORDS and (_is_named(line, Kind.DATE) or is_date(line.text))


def _is_named(line: Line, kind: Kind) -> bool:
    """Whether the nearest box around a line that tells a kind tells this one."""
    name = next(load_box_names().near(line.dom), None) if line.dom else None
    return name is not None and name.kind is kind


def _is_set_apart(headline: Dom, paragraph: Dom) -> bool:
    """Whether a headline stands in a box, or has a class, that the paragraph below it does not."""
    box = headline.path.rpartition("/")[0]
    if not f"{paragraph.path}/".startswith(f"{box}/"):
        return True
    return paragraph.tokens[-len(headline.tokens) :] != headline.tokens


def _article(headline: str, opening: str, *paragraphs: str) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<article><header><h1>{headline}</h1><p>{opening}</p></header>{text}</article>"


def _page(title: str, *parts: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{''.join(parts)}</body></html>"


RULE = Rule(
    name="second-article",
    code="D04",
    kind=Kind.RELATED,
    why="Pages that never end go on with other articles, each whole, with headline, byline and date.",
    risk="A page of several short pieces under one title, of which the first says what the title says.",
    removes=(
        Example(
            _page(
                "The harbour reopens | Lindmouth Post",
                _article("The harbour reopens", "By Jane Example", BODY["en"]),
                _article("Ferry stays in port", "By Joe Sample", FERRY["en"]),
            ),
            ("Ferry stays in port", "By Joe Sample", FERRY["en"]),
        ),
        Example(
            _page(
                "Der Hafen ist wieder offen",
                f"<div class=story><h1 class=headline>Der Hafen ist wieder offen</h1><p>{BODY['de']}</p></div>",
                "<div><div class=story><h1 class=headline>Die Fähre fährt noch nicht</h1>"
                "<div class=meta><time>Freitag, 18.20 Uhr</time></div><h2>Kurz gesagt</h2>"
                f"<p>{FERRY['de']}</p></div></div>",
            ),
            ("Die Fähre fährt noch nicht", "Freitag, 18.20 Uhr", "Kurz gesagt", FERRY["de"]),
        ),
        Example(
            _page(
                "Le port a rouvert",
                f"<article class=post><h1 class=entry-title>Le port a rouvert</h1><p>{BODY['fr']}</p></article>",
                "<article class=post><h2 class=entry-title><a href=/bac>Le ferry reste à quai</a></h2>"
                f"<div class=entry-meta><span class=date>hier soir</span></div><p>{FERRY['fr']}</p></article>",
            ),
            ("Le ferry reste à quai", "hier soir", FERRY["fr"]),
        ),
        Example(
            _page(
                "林德港重新开放",
                _article("林德港重新开放", "2021年5月3日", BODY["zh"]),
                _article("渡轮周一前停航", "2021年5月4日", FERRY["zh"]),
            ),
            ("渡轮周一前停航", "2021年5月4日", FERRY["zh"]),
        ),
    ),
    keeps=(
        # Chapters, also of a diary; entries of a live blog; pieces of a round-up; a recipe's parts; an interview.
        _page(
            "Around the islands",
            f"<article><h1>Around the islands</h1><p>{BODY['en']}</p><h1>Second day</h1><p>3 May 2021</p>"
            f"<p>{FERRY['en']}</p></article>",
        ),
        _page(
            "Storm over Lindmouth: live",
            _article("Storm over Lindmouth: live", "By Jane Example", BODY["en"]),
            "<section><h2>Ferry stays in port</h2><time>18:20</time><p>By Joe Sample</p>"
            f"<p>{FERRY['en']}</p></section>",
        ),
        _page(
            "Die Woche an der Küste",
            f"<h1>Die Woche an der Küste</h1><h2>Hafen</h2><p>{BODY['de']}</p><h2>Fähre</h2><p>Freitag, 7. Mai 2021</p>"
            f"<p>{FERRY['de']}</p>",
        ),
        _page(
            "Fish pie",
            f"<article><header><h1>Fish pie</h1></header><p>{BODY['en']}</p></article>"
            f"<article><header><h1>What you need</h1></header><p>{FERRY['en']}</p></article>",
        ),
        _page(
            "Captain Example on the ferry",
            f"<h1 class=title>Captain Example on the ferry</h1><p>{BODY['en']}</p>"
            f"<h1 class=title>When will it run again?</h1><p>{FERRY['en']}</p>",
        ),
        # The posts of a blog's front page: none of them is the page's own.
        _page(
            "Lindmouth Post",
            _article("The harbour reopens", "By Jane Example", BODY["en"]),
            _article("Ferry stays in port", "By Joe Sample", FERRY["en"]),
        ),
    ),
    propose=_propose,
)
