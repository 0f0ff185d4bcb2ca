"""The headline of an HTML page: the <h1> that says what the title says, or the only one above the body."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY
from cleanarc.rules.view import View

_ALIKE = 0.6
"""Share of letter trigrams that headline and title have in common, of the shorter one's: titles are cut, worded anew
and given the site's name."""


def _propose(view: View) -> Iterator[Removal]:
    headlines = [line for line in view.lines if line.dom and line.dom.tag == "h1"]
    for line in headlines:
        if _alike(line.folded, view.folded_title) >= _ALIKE:
            yield RULE.remove(line, "a heading of the first order that says what the title says")
        elif len(headlines) == 1:
            yield RULE.remove(line, "the only heading of the first order", score=0.8)


def _alike(text: str, title: str) -> float:
    one, other = _trigrams(text), _trigrams(title)
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _trigrams(text: str) -> set[str]:
    return {text[n : n + 3] for n in range(max(1, len(text) - 2))} if text else set()


def _page(title: str, *headings: str) -> str:
    parts = "".join(f"<h1>{heading}</h1><p>{BODY['en']}</p>" for heading in headings)
    return f"<html><head><title>{title}</title></head><body>{parts}</body></html>"


RULE = Rule(
    name="dom-headline",
    code="D02",
    kind=Kind.TITLE,
    why="The title is kept as metadata, however the page words it above the text.",
    risk="A page whose first section has the only heading of the first order.",
    removes=(
        Example(_page("Harbour reopens after six weeks", "Lindmouth harbour reopens after six weeks"),
                ("Lindmouth harbour reopens after six weeks",)),
        Example(_page("Hafen wieder offen | Lindmünder Bote", "Endlich: Hafen wieder offen", "Wie es weitergeht"),
                ("Endlich: Hafen wieder offen",)),
        Example(_page("林德港重新开放", "林德港今天重新开放", "接下来"), ("林德港今天重新开放",)),
        Example(_page("Lindmouth Post", "Dredging done"), ("Dredging done",)),
    ),
    keeps=(
        _page("Lindmouth Post", "What was dredged", "What it cost", "Who pays for it"),
        f"<body><h2>Le port rouvre</h2><p>{BODY['fr']}</p></body>",
    ),
    propose=_propose,
)  # fmt: skip
