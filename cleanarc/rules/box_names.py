"""Names that pages give to the boxes around boilerplate, from the table `data/box_names.toml`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from cleanarc.model import Kind
from cleanarc.rules.line import Dom

_TABLE = Path(__file__).parent / "data" / "box_names.toml"


class BoxName(NamedTuple):
    """A name and what it says of the text in the box; `sure` names say it of every small box."""

    text: str
    kind: Kind
    sure: bool


@dataclass(frozen=True)
class BoxNames:
    """The table as look-ups, by the words of class, id, role, itemprop and data-*, and by elements."""

    words: Mapping[str, BoxName]
    elements: Mapping[str, BoxName]

    def around(self, dom: Dom) -> Iterator[BoxName]:
        """The known names around a block, nearest first: words, then elements."""
        return self._known(dom.tokens, dom.path)

    def near(self, dom: Dom) -> Iterator[BoxName]:
        """The same, but only of the words that speak of the block itself."""
        return self._known(dom.nearest, dom.path)

    def _known(self, words: Iterable[str], path: str) -> Iterator[BoxName]:
        yield from (self.words[word] for word in words if word in self.words)
        yield from (self.elements[tag] for tag in reversed(path.split("/")) if tag in self.elements)

    def sure(self, dom: Dom) -> tuple[BoxName, ...]:
        """The sure names around a block, nearest first: those of the words that speak of it, then elements."""
        words, elements = dom.nearest, _sure_elements(dom.path)
        if self._sure_words.isdisjoint(words):
            return elements
        return (*(self.words[word] for word in words if word in self._sure_words), *elements)

    @cached_property
    def _sure_words(self) -> frozenset[str]:
        return frozenset(word for word, name in self.words.items() if name.sure)


# Most blocks of a page, and of all pages, are reached by few ways.
@lru_cache(maxsize=1024)
def _sure_elements(path: str) -> tuple[BoxName, ...]:
    known = load_box_names().elements
    return tuple(known[tag] for tag in reversed(path.split("/")) if tag in known and known[tag].sure)


@cache
def load_box_names() -> BoxNames:
    """The table of this installation. Raises ValueError for a kind that there is not, or a name that it has twice."""
    words: dict[str, BoxName] = {}
    elements: dict[str, BoxName] = {}
    for kind, lists in tomllib.loads(_TABLE.read_text("utf-8")).items():
        for field, names in lists.items():
            table = elements if field.endswith("elements") else words
            for name in names:
                if name in table:
                    raise ValueError(f"{_TABLE.name}: '{name}' stands there twice.")
                table[name] = BoxName(name if table is words else f"<{name}>", Kind(kind), field.startswith("sure"))
    return BoxNames(words, elements)
