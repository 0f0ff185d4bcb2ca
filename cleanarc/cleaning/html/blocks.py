"""Blocks from the flat tree: the text that a browser shows, cut where it starts a new line.

White space is collapsed as a browser does: only HTML's own white space, so that no-break spaces, soft hyphens and the
like stay for `render` to judge. A <br> parts two lines of one group, two in a row part paragraphs.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.tables import is_data_table
from cleanarc.cleaning.html.tree import TEXT, Node, common
from cleanarc.cleaning.html.visible import is_hidden
from cleanarc.model import Role

_SPACE = re.compile(r"[ \t\n\f\r]+")
_HTML_SPACE = " \t\n\f\r"
_ROLES = {
    **dict.fromkeys(tags.HEADINGS, Role.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Role.ITEM),
    **dict.fromkeys(("figcaption", "caption"), Role.CAPTION),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), Role.CODE),
    "blockquote": Role.QUOTE,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block on its way to the page. `box` is the place of the element that makes the block, `holder` that of the
    deepest element that holds all of its text."""

    text: str
    role: Role
    group: int | None
    box: int
    holder: int
    links: int
    link_chars: int


@dataclass(slots=True)
class _Box:
    """An open box, and what it gives to the text in it."""

    place: int
    end: int
    role: Role
    group: int | None
    list_group: int | None
    """The group of the items, in a list."""
    data_group: int | None
    """The group of the rows, in a table of data."""

    @property
    def is_row(self) -> bool:
        return self.role is Role.ROW


@dataclass(slots=True)
class _Line:
    """The text of a line so far: its cells (one, but in a table row), and where it stands."""

    cells: list[list[str]] = field(default_factory=lambda: [[]])
    holder: int = -1
    links: int = 0
    link_chars: int = 0

    @property
    def is_blank(self) -> bool:
        return self.holder < 0


def cut(nodes: list[Node]) -> list[Piece]:
    """The blocks of a page in order, as pieces; `nodes` is its whole tree."""
    cutter = _Cutter(nodes)
    place = 0
    while place < len(nodes):
        node = nodes[place]
        cutter.leave(place)
        if node.tag == TEXT:
            cutter.text(node, place)
        elif is_hidden(node):
            place = node.end
            continue
        else:
            cutter.enter(node, place)
        place += 1
    cutter.leave(place)
    return cutter.pieces


class _Cutter:
    """Goes through the nodes in order and cuts a piece wherever a box starts or ends."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.pieces: list[Piece] = []
        self.boxes = [_Box(0, len(nodes) + 1, Role.PARAGRAPH, None, None, None)]
        self.lines = [_Line()]
        self.link_end = 0
        self.link_seen_in: _Line | None = None
        self.groups = 0
        self.headings = [place for place, node in enumerate(nodes) if node.tag in tags.HEADINGS]

    def enter(self, node: Node, place: int) -> None:
        if node.tag == "br":
            self._break()
        elif node.tag == "a" and "href" in node.attributes:
            self.link_end, self.link_seen_in = node.end, None
        elif node.tag in tags.BLOCKS:
            self._edge(node)
            self.boxes.append(self._box(node, place))

    def leave(self, place: int) -> None:
        """Closes the boxes that end before that place."""
        while self.boxes[-1].end <= place:
            if self.boxes[-2].is_row:
                self.lines[-1].cells[-1].append(" ")
            else:
                self._cut()
            self.boxes.pop()

    def text(self, node: Node, place: int) -> None:
        line = self.lines[-1]
        line.cells[-1].append(node.text)
        if not node.text.strip(_HTML_SPACE):
            return
        line.holder = node.parent if line.is_blank else common(self.nodes, line.holder, node.parent)
        if place < self.link_end:
            line.links += self.link_seen_in is not line
            line.link_chars += len(_SPACE.sub(" ", node.text))
            self.link_seen_in = line

    def _edge(self, node: Node) -> None:
        """What the start of a box does to the text before it: in a row of data it parts cells or words only."""
        if not self.boxes[-1].is_row:
            self._cut()
        elif node.tag in tags.CELLS:
            self.lines[-1].cells.append([])
        else:
            self.lines[-1].cells[-1].append(" ")

    def _box(self, node: Node, place: int) -> _Box:
        outer = self.boxes[-1]
        box = _Box(place, node.end, outer.role, outer.group, outer.list_group, outer.data_group)
        role = _ROLES.get(node.tag)
        if node.tag in tags.LISTS:
            box.list_group = self._new_group() if outer.list_group is None else outer.list_group
        elif node.tag == "table":
            box.data_group = self._new_group() if is_data_table(self.nodes, place) else None
        elif node.tag == "tr" and box.data_group is not None:
            box.role, box.group = Role.ROW, box.data_group
        elif role is Role.ITEM and self._holds_heading(place):
            box.role, box.group = Role.PARAGRAPH, None
        elif role is not None:
            box.role, box.group = role, self._group_of(role, box)
        return box

    def _holds_heading(self, place: int) -> bool:
        n = bisect_left(self.headings, place)
        return n < len(self.headings) and self.headings[n] < self.nodes[place].end

    def _group_of(self, role: Role, box: _Box) -> int | None:
        if role is Role.CODE:
            return self._new_group()
        return box.list_group if role is Role.ITEM else None

    def _new_group(self) -> int:
        self.groups += 1
        return self.groups

    def _break(self) -> None:
        box = self.boxes[-1]
        if box.is_row or box.role is Role.CODE:
            self.lines[-1].cells[-1].append("\n")
        elif not self.lines[-1].is_blank:
            self.lines.append(_Line())
        elif len(self.lines) > 1:
            self._cut()

    def _cut(self) -> None:
        """Makes pieces of the lines so far: one is a block, several are a group."""
        box = self.boxes[-1]
        lines = [line for line in self.lines if not line.is_blank]
        self.lines = [_Line()]
        if not lines:
            return
        role, group = box.role, box.group
        if len(lines) > 1:
            role = Role.LINE if role is Role.PARAGRAPH else role
            group = self._new_group() if group is None else group
        for line in lines:
            text = _shown(line, role)
            if text:
                links = min(line.link_chars, len(text))
                self.pieces.append(Piece(text, role, group, box.place, line.holder, line.links, links))


def _shown(line: _Line, role: Role) -> str:
    """The text of a line as a browser shows it; empty when it is nothing but white space of whatever kind."""
    cells = ["".join(parts) for parts in line.cells]
    if role is Role.CODE:
        text = cells[0].rstrip().strip("\n")
    else:
        text = "\t".join(_SPACE.sub(" ", cell).strip(_HTML_SPACE) for cell in cells).strip(_HTML_SPACE)
    return text if text and not text.isspace() else ""
