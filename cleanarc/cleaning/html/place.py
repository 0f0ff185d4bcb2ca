"""Where a block stands in the tree, as rules see it: `Dom`."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Final

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.blocks import Pieces
from cleanarc.cleaning.html.tree import Tree, attributes_of
from cleanarc.rules.line import NEAREST, Dom

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SMALL = re.compile(r"[a-z]{2,}")
_NAMING = ("class", "role", "itemprop")
_NAMES = re.compile(rf" (?:{'|'.join(_NAMING)}|id|data-)")
_MAX_NAME = 1000
"""Characters of a class or id that are read."""
_MAX_PATH = 64
_MAX_TOKENS = 96
"""Elements and words of one block, nearest first: what stands farther off says little, and deep pages stay small."""


def doms_of(tree: Tree, pieces: Pieces) -> tuple[Dom, ...]:
    """The `Dom` of each piece of one page; what is around a piece is read when it is asked for, most of it never."""
    around = _Around(tree)
    columns = (pieces.box, pieces.holder, pieces.links, pieces.link_chars)
    return tuple(
        _Placed(tree.names[box], holder, links, link_chars, around)
        for box, holder, links, link_chars in zip(*(column.tolist() for column in columns), strict=True)
    )


class _Around:
    """The names around the elements of one page, and the paths to them."""

    def __init__(self, tree: Tree) -> None:
        self._names = tree.names
        self._written = tree.written
        self._parents: list[int] = tree.parent.tolist()
        self._paths: dict[int, str] = {}
        self._nearest: dict[int, tuple[str, ...]] = {}

    def path_to(self, place: int) -> str:
        """The path of an element; see `Dom`."""
        paths, names = self._paths, self._names
        above = []
        while place and place not in paths:
            above.append(place)
            place = self._parents[place]
        path = paths.get(place) or names[place]
        for inner in reversed(above):
            path = f"{path if len(path) < _MAX_PATH else _shorter(path)}/{names[inner]}"
            paths[inner] = path
        return path

    def tokens_around(self, place: int) -> tuple[str, ...]:
        """The tokens of an element and of those around it, nearest first; those of the body name the page."""
        names, written, parents = self._names, self._written, self._parents
        found: tuple[str, ...] = ()
        while place and len(found) < _MAX_TOKENS:
            found += _tokens(names[place], written[place])
            place = parents[place]
        return found[:_MAX_TOKENS]

    def nearest_to(self, place: int) -> tuple[str, ...]:
        """The first of these, which are asked for far more often: what many blocks stand in is read once."""
        known = self._nearest
        inside = []
        while place and place not in known:
            inside.append(place)
            place = self._parents[place]
        found = known.get(place, ())
        for place in reversed(inside):
            if own := _tokens(self._names[place], self._written[place]):
                found = (own + found)[:NEAREST]
            known[place] = found
        return found


class _Placed:
    """The `Dom` of one piece. `holder` is the place of the deepest element that holds all of its text."""

    __slots__ = ("_around", "_holder", "link_chars", "links", "tag")

    def __init__(self, tag: str, holder: int, links: int, link_chars: int, around: _Around) -> None:
        self.tag: Final = tag
        self.links: Final = links
        self.link_chars: Final = link_chars
        self._holder = holder
        self._around = around

    @property
    def path(self) -> str:
        return self._around.path_to(self._holder)

    @property
    def tokens(self) -> tuple[str, ...]:
        return self._around.tokens_around(self._holder)

    @property
    def nearest(self) -> tuple[str, ...]:
        return self._around.nearest_to(self._holder)


def _shorter(path: str) -> str:
    """A path of very many elements without its third one, so that it still starts at the body; others as they are."""
    if path.count("/") < _MAX_PATH:
        return path
    body, outer, _, rest = path.split("/", 3)
    return f"{body}/{outer}/{rest}"


def _tokens(tag: str, written: str) -> tuple[str, ...]:
    if "-" not in tag and not _NAMES.search(written):
        return ()
    # Attributes may be as long as a page: such are not remembered.
    return _known_tokens(tag, written) if len(written) <= _MAX_NAME else tokens_of(tag, attributes_of(written))


# The elements of a page, and of pages of one system, are few and written often.
@lru_cache(maxsize=4096)
def _known_tokens(tag: str, written: str) -> tuple[str, ...]:
    return tokens_of(tag, attributes_of(written))


def tokens_of(tag: str, attributes: Mapping[str, str]) -> tuple[str, ...]:
    """The lower-case words in an element's class, id, role, itemprop, its data-* names and its own name if custom.

    A heading's id is made of its text by most systems, so it names nothing.
    """
    if not attributes and "-" not in tag:
        return ()
    names = [attributes[name] for name in _NAMING if name in attributes]
    if len(attributes) > len(names):
        if "id" in attributes and tag not in tags.HEADINGS:
            names.append(attributes["id"])
        names += [name[5:] for name in attributes if name[:5] == "data-"]
    if "-" in tag:
        names.append(tag)
    if len(names) == 1:
        return words_of(names[0])
    return tuple(dict.fromkeys(chain.from_iterable(map(words_of, names)))) if names else ()


# The classes of a page, and of pages of one system, are few and said often.
@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    name = name[:_MAX_NAME]
    if name.islower():
        # Most are, and have no words but runs of letters.
        return tuple(dict.fromkeys(_SMALL.findall(name)))
    return tuple(dict.fromkeys(part.lower() for part in _PART.findall(name) if len(part) > 1))
