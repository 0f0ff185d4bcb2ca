"""What a rule sees of a page: its lines, and for HTML where each stands in the tree."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from cleanarc.model import Block, Page, Role, Span

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\xad": "", "‑": "-", "‐": "-"}
)


def fold(text: str) -> str:
    """Text as phrases are compared: NFKC, case folded, plain quotes and hyphens, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_PLAIN)).casefold().split())


@dataclass(frozen=True, slots=True)
class Dom:
    """Where a block stands in its HTML page.

    `tag` is the block's element, `path` the tags from <body> down to it ("body/main/article/p"). `tokens` are the
    lower-case parts of class, id, role, itemprop and data-* names on the element and its ancestors, nearest first.
    `links` and `link_chars` count the anchors in the block and the characters in them.
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
    def words(self) -> int:
        """Number of words; a script written without spaces counts each two characters as one."""
        spaced = len(re.findall(r"\w+", self.text))
        unspaced = len(re.findall(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]", self.text))
        return max(spaced, unspaced // 2)

    @property
    def link_share(self) -> float:
        """Share of the characters that stand in links; 0.0 in plain text."""
        return self.dom.link_chars / len(self.text) if self.dom and self.text else 0.0


@dataclass(frozen=True)
class View:
    """A page as rules see it. `title` and `url` are what is known of the page before it is cleaned."""

    page: Page
    lines: tuple[Line, ...]
    title: str | None = None
    url: str | None = None
    is_html: bool = False

    @cached_property
    def folded_title(self) -> str:
        return fold(self.title or "")


def lines_of(page: Page, doms: tuple[Dom, ...] = ()) -> tuple[Line, ...]:
    """The blocks of a page that have visible text, as lines; `doms` runs beside `page.blocks` or is empty."""
    found: list[Line] = []
    for n, block in enumerate(page.blocks):
        span = _visible(page.text, block)
        if span.start < span.end:
            dom = doms[n] if doms else None
            found.append(Line(len(found), span, page.text[span.start : span.end], block.role, block.group, dom))
    return tuple(found)


def _visible(text: str, block: Block) -> Span:
    inside = text[block.start : block.end]
    start = block.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, block.start + len(inside.rstrip())))
