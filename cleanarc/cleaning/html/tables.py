"""Tables of data, whose rows are lines, told from tables that only lay a page out, whose cells are boxes."""

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.tree import TEXT, Tree

_LONG_CELL = 400
"""Characters: more is prose, such as no table of figures holds."""


def is_data_table(tree: Tree, table: int) -> bool:
    """Whether the table at that place holds data: two rows or more with two cells of short text, and no boxes in it."""
    if tree.attributes[table].get("role") in {"presentation", "none"}:
        return False
    rows = filled = cell_end = characters = 0
    for place in range(table + 1, tree.ends[table]):
        tag = tree.tags[place]
        if tag == TEXT:
            if place < cell_end:
                text = tree.texts[place]
                filled += not characters and not text.isspace()
                characters += len(text.strip())
                if characters > _LONG_CELL:
                    return False
        elif tag in tags.NEVER_IN_DATA:
            return False
        elif tag == "tr":
            rows += filled >= 2
            filled = 0
        elif tag in tags.CELLS:
            cell_end = tree.ends[place]
            characters = 0
    return rows + (filled >= 2) >= 2
