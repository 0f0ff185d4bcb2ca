"""An HTML page's tree as a flat list of nodes in document order: the only module that knows lexbor (selectolax)."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

TEXT = "-text"


@dataclass(slots=True)
class Node:
    """An element or a text. `parent` is the place of its parent in the list, -1 for the root; the nodes inside it are
    those between its own place and `end`.

    `tag` is in lower case, TEXT for a text. `attributes` have names in lower case; one without a value has "".
    """

    tag: str
    parent: int
    end: int
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


def parse(html: str) -> list[Node]:
    """The tree that browsers build of a page, without comments. Never fails: every text is some HTML page.

    The time is not linear in all pages: see `limits`.
    """
    root = LexborHTMLParser(html.encode("utf-8", "replace")).root
    nodes: list[Node] = []
    above: list[tuple[LexborNode, int]] = []
    node = root
    while node is not None:
        place = len(nodes)
        found = _node(node, above[-1][1] if above else -1, place)
        if found is not None:
            nodes.append(found)
            child = node.first_child if found.tag != TEXT else None
            if child is not None:
                above.append((node, place))
                node = child
                continue
        following = node.next if above else None
        while following is None and above:
            node, place = above.pop()
            nodes[place].end = len(nodes)
            following = node.next if above else None
        node = following
    return nodes


def _node(node: LexborNode, parent: int, place: int) -> Node | None:
    if node.is_text_node:
        return Node(TEXT, parent, place + 1, node.text_content or "")
    if not node.is_element_node:
        return None
    attributes = {name: value or "" for name, value in node.attributes.items()}
    return Node((node.tag or "").lower(), parent, place + 1, "", attributes)


def common(nodes: list[Node], one: int, other: int) -> int:
    """The place of the deepest element that holds both, which may be one of them."""
    while not one <= other < nodes[one].end:
        one = nodes[one].parent
    return one
