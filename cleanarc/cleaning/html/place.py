"""Where a block stands in the tree, as rules see it: `Dom`."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import overload

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.blocks import Pieces
from cleanarc.cleaning.html.tree import Tree
from cleanarc.rules.view import Dom

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NAMING = ("class", "role", "itemprop")
_MAX_NAME = 1000
"""Characters of a class or id that are read."""
_MAX_PATH = 64
_MAX_TOKENS = 96
"""Elements and words of one block, nearest first: what stands farther off says little, and deep pages stay small."""


class Places(Sequence[Dom]):
    """The `Dom` of each piece of one page, made when it is asked for: most blocks are judged without it."""

    def __init__(self, tree: Tree, pieces: Pieces) -> None:
        self._tree = tree
        self._pieces = pieces
        self._known: dict[int, tuple[str, tuple[str, ...]]] = {}

    def __len__(self) -> int:
        return len(self._pieces)

    @overload
    def __getitem__(self, n: int) -> Dom: ...
    @overload
    def __getitem__(self, n: slice) -> tuple[Dom, ...]: ...
    def __getitem__(self, n: int | slice) -> Dom | tuple[Dom, ...]:
        if isinstance(n, slice):
            return tuple(map(self._dom, range(*n.indices(len(self)))))
        return self._dom(n)

    def _dom(self, n: int) -> Dom:
        pieces = self._pieces
        path, tokens = self._way(int(pieces.holder[n]))
        tag = self._tree.names[pieces.box[n]]
        return Dom(tag, path, tokens, int(pieces.links[n]), int(pieces.link_chars[n]))

    def _way(self, place: int) -> tuple[str, tuple[str, ...]]:
        """The path and the tokens of an element. Those of <body> are not counted: they name the page."""
        tree = self._tree
        above = []
        while place not in self._known and place:
            above.append(place)
            place = int(tree.parent[place])
        path, tokens = self._known.get(place, (tree.names[place], ()))
        for inner in reversed(above):
            path = _longer(path, tree.names[inner])
            tokens = (*tokens_of(tree.names[inner], tree.attributes(inner)), *tokens)[:_MAX_TOKENS]
            self._known[inner] = (path, tokens)
        return path, tokens


def _longer(path: str, tag: str) -> str:
    """A path one element longer; a very long one loses its third part, so that it still starts at the body."""
    if path.count("/") >= _MAX_PATH:
        body, outer, _, rest = path.split("/", 3)
        path = f"{body}/{outer}/{rest}"
    return f"{path}/{tag}"


def tokens_of(tag: str, attributes: Mapping[str, str]) -> tuple[str, ...]:
    """The lower-case words in an element's class, id, role, itemprop, its data-* names and its own name if custom.

    A heading's id is made of its text by most systems, so it names nothing.
    """
    if not attributes and "-" not in tag:
        return ()
    names = [attributes[name] for name in _NAMING if name in attributes]
    if "id" in attributes and tag not in tags.HEADINGS:
        names.append(attributes["id"])
    names += [name[5:] for name in attributes if name[:5] == "data-"]
    if "-" in tag:
        names.append(tag)
    if len(names) == 1:
        return words_of(names[0])
    return tuple(dict.fromkeys(word for name in names for word in words_of(name))) if names else ()


# The classes of a page, and of pages of one system, are few and said often.
@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.lower() for part in _PART.findall(name[:_MAX_NAME]) if len(part) > 1))
