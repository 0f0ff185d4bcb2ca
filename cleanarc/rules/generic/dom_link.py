"""Links that stand by themselves, outside of any paragraph: buttons, jumps, section names."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal, Role
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.box_names import load_box_names
from cleanarc.rules.examples import BODY
from cleanarc.rules.line import Line
from cleanarc.rules.prose import ends_sentence
from cleanarc.rules.view import View

_ROLES = {Role.PARAGRAPH, Role.LINE}
_LINKED = 0.9
"""Share of a block's characters in links that makes it a link and nothing else; the rest are marks and arrows."""
_MOST_WORDS = 12
_FEW_WORDS = 3
_SCORE = 0.6
"""Less than that of rules that know what such a link says."""
_TEXT_ELEMENTS = frozenset({"p", "li", "td", "th", "dd", "dt", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})


def _propose(view: View) -> Iterator[Removal]:
    for line in view.lines:
        if line.role in _ROLES and line.link_share > _LINKED and not ends_sentence(line.text):
            if line.words <= _FEW_WORDS:
                yield _removal(line, "a short link and nothing else")
            elif line.words <= _MOST_WORDS and _is_outside_text(line):
                yield _removal(line, "a link and nothing else, in a box that is no paragraph")


def _removal(line: Line, evidence: str) -> Removal:
    name = next(load_box_names().around(line.dom), None) if line.dom else None
    return RULE.remove(line, evidence, kind=name.kind if name else None, score=_SCORE)


def _is_outside_text(line: Line) -> bool:
    return line.dom is not None and _TEXT_ELEMENTS.isdisjoint(line.dom.path.split("/"))


def _page(part: str) -> str:
    return f"<body><article><p>{BODY['en']}</p>{part}<p>{BODY['de']}</p></article></body>"


RULE = Rule(
    name="dom-link",
    code="D03",
    kind=Kind.NAVIGATION,
    why="A link by itself leads away from the article; what it says is said again where it leads.",
    risk="A list of sources that was built of bare links and no list.",
    removes=(
        Example(_page('<div><a href="/shop">See the price of the tide table</a></div>'),
                ("See the price of the tide table",)),
        Example(_page('<p><a href="/kueste">Küste »</a></p>'), ("Küste »",)),
        Example(_page('<div class="a"><span><a href="#top">Retour en haut de la page</a></span></div>'),
                ("Retour en haut de la page",)),
        Example(_page('<div><a href="/port">Порт</a></div>'), ("Порт",)),
    ),
    keeps=(
        _page('<p><a href="/report">The report of the port authority on the dredging of 2021</a></p>'),
        _page('<ul><li><a href="/report">The report</a></li><li><a href="/map">The map</a></li></ul>'),
        _page('<div><a href="/report">The whole report was published on Monday by the authority.</a></div>'),
        _page('<h2><a href="#cost">What it cost</a></h2>'),
        _page('<div>It cost <a href="/cost">two million</a></div>'),
    ),
    propose=_propose,
)  # fmt: skip
