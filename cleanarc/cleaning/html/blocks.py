"""Blocks from the flat tree: the text that a browser shows, cut where it starts a new line.

White space is collapsed as a browser does: only HTML's own white space, so that no-break spaces, soft hyphens and the
like stay for `render` to judge. A <br> parts two lines of one group, two in a row part paragraphs.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.tables import is_data_table
from cleanarc.cleaning.html.tree import TEXT, Tree
from cleanarc.model import Role

_SPACE = re.compile(r" [ \t\n\f\r]+|[\t\n\f\r][ \t\n\f\r]*")
"""White space that a browser shows as one space, but for that which is one already."""
_HTML_SPACE = " \t\n\f\r"
_ROLES = {
    **dict.fromkeys(tags.HEADINGS, Role.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Role.ITEM),
    **dict.fromkeys(("figcaption", "caption"), Role.CAPTION),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), Role.CODE),
    "blockquote": Role.QUOTE,
    "tr": Role.ROW,
}
_FORMING = _ROLES.keys() | tags.LISTS | {"table"}
"""Elements that give their text another form than the one around them does."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block on its way to the page. `box` is the place of the element that makes the block, `holder` that of the
    deepest element that holds all of its text, `start` that of its first text."""

    text: str
    role: Role
    group: int | None
    box: int
    holder: int
    start: int
    links: int
    link_chars: int


class _Form(NamedTuple):
    """What a box gives to the text in it; most boxes give what the one around them gives."""

    role: Role = Role.PARAGRAPH
    group: int | None = None
    list_group: int | None = None
    """The group of the items, in a list."""
    data_group: int | None = None
    """The group of the rows, in a table of data."""


_PLAIN = _Form()


@dataclass(slots=True)
class _Line:
    """The text of a line so far: its cells (one, but in a table row), and where it stands."""

    cells: list[list[str]] = field(default_factory=lambda: [[]])
    holder: int = -1
    start: int = -1
    links: int = 0
    link_chars: int = 0

    @property
    def is_blank(self) -> bool:
        return self.holder < 0


def cut(tree: Tree) -> list[Piece]:
    """The blocks of a page in order, as pieces."""
    cutter = _Cutter(tree)
    blocks = tags.BLOCKS
    for place, tag in enumerate(tree.tags):
        if cutter.box_ends[-1] <= place:
            cutter.leave(place)
        if tag == TEXT:
            cutter.text(place)
        elif tag in blocks:
            cutter.enter(tag, place)
        elif tag == "a":
            cutter.link(place)
        elif tag == "br":
            cutter.line_break()
    cutter.leave(len(tree))
    return cutter.pieces


class _Cutter:
    """Goes through the nodes in order and cuts a piece wherever a box starts or ends."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.pieces: list[Piece] = []
        self.boxes = [0]
        self.box_ends = [len(tree) + 1]
        self.forms = [_PLAIN]
        self.lines = [_Line()]
        self.link_end = 0
        self.link_seen_in: _Line | None = None
        self.groups = 0
        self.headings = [place for place, tag in enumerate(tree.tags) if tag in tags.HEADINGS]

    def enter(self, tag: str, place: int) -> None:
        """Opens a box. Its start ends the text before it; in a row of data it parts cells or words only."""
        outer = self.forms[-1]
        if outer.role is not Role.ROW:
            self._cut()
        elif tag in tags.CELLS:
            self.lines[-1].cells.append([])
        else:
            self.lines[-1].cells[-1].append(" ")
        self.boxes.append(place)
        self.box_ends.append(self.tree.ends[place])
        self.forms.append(self._form(tag, place, outer) if tag in _FORMING else outer)

    def link(self, place: int) -> None:
        if "href" in self.tree.attributes[place]:
            self.link_end, self.link_seen_in = self.tree.ends[place], None

    def leave(self, place: int) -> None:
        """Closes the boxes that end before that place."""
        while self.box_ends[-1] <= place:
            if self.forms[-2].role is Role.ROW:
                self.lines[-1].cells[-1].append(" ")
            else:
                self._cut()
            self.boxes.pop()
            self.box_ends.pop()
            self.forms.pop()

    def text(self, place: int) -> None:
        line = self.lines[-1]
        text = self.tree.texts[place]
        line.cells[-1].append(text)
        if text.isspace() and not text.strip(_HTML_SPACE):
            return
        parent = self.tree.parents[place]
        if line.holder < 0:
            line.holder, line.start = parent, place
        elif line.holder != parent:
            line.holder = self.tree.common(line.holder, parent)
        if place < self.link_end:
            line.links += self.link_seen_in is not line
            line.link_chars += len(_SPACE.sub(" ", text))
            self.link_seen_in = line

    def _form(self, tag: str, place: int, outer: _Form) -> _Form:
        role, group, list_group, data_group = outer
        own = _ROLES.get(tag)
        if tag in tags.LISTS:
            list_group = self._new_group() if list_group is None else list_group
        elif tag == "table":
            data_group = self._new_group() if is_data_table(self.tree, place) else None
        elif own is Role.ROW:
            role, group = (role, group) if data_group is None else (own, data_group)
        elif own is Role.ITEM and self._holds_heading(place):
            role, group = Role.PARAGRAPH, None
        else:
            role, group = own or role, self._group_of(own, outer)
        return _Form(role, group, list_group, data_group)

    def _holds_heading(self, place: int) -> bool:
        n = bisect_left(self.headings, place)
        return n < len(self.headings) and self.headings[n] < self.tree.ends[place]

    def _group_of(self, role: Role | None, outer: _Form) -> int | None:
        if role is Role.CODE:
            return self._new_group()
        return outer.list_group if role is Role.ITEM else None

    def _new_group(self) -> int:
        self.groups += 1
        return self.groups

    def line_break(self) -> None:
        if self.forms[-1].role in (Role.ROW, Role.CODE):
            self.lines[-1].cells[-1].append("\n")
        elif not self.lines[-1].is_blank:
            self.lines.append(_Line())
        elif len(self.lines) > 1:
            self._cut()

    def _cut(self) -> None:
        """Makes pieces of the lines so far: one is a block, several are a group."""
        lines = self.lines
        if len(lines) == 1 and lines[0].is_blank:
            lines[0].cells = [[]]
            return
        self.lines = [_Line()]
        lines = [line for line in lines if not line.is_blank]
        role, group = self.forms[-1].role, self.forms[-1].group
        if len(lines) > 1:
            role = Role.LINE if role is Role.PARAGRAPH else role
            group = self._new_group() if group is None else group
        for line in lines:
            text = _shown(line, role)
            if text:
                links = min(line.link_chars, len(text))
                self.pieces.append(Piece(text, role, group, self.boxes[-1], line.holder, line.start, line.links, links))


def _shown(line: _Line, role: Role) -> str:
    """The text of a line as a browser shows it; empty when it is nothing but white space of whatever kind."""
    cells = ["".join(parts) for parts in line.cells]
    if role is Role.CODE:
        text = cells[0].rstrip().strip("\n")
    else:
        text = "\t".join(_collapsed(cell) for cell in cells).strip(_HTML_SPACE)
    return text if text and not text.isspace() else ""


def _collapsed(text: str) -> str:
    if not text.isprintable() or "  " in text:
        text = _SPACE.sub(" ", text)
    return text.strip(_HTML_SPACE)
