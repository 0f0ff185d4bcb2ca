"""A block as rules see it: its text in several forms, and for HTML where it stands in the tree."""

from dataclasses import dataclass
from functools import cached_property

from cleanarc.model import Role, Span
from cleanarc.rules.folding import bare, fold
from cleanarc.rules.words import count_words


@dataclass(frozen=True, slots=True)
class Dom:
    """Where a block stands in its HTML page.

    `tag` is the block's element, `path` the tags from <body> down to the deepest element that holds all of its text
    ("body/main/article/p/em"). `tokens` are the lower-case words in class, id, role, itemprop and data-* names on that
    element and its ancestors below <body>, nearest first. `links` and `link_chars` count the anchors in the block and
    the characters in them.
    """

    tag: str
    path: str
    tokens: tuple[str, ...] = ()
    links: int = 0
    link_chars: int = 0


@dataclass(frozen=True)
class Line:
    """A block as rules see it: `span` is its text without the white space around it."""

    index: int
    span: Span
    text: str
    role: Role
    group: int | None
    dom: Dom | None = None

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def bare(self) -> str:
        """Folded text without bullets, arrows and punctuation at either end: what phrases are looked up by."""
        return bare(self.folded)

    @cached_property
    def words(self) -> int:
        """Number of words; a script written without spaces counts each two characters as one."""
        return count_words(self.text)

    @property
    def link_share(self) -> float:
        """Share of the characters that stand in links; 0.0 in plain text."""
        return self.dom.link_chars / len(self.text) if self.dom and self.text else 0.0
