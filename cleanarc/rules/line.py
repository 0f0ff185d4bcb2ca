"""A block as rules see it: its text in several forms, and for HTML where it stands in the tree."""

from typing import Final, Protocol

from cleanarc.model import Block, Span
from cleanarc.rules.folding import bare, fold
from cleanarc.rules.words import count_words

NEAREST = 6
"""Words of class and id that speak of a block; those farther off name the page's great parts."""


class Dom(Protocol):
    """Where a block stands in its HTML page.

    `tag` is the block's element, `path` the tags from <body> down to the deepest element that holds all of its text
    ("body/main/article/p/em"). `tokens` are the lower-case words in class, id, role, itemprop and data-* names on that
    element and its ancestors below <body>, nearest first; `nearest` are the first NEAREST of them. `links` and
    `link_chars` count the anchors in the block and the characters in them.
    """

    @property
    def tag(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def tokens(self) -> tuple[str, ...]: ...
    @property
    def nearest(self) -> tuple[str, ...]: ...
    @property
    def links(self) -> int: ...
    @property
    def link_chars(self) -> int: ...


class Line:
    """A block as rules see it: `span` is its text without the white space around it.

    Nobody changes a line once it is made: mypy sees to that, since a frozen dataclass takes far longer to make, and a
    page has hundreds. Most are asked for little, so what is told of a line is found out when it is asked for.
    """

    __slots__ = ("_bare", "_folded", "_words", "dom", "group", "index", "role", "span", "text")

    def __init__(self, index: int, span: Span, text: str, block: Block, dom: Dom | None = None) -> None:
        self.index: Final = index
        self.span: Final = span
        self.text: Final = text
        self.role: Final = block.role
        self.group: Final = block.group
        self.dom: Final = dom
        self._words: int | None = None
        self._folded: str | None = None
        self._bare: str | None = None

    @property
    def words(self) -> int:
        """Number of words; a script written without spaces counts each two characters as one."""
        if self._words is None:
            self._words = count_words(self.text)
        return self._words

    @property
    def folded(self) -> str:
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    @property
    def bare(self) -> str:
        """Folded text without bullets, arrows and punctuation at either end: what phrases are looked up by."""
        if self._bare is None:
            self._bare = bare(self.folded)
        return self._bare

    @property
    def link_share(self) -> float:
        """Share of the characters that stand in links; 0.0 in plain text."""
        return self.dom.link_chars / len(self.text) if self.dom and self.text else 0.0
