"""A page: one immutable text, cut into blocks that tile it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a page's text, in code points: `start` is in, `end` is out."""

    start: int
    end: int


class Role(StrEnum):
    """What a block is in the page; it decides how the block is rendered."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    """An item of a list."""
    ROW = "row"
    """A row of a table, its cells parted by tabs."""
    LINE = "line"
    """One of several lines that belong together: verse, an address, lines parted by <br>."""
    QUOTE = "quote"
    CAPTION = "caption"
    CODE = "code"
    """Preformatted text; its line breaks and indentation are kept."""


class Block(NamedTuple):
    """A line, paragraph, list item, … of the page, with the white space that follows it.

    The span of block n ends where that of block n + 1 starts. White space at the very start of the page belongs to
    the first block. Neighbours that share a `group` are lines of one list, table, verse or code.
    """

    start: int
    end: int
    role: Role = Role.PARAGRAPH
    group: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Page:
    """The whole visible text of a document, decoded and unnormalised, and the blocks that tile it.

    Raises ValueError when the blocks are not a partition of the text.
    """

    text: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        at = 0
        for block in self.blocks:
            if block.start != at or block.end <= at:
                raise ValueError(f"block {block.start}-{block.end} does not follow on {at}")
            at = block.end
        if at != len(self.text):
            raise ValueError(f"the blocks end at {at}, the text at {len(self.text)}")
