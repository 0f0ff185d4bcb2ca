"""A page as libxml2 reads it, for rules written in XPath: the only module of the cleaner that parses with lxml.

Such rules were written for the tree that libxml2 builds, which knows no <tbody> that is not written. It may be
reshaped, and is then written as markup without faults, from which the page is cut; see `tree`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeAlias

from lxml import etree
from lxml.html import HTMLParser

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.xpath_cost import MAX_COST, Sizes, UnreadableXPath, cost_of

Element: TypeAlias = Any
"""An element of lxml, of which no types are published that hold."""
_DROPPED = frozenset(
    {"script", "style", "noscript", "iframe", "noembed", "noframes", "svg", "img", "template", "select"}
    | {"title", "meta", "link", "base"}
)
"""Elements without text of the page's own, as in `parsed`, and those of a head."""
_FRAME = frozenset({"html", "head", "body"})
_ENDLESS = _DROPPED | _FRAME | tags.VOID
"""Elements that no end tag is written of."""
_NAME = re.compile(r"[a-z][a-z0-9._-]*")
_ATTRIBUTE = re.compile(r"[a-z_][a-z0-9._:-]*")
_MOST_CHARS, _MOST_FACTS = 5000, 64
"""Characters of a fact that are read, and facts that one expression gives."""
_DEAR = 20_000_000
"""Cost of an expression from which it is worth to count what the front of it finds."""
_HANDLED = 2000
"""Comparisons of nodes that take as long as it takes to handle a node that was found."""


class UnusableXPath(Exception):
    """An expression that can't be evaluated; the message is the end of a sentence."""


class CostlyXPath(UnusableXPath):
    """An expression that is not evaluated on this page, for it might take too long."""


class _Text(NamedTuple):
    """A text node: the text at the start of an element, or that behind it."""

    beside: Element
    is_tail: bool


Node: TypeAlias = Any
"""What an XPath finds, an element or a text; for the modules around this one nothing but a key."""


@dataclass(frozen=True, slots=True)
class Written:
    """A page as markup without faults, and the places of nodes in its tree; those that are not written have none."""

    markup: str
    places: Mapping[Node, int]


class LxmlPage:
    """A page as a tree that can be asked and reshaped. `left` is what expressions may still cost on it."""

    def __init__(self, html: bytes) -> None:
        """`html` is the page in UTF-8. The limits of `limits` must have been held against it before."""
        parser = HTMLParser(encoding="utf-8", huge_tree=True)
        root = etree.fromstring(html, parser) if html.strip() else None
        self._root: Element = etree.fromstring(b"<html></html>", parser) if root is None else root
        self.left: float = MAX_COST

    def find(self, xpath: str) -> list[Node]:
        """The elements and texts that an expression finds, in document order. Raises UnusableXPath."""
        found = self._evaluate(xpath)
        items = found if isinstance(found, list) else []
        self._pay(_HANDLED * len(items))
        return [node for item in items if (node := _node(item)) is not None]

    def texts(self, xpath: str) -> tuple[str, ...]:
        """The texts of what an expression finds, white space collapsed, without empty ones. Raises UnusableXPath."""
        found = self._evaluate(xpath)
        items = found if isinstance(found, list) else [found] if isinstance(found, str) else []
        return tuple(text for item in items[:_MOST_FACTS] if (text := _text_of(item)))

    def holds(self, xpath: str) -> bool:
        """Whether an expression finds anything, or is true. Raises UnusableXPath."""
        return bool(self._evaluate(xpath))

    def dissolve(self, nodes: Iterable[Node]) -> None:
        """Takes the tags of elements away; what stands in them stays."""
        for node in nodes:
            if _is_inner(node):
                node.drop_tag()
        self._forget_sizes()

    def wrap(self, nodes: Iterable[Node], tag: str) -> None:
        """Puts each node into a new element of its own."""
        for element in self._as_elements(nodes).values():
            if _is_inner(element):
                box = element.makeelement(tag.lower())
                box.tail, element.tail = element.tail, None
                element.getparent().replace(element, box)
                box.append(element)
        self._forget_sizes()

    def move(self, nodes: Iterable[Node], into: Node) -> None:
        """Moves nodes to the end of an element, in their order, but for those that it stands in."""
        if isinstance(into, _Text):
            return
        around = {into, *into.iterancestors()}
        for element in self._as_elements(nodes).values():
            if _is_inner(element) and element not in around:
                _take_out(element)
                into.append(element)
        self._forget_sizes()

    def write(self, wanted: Sequence[Node]) -> Written:
        """The body, with the places of the nodes that are wanted. Texts that are get a <span> of their own."""
        elements = self._as_elements(wanted)
        places: dict[Element, int] = {}
        markup = _markup(self._root, frozenset(elements.values()), places)
        return Written(markup, {node: places[element] for node, element in elements.items() if element in places})

    def _as_elements(self, nodes: Iterable[Node]) -> dict[Node, Element]:
        return {node: _boxed(node) if isinstance(node, _Text) else node for node in dict.fromkeys(nodes)}

    def _evaluate(self, xpath: str) -> object:
        try:
            cost = cost_of(xpath, self._sizes)
            if cost > _DEAR:
                cost = cost_of(xpath, self._sizes, self._count)
        except UnreadableXPath as error:
            raise UnusableXPath(f"is no XPath that can be read: {error}") from error
        self._pay(cost)
        return _evaluated(xpath, self._root)

    def _pay(self, cost: float) -> None:
        if cost > self.left:
            raise CostlyXPath("may take too long on a page as large as this")
        self.left -= cost

    def _count(self, front: str) -> int:
        found = _evaluated(front, self._root)
        return len(found) if isinstance(found, list) else 1

    def _forget_sizes(self) -> None:
        self.__dict__.pop("_sizes", None)

    @cached_property
    def _sizes(self) -> Sizes:
        named: Counter[str] = Counter()
        nested: Counter[str] = Counter()
        open_now: Counter[str] = Counter()
        texts = width = characters = deep = deepest = 0
        for event, element in etree.iterwalk(self._root, events=("start", "end", "comment")):
            name = element.tag if event != "comment" else ""
            if event == "end":
                deep -= 1
                open_now[name] -= 1
                continue
            named[name] += 1
            texts += bool(element.text) + bool(element.tail)
            characters += len(element.text or "") + len(element.tail or "")
            if event == "start":
                deep += 1
                deepest = max(deepest, deep)
                width = max(width, len(element))
                open_now[name] += 1
                nested[name] = max(nested[name], open_now[name])
        return Sizes(named.total(), named, nested, texts, deepest + 1, 2 * width + 1, characters)


