"""The tree that browsers build of a page: the only module that knows lexbor (selectolax)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

_DROPPED = ["script", "style", "noscript", "iframe", "noembed", "noframes", "svg", "img", "template", "select"]
"""Elements without text of the page's own: those in which "<" starts no tag, and those that hold much else."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element by itself; `text` gives all text in it."""

    tag: str
    attributes: dict[str, str]
    text: Callable[[], str]


class Parsed:
    """A page as a tree. Never fails: every text is some HTML page. Some take longer than their length: see `limits`."""

    def __init__(self, html: bytes) -> None:
        """`html` is the page in UTF-8."""
        self._parser = LexborHTMLParser(html)

    def select(self, selector: str) -> Iterator[Element]:
        """The elements of the page, seen or not, that a CSS selector names, in document order."""
        for node in self._parser.css(selector):
            yield Element((node.tag or "").lower(), _attributes(node), partial(node.text, deep=True))

    @property
    def lang(self) -> str:
        return (self._parser.root.attributes.get("lang") if self._parser.root else None) or ""

    def body(self) -> str:
        """The markup of the body, without faults: every element that is not void has its end, every attribute is
        quoted. Scripts and the like are taken out of the tree for good: whoever wants them selects them before."""
        self._parser.strip_tags(_DROPPED)
        for node in self._parser.css("xmp, plaintext"):
            # Their text would be written as it is, tags and all.
            plain = self._parser.create_node("pre")
            plain.insert_child(node.text())
            node.replace_with(plain)
        body = self._parser.body
        return (body.html or "") if body else ""


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}
