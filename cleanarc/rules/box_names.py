"""Names that pages give to the boxes around boilerplate, from the table `data/box_names.toml`."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleanarc.model import Kind
from cleanarc.rules.line import Dom

_TABLE = Path(__file__).parent / "data" / "box_names.toml"


@dataclass(frozen=True, slots=True)
class BoxName:
    """A name and what it says of the text in the box; `sure` names say it of every small box."""

    text: str
    kind: Kind
    sure: bool


@dataclass(frozen=True)
class BoxNames:
    """The table as look-ups, by the words of class, id, role, itemprop and data-*, and by elements."""

    words: Mapping[str, BoxName]
    elements: Mapping[str, BoxName]

    def around(self, dom: Dom, within: int | None = None) -> Iterator[BoxName]:
        """The known names around a block, nearest first: words (of the `within` nearest), then elements."""
        return self.among(dom.tokens[:within], dom.path)

    def among(self, tokens: Sequence[str], path: str) -> Iterator[BoxName]:
        """The known names among the words and the path of a `Dom`: words, then elements, nearest first."""
        for token in tokens:
            if token in self.words:
                yield self.words[token]
        for tag in reversed(path.split("/")):
            if tag in self.elements:
                yield self.elements[tag]


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