def check(xpath: str) -> None:
    """Raises UnusableXPath when an expression can be evaluated on no page."""
    LxmlPage(b"<p>Any page.</p>").holds(xpath)


def _evaluated(xpath: str, root: Element) -> object:
    try:
        return _compiled(xpath)(root)
    except etree.XPathSyntaxError as error:
        raise UnusableXPath(f"is no XPath: {error}") from error
    except etree.XPathError as error:
        raise UnusableXPath(f"can't be evaluated: {error}") from error


@lru_cache(maxsize=1024)
def _compiled(xpath: str) -> etree.XPath:
    try:
        return etree.XPath(xpath)
    except ValueError as error:
        raise UnusableXPath("holds a character that XML does not know") from error


def _node(item: Any) -> Node | None:
    if isinstance(item, etree._Element):
        return item if isinstance(item.tag, str) else None
    parent = getattr(item, "getparent", lambda: None)()
    if parent is None or item.is_attribute:
        return None
    return _Text(parent, item.is_tail)


def _text_of(item: Any) -> str:
    text = "".join(map(str, item.itertext())) if isinstance(item, etree._Element) else str(item)
    return " ".join(text[:_MOST_CHARS].split())


def _is_inner(node: Node) -> bool:
    return not isinstance(node, _Text) and node.getparent() is not None and node.tag not in {"html", "head", "body"}


def _boxed(text: _Text) -> Element:
    """A new <span> around a text node."""
    beside = text.beside
    box = beside.makeelement("span")
    if text.is_tail:
        box.text, beside.tail = beside.tail, None
        beside.addnext(box)
    else:
        box.text, beside.text = beside.text, None
        beside.insert(0, box)
    return box


def _take_out(element: Element) -> None:
    """Takes an element out of where it stands; the text behind it stays there."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def _markup(root: Element, wanted: frozenset[Element], places: dict[Element, int]) -> str:
    """The markup of a body with all that the page has: libxml2 leaves an <article> in the head where no <body> is
    written. The places of the elements that are wanted, the numbers of their tags, go to `places`."""
    body = root.find("body")
    parts = ["<body" + (_attributes(body) if body is not None else "") + ">"]
    written = 1
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and element.tag in _DROPPED:
            walk.skip_subtree()
        elif event == "start":
            if element in wanted:
                places[element] = 0 if element.tag in _FRAME else written
            if element.tag not in _FRAME:
                parts.append(f"<{_name(element)}{_attributes(element)}>")
                written += 1
            parts.append(_escaped(element.text))
        else:
            if event == "end" and element.tag not in _ENDLESS:
                parts.append(f"</{_name(element)}>")
                written += 1
            parts.append(_escaped(element.tail))
    parts.append("</body>")
    return "".join(parts)


def _name(element: Element) -> str:
    return element.tag if _NAME.fullmatch(element.tag) else "span"


def _attributes(element: Element) -> str:
    found = [(name, value) for name, value in element.attrib.items() if _ATTRIBUTE.fullmatch(name)]
    return "".join(f' {name}="{_escaped(value).replace(chr(34), "&quot;")}"' for name, value in found)


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
