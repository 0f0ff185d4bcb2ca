"""What a page says of itself outside its text: title, meta tags, links, JSON-LD, and facts in its markup."""

import re

from cleanarc.cleaning.html.tree import TEXT, Node
from cleanarc.cleaning.segmented import Head

_SPACE = re.compile(r"[ \t\n\f\r]+")
_NAMED_BY = ("name", "property", "itemprop", "http-equiv")
_FACT_NODES = 64
"""Nodes of an element that are read for its text: a name is short, whatever stands around it."""


def read_head(nodes: list[Node]) -> Head:
    """The head of a page, from its whole tree: meta tags, links and JSON-LD count wherever they stand."""
    titles: list[str] = []
    metas: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    json_ld: list[str] = []
    facts: list[tuple[str, str]] = []
    for place, node in enumerate(nodes):
        attributes = node.attributes
        if node.tag == "title" and not titles and _in_head(nodes, node):
            titles.append(_text(nodes, place))
        elif node.tag == "meta":
            names = [attributes[name].strip().lower() for name in _NAMED_BY if attributes.get(name)]
            metas += [(name, attributes.get("content", "").strip()) for name in names]
        elif node.tag == "link" and "href" in attributes:
            links.append((attributes.get("rel", "").lower(), attributes["href"].strip()))
        elif node.tag == "script" and "ld+json" in attributes.get("type", "").lower():
            json_ld.append("".join(n.text for n in nodes[place + 1 : node.end]))
        elif node.tag != TEXT:
            facts += [(what, value) for what, value in _facts(nodes, place) if value]
    lang = nodes[0].attributes.get("lang", "").strip() if nodes else ""
    title = titles[0] if titles else ""
    return Head(title or None, tuple(metas), tuple(links), tuple(json_ld), lang or None, tuple(facts))


def _facts(nodes: list[Node], place: int) -> list[tuple[str, str]]:
    node = nodes[place]
    attributes = node.attributes
    if node.tag == "h1":
        return [("heading", _text(nodes, place))]
    found = []
    if node.tag == "time" and "datetime" in attributes:
        found.append(("time", attributes["datetime"].strip()))
    named = "author" in attributes.get("rel", "").lower().split() or "author" in attributes.get("itemprop", "").split()
    if attributes and named:
        found.append(("author", attributes.get("content", "").strip() or _text(nodes, place)))
    return found


def _in_head(nodes: list[Node], node: Node) -> bool:
    return nodes[node.parent].tag == "head"


def _text(nodes: list[Node], place: int) -> str:
    end = min(nodes[place].end, place + 1 + _FACT_NODES)
    return _SPACE.sub(" ", "".join(n.text for n in nodes[place + 1 : end] if n.tag == TEXT)).strip()
