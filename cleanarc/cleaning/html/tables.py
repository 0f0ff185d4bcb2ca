"""Tables of data, whose rows are lines, told from tables that only lay a page out, whose cells are boxes."""

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.tree import TEXT, Node

_LONG_CELL = 400
"""Characters: more is prose, such as no table of figures holds."""


def is_data_table(nodes: list[Node], table: int) -> bool:
    """Whether the table at that place holds data: two rows or more with two cells of short text, and no boxes in it."""
    if nodes[table].attributes.get("role") in {"presentation", "none"}:
        return False
    rows = filled = cell_end = characters = 0
    for place in range(table + 1, nodes[table].end):
        node = nodes[place]
        if node.tag == TEXT:
            if place < cell_end:
                filled += not characters and not node.text.isspace()
                characters += len(node.text.strip())
                if characters > _LONG_CELL:
                    return False
        elif node.tag in tags.NEVER_IN_DATA:
            return False
        elif node.tag == "tr":
            rows += filled >= 2
            filled = 0
        elif node.tag in tags.CELLS:
            cell_end = node.end
            characters = 0
    return rows + (filled >= 2) >= 2
