"""What the names of a box tell: a score for each word of class and id, learned from many sites, and a known kind."""

from collections.abc import Mapping
from typing import NamedTuple

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.place import words_of
from cleanarc.cleaning.html.tree import value_of
from cleanarc.rules.box_names import BoxName, load_box_names

_LONGEST_KNOWN, _MOST_KNOWN = 1_000, 20_000
"""Characters of attributes that are remembered, and elements that are: those of a hundred pages."""


class Named(NamedTuple):
    """What an element's own names say: `score` is that of their most telling word, 0.0 where none is known; `name` is
    the first of them that tells a kind of boilerplate, `element` the element itself where it does. `css` is its class
    as it is written."""

    css: str = ""
    score: float = 0.0
    name: BoxName | None = None
    element: BoxName | None = None


class Names:
    """Log odds that what stands in a box so named is the article's; a name that is not known counts nothing."""

    def __init__(self, scores: Mapping[str, float]) -> None:
        self._scores = scores
        self._kinds = load_box_names()
        self._known: dict[tuple[str, str], Named] = {}

    def __len__(self) -> int:
        return len(self._scores)

    def read(self, tag: str, written: str) -> Named:
        """What an element says by its name, class and id. `written` are its attributes as in the tree."""
        if tag == "a":
            # Addresses differ: without them, links are alike.
            written = f' class="{css}"' if (css := value_of(written, "class")) else ""
        key = (tag, written)
        named = self._known.get(key)
        if named is None:
            named = self._read(tag, value_of(written, "class"), value_of(written, "id"))
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            if len(written) <= _LONGEST_KNOWN:
                self._known[key] = named
        return named

    def _read(self, tag: str, css: str, identifier: str) -> Named:
        # A heading's id is made of its text by most systems, so it names nothing.
        words = words_of(css) if tag in tags.HEADINGS else (*words_of(css), *words_of(identifier))
        scores, kinds = self._scores, self._kinds.words
        score = max([scores[word] for word in words if word in scores], key=abs, default=0.0)
        name = next((kinds[word] for word in words if word in kinds), None)
        return Named(css, score, name, self._kinds.elements.get(tag))
