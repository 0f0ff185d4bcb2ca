"""The form that an element gives to the text in it: a heading, an item of a list, a row of a table, …"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.tables import is_data_table
from cleanarc.cleaning.html.traits import FORM, START
from cleanarc.cleaning.html.tree import Tree
from cleanarc.model import Role

_ROLES = {
    **dict.fromkeys(tags.HEADINGS, Role.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Role.ITEM),
    **dict.fromkeys(("figcaption", "caption"), Role.CAPTION),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext"), Role.CODE),
    "blockquote": Role.QUOTE,
    "tr": Role.ROW,
}


class Form(NamedTuple):
    """What an element gives to the text in it; most give what the one around them gives. Blocks of one `group` belong
    together: `list_group` is that of the items, in a list, and `data_group` that of the rows, in a table of data."""

    role: Role = Role.PARAGRAPH
    group: int | None = None
    list_group: int | None = None
    data_group: int | None = None


PLAIN = Form()


def forms_of(tree: Tree, groups: Iterator[int]) -> Mapping[int, Form]:
    """The forms of all elements that have one of their own, by their places. `groups` gives numbers for groups."""
    forming = np.flatnonzero(tree.having(FORM) & ((tree.traits & START) != 0)).tolist()
    headings = [place for place in forming if tree.names[place] in tags.HEADINGS]
    forms: dict[int, Form] = {}
    open_forms = [(len(tree), PLAIN)]
    for place, end in zip(forming, tree.end[forming].tolist(), strict=True):
        while open_forms[-1][0] < place:
            open_forms.pop()
        form = _form(tree, place, open_forms[-1][1], groups, holds_heading=_is_between(headings, place, end))
        forms[place] = form
        open_forms.append((end, form))
    return forms


def gives(tree: Tree, place: int, role: Role) -> bool:
    """Whether an element of its own gives a role, in whatever it stands."""
    return _ROLES.get(tree.names[place]) is role


def _form(tree: Tree, place: int, outer: Form, groups: Iterator[int], *, holds_heading: bool) -> Form:
    role, group, list_group, data_group = outer
    name = tree.names[place]
    own = _ROLES.get(name)
    if name in tags.LISTS:
        return outer if list_group is not None else Form(role, group, next(groups), data_group)
    if name == "table":
        return Form(role, group, list_group, next(groups) if is_data_table(tree, place) else None)
    if own is Role.ROW:
        return outer if data_group is None else Form(own, data_group, list_group, data_group)
    if own is Role.ITEM:
        # An item with a heading of its own is a small article, not a line of a list.
        role, group = (Role.PARAGRAPH, None) if holds_heading else (own, list_group)
        return Form(role, group, list_group, data_group)
    return Form(own or role, next(groups) if own is Role.CODE else None, list_group, data_group)


def _is_between(places: list[int], first: int, last: int) -> bool:
    n = bisect_left(places, first)
    return n < len(places) and places[n] < last
