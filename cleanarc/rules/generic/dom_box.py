"""Small boxes whose class or id says that they are none of the article."""

from collections import Counter
from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.box_names import BoxName, load_box_names
from cleanarc.rules.examples import BODY
from cleanarc.rules.line import Line
from cleanarc.rules.view import View

_SCORE = 0.8
"""Less than that of rules that know what a line says."""
_PROSE_WORDS = 8
_MOST_PROSE = 0.2
"""Share of the page's prose that a box may hold; a name that holds more is the article's or the page's own."""


def _propose(view: View) -> Iterator[Removal]:
    known = load_box_names()
    named = [(line, names) for line in view.lines if line.dom and (names := known.sure(line.dom))]
    great = _great(view, named)
    for line, names in named:
        name = next((name for name in names if name.text not in great), None)
        if name is not None:
            yield RULE.remove(line, f"it stands in a small box named '{name.text}'", kind=name.kind, score=_SCORE)


def _great(view: View, named: list[tuple[Line, tuple[BoxName, ...]]]) -> set[str]:
    """The names that hold a great part of the page's prose."""
    prose = sum(line.words for line in view.lines if line.words >= _PROSE_WORDS)
    held: Counter[str] = Counter()
    for line, names in named:
        if line.words >= _PROSE_WORDS:
            held.update(dict.fromkeys((name.text for name in names), line.words))
    return {name for name, words in held.items() if words > _MOST_PROSE * prose}


def _page(*boxes: str) -> str:
    return f"<body><article>{''.join(f'<p>{BODY[language]}</p>' for language in BODY)}{''.join(boxes)}</article></body>"


RULE = Rule(
    name="dom-box",
    code="D01",
    kind=Kind.BOILERPLATE,
    why="Pages name their boxes for their own style sheets: 'author-bio', 'newsletter-signup', 'share-bar'.",
    risk="A box of the article's own text with such a name, as a quote from the author named 'author'.",
    removes=(
        Example(
            _page('<div class="author-bio"><h4>Jane Example</h4><p>Jane covers the coast.</p></div>'),
            ("Jane Example", "Jane covers the coast."),
        ),
        Example(
            _page('<aside id="newsletterSignup"><p>Das Wichtigste am Morgen</p></aside>'), ("Das Wichtigste am Morgen",)
        ),
        Example(_page("<figure><img src=pier.jpg><figcaption>Le quai est</figcaption></figure>"), ("Le quai est",)),
        Example(
            _page('<div class="post-tags"><a href="/t/puerto">puerto</a> <a href="/t/mar">mar</a></div>'),
            ("puerto mar",),
        ),
        Example(_page('<p role="button" class="cta__label">Скачать приложение</p>'), ("Скачать приложение",)),
        Example(_page("<nav><a href=/>ホーム</a></nav>"), ("ホーム",)),
    ),
    keeps=(
        # The name is that of the whole page, or of a heading that speaks of the thing.
        f'<body><div class="newsletter-post">{"".join(f"<p>{BODY[language]}</p>" for language in BODY)}</div></body>',
        _page('<h2 id="what-to-write-in-a-newsletter">What to write in a newsletter</h2>'),
        _page('<section class="shareholders"><p>Die Aktionäre stimmten zu.</p></section>'),
        _page('<div class="authority"><p>La capitainerie a confirmé.</p></div>'),
    ),
    propose=_propose,
)
