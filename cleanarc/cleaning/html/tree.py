"""The seen part of an HTML page's tree as flat lists: the only module that knows lexbor (selectolax)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleanarc.cleaning.html.tags import UNSEEN
from cleanarc.cleaning.html.visible import is_hidden

TEXT = "-text"

_TEXT_ID = 2
"""lexbor's number for text nodes."""
_NONE: dict[str, str] = {}


@dataclass(slots=True)
class Tree:
    """The nodes of a page in document order, elements and texts, as lists that run side by side.

    `tags` are in lower case, TEXT for a text. `parents` are the places of the parents, -1 for the root; the nodes
    inside one are those between its own place and its `ends`. `attributes` have names in lower case, "" for one
    without a value; a text has none. What a browser does not show is left out, with all that stands in it.
    """

    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    attributes: list[dict[str, str]] = field(default_factory=list)
    depth: int = 0
    """Elements inside one another, at most."""

    def __len__(self) -> int:
        return len(self.tags)

    def add(self, tag: str, parent: int, text: str = "") -> int:
        """Adds a node at the end of the page, as the last in its parent, and gives its place."""
        place = len(self.tags)
        self.tags.append(tag)
        self.parents.append(parent)
        self.texts.append(text)
        self.attributes.append(_NONE)
        self.ends.append(place + 1)
        while parent >= 0:
            self.ends[parent] = place + 1
            parent = self.parents[parent]
        return place

    def common(self, one: int, other: int) -> int:
        """The place of the deepest element that holds both, which may be one of them."""
        while not one <= other < self.ends[one]:
            one = self.parents[one]
        return one


@dataclass(frozen=True, slots=True)
class Element:
    """One element by itself; `text` gives all text in it."""

    tag: str
    attributes: dict[str, str]
    text: Callable[[], str]


class Parsed:
    """The tree that browsers build of a page. Never fails: every text is some HTML page.

    The time is not linear in all pages: see `limits`.
    """

    def __init__(self, html: str) -> None:
        self._parser = LexborHTMLParser(html.encode("utf-8", "replace"))

    def seen(self) -> Tree:
        """The part that a browser shows."""
        root = self._parser.root
        return _seen(root) if root else Tree()

    def select(self, selector: str) -> Iterator[Element]:
        """The elements of the whole page, seen or not, that a CSS selector names, in document order."""
        for node in self._parser.css(selector):
            yield Element((node.tag or "").lower(), _attributes(node), partial(node.text, deep=True))

    @property
    def lang(self) -> str:
        return (self._parser.root.attributes.get("lang") if self._parser.root else None) or ""


def _seen(root: LexborNode) -> Tree:
    # The hottest loop of all: what it needs is at hand in local names.
    tree = Tree()
    tags, parents, ends, texts, attributes = tree.tags, tree.parents, tree.ends, tree.texts, tree.attributes
    names: dict[int, str] = {}
    above: list[tuple[LexborNode, int]] = []
    parent = -1
    node: LexborNode | None = root
    while node is not None:
        child = None
        tag_id = node.tag_id
        if tag_id == _TEXT_ID:
            tags.append(TEXT)
            parents.append(parent)
            texts.append(node.text_content or "")
            attributes.append(_NONE)
            ends.append(len(tags))
        elif (tag := names.get(tag_id) or names.setdefault(tag_id, _name(node))) not in UNSEEN:
            found = _attributes(node)
            if (not found and tag != "dialog") or not is_hidden(tag, found):
                tags.append(tag)
                parents.append(parent)
                texts.append("")
                attributes.append(found)
                ends.append(len(tags))
                child = node.first_child
        if child is not None:
            parent = len(tags) - 1
            above.append((node, parent))
            tree.depth = max(tree.depth, len(above))
            node = child
            continue
        following = node.next if above else None
        while following is None and above:
            node, place = above.pop()
            ends[place] = len(tags)
            parent = parents[place]
            following = node.next if above else None
        node = following
    return tree


def _name(node: LexborNode) -> str:
    """An element's name; that of a comment, a doctype and the like is one that is not seen."""
    return (node.tag or "").lower() if node.is_element_node else "script"


def _attributes(node: LexborNode) -> dict[str, str]:
    found = node.attributes
    return {name: value or "" for name, value in found.items()} if found else _NONE
