"""Tables of data, whose rows are lines, told from tables that only lay a page out, whose cells are boxes."""

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.tree import Tree

_LONG_CELL = 400
"""Characters: more is prose, such as no table of figures holds."""


def is_data_table(tree: Tree, table: int) -> bool:
    """Whether the table at that place holds data: two rows or more with two cells of short text, and no boxes in it."""
    if tree.attributes(table).get("role") in {"presentation", "none"}:
        return False
    rows = filled = characters = 0
    in_cell = False
    for place in range(table + 1, int(tree.end[table])):
        name = tree.names[place]
        if name in tags.NEVER_IN_DATA and tree.shown[place]:
            return False
        if name == "tr":
            rows += filled >= 2
            filled = 0
        elif name.removeprefix("/") in tags.CELLS:
            in_cell, characters = name[0] != "/", 0
        if in_cell and (text := tree.texts[place].strip()):
            filled += not characters
            characters += len(text)
            if characters > _LONG_CELL:
                return False
    return rows + (filled >= 2) >= 2
