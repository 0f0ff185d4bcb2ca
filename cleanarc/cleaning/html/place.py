"""Where a block stands in the tree, as rules see it: `Dom`."""

import re
from functools import lru_cache

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.blocks import Piece
from cleanarc.cleaning.html.tree import Node
from cleanarc.rules.view import Dom

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NAMING = ("class", "role", "itemprop")
_MAX_NAME = 1000
"""Characters of a class or id that are read."""
_MAX_PATH = 64
_MAX_TOKENS = 96
"""Elements and words of one block, nearest first: what stands farther off says little, and deep pages stay small."""


class Places:
    """Makes the `Dom` of each piece of one page; what neighbours share is worked out once."""

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._known: dict[int, tuple[str, tuple[str, ...]]] = {}

    def dom(self, piece: Piece) -> Dom:
        path, tokens = self._way(piece.holder)
        return Dom(self._nodes[piece.box].tag, path, tokens, piece.links, piece.link_chars)

    def _way(self, place: int) -> tuple[str, tuple[str, ...]]:
        """The path and the tokens of an element. Those of <html> and <body> are not counted: they name the page."""
        above = []
        while place not in self._known and self._nodes[place].tag not in {"body", "html"}:
            above.append(place)
            place = self._nodes[place].parent
        path, tokens = self._known.get(place, (self._nodes[place].tag, ()))
        for inner in reversed(above):
            path = _longer(path, self._nodes[inner].tag)
            tokens = (*tokens_of(self._nodes[inner]), *tokens)[:_MAX_TOKENS]
            self._known[inner] = (path, tokens)
        return path, tokens


def _longer(path: str, tag: str) -> str:
    """A path one element longer; a very long one loses its third part, so that it still starts at the body."""
    if path.count("/") >= _MAX_PATH:
        body, outer, _, rest = path.split("/", 3)
        path = f"{body}/{outer}/{rest}"
    return f"{path}/{tag}"


def tokens_of(node: Node) -> tuple[str, ...]:
    """The lower-case words in an element's class, id, role, itemprop, its data-* names and its own name if custom.

    A heading's id is made of its text by most systems, so it names nothing.
    """
    attributes = node.attributes
    if not attributes and "-" not in node.tag:
        return ()
    names = [attributes[name] for name in _NAMING if name in attributes]
    if "id" in attributes and node.tag not in tags.HEADINGS:
        names.append(attributes["id"])
    names += [name[5:] for name in attributes if name.startswith("data-")]
    if "-" in node.tag:
        names.append(node.tag)
    return tuple(dict.fromkeys(part for name in names for part in _parts(name)))


# The classes of a page, and of pages of one system, are few and said often.
@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _PART.findall(name[:_MAX_NAME]) if len(part) > 1)
