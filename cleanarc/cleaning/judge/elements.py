"""What the elements of a page hand down to the blocks in them, gathered in one pass over the tree."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cleanarc.cleaning.html.tree import Tree
from cleanarc.cleaning.judge.arrays import Floats, Ints
from cleanarc.cleaning.judge.names import Names
from cleanarc.rules.box_names import BoxName

SECTIONS = ("article", "main", "aside", "nav", "header", "footer", "figure", "form", "table", "blockquote", "ul", "a")
"""Elements that count for all that stands anywhere in them."""
_BITS = {tag: 1 << n for n, tag in enumerate(SECTIONS)} | {"ol": 1 << SECTIONS.index("ul")}
_TAGS = (
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "tr", "blockquote", "figcaption", "section", "article",
    "aside", "header", "footer", "nav", "main", "form", "button", "dt", "dd", "pre", "address", "figure", "ul", "ol",
    "a", "span", "em", "strong", "b", "i", "body", "time", "label", "summary", "details",
)  # fmt: skip
TAG_CODES = {tag: code for code, tag in enumerate(_TAGS, start=1)}


@dataclass(frozen=True, slots=True)
class Elements:
    """Arrays with a value for each place in the tree; only those of elements around blocks mean something.

    `tag` is a code of TAG_CODES, 0 for others; `within` has a bit for each of SECTIONS that the element is or stands
    in; `style` is equal for elements whose tags and classes are the same all the way up; `own` is the score of the
    element's names, `low` and `high` the least and greatest of it and all that it stands in. `boxes` has the nearest
    name around that tells a kind of boilerplate, by class or id before by element.
    """

    parent: Ints
    end: Ints
    depth: Ints
    tag: Ints
    within: Ints
    style: Ints
    own: Floats
    low: Floats
    high: Floats
    boxes: list[BoxName | None]


def elements_of(tree: Tree, holders: Iterable[int], names: Names) -> Elements:
    """Reads the classes, ids and tags of the elements that some elements stand in, and of these themselves."""
    size = len(tree)
    within, style, depth, tag = [0] * size, [0] * size, [0] * size, [0] * size
    own, low, high = [0.0] * size, [0.0] * size, [0.0] * size
    boxes: list[BoxName | None] = [None] * size
    elements: list[BoxName | None] = [None] * size
    styles: dict[tuple[int, str, str], int] = {}
    tags, parents, read = tree.tags, tree.parents, names.read
    for place in _with_all_above(parents, holders):
        name = tags[place]
        above = parents[place]
        attributes = tree.attributes[place]
        if name == "body":
            attributes = {}
        css = attributes.get("class", "")
        named = read(name, css, "" if name[0] == "h" else attributes.get("id", ""))
        own[place] = named.score
        low[place] = min(low[above], named.score)
        high[place] = max(high[above], named.score)
        boxes[place] = named.name or boxes[above]
        elements[place] = named.element or elements[above]
        depth[place] = depth[above] + 1
        within[place] = within[above] | _BITS.get(name, 0)
        style[place] = styles.setdefault((style[above], name, css), len(styles) + 1)
        tag[place] = TAG_CODES.get(name, 0)
    parent = np.array(parents, np.int32)
    parent[:1] = 0
    return Elements(
        parent, _ints(tree.ends), _ints(depth), _ints(tag), _ints(within), _ints(style), _floats(own), _floats(low),
        _floats(high), [box or element for box, element in zip(boxes, elements, strict=True)],
    )  # fmt: skip


def _ints(values: list[int]) -> Ints:
    return np.array(values, np.int32)


def _floats(values: list[float]) -> Floats:
    return np.array(values, np.float32)


def _with_all_above(parents: list[int], places: Iterable[int]) -> list[int]:
    """The places and those of all elements around them but the root, in document order."""
    found: set[int] = set()
    for place in places:
        at = place
        while at > 0 and at not in found:
            found.add(at)
            at = parents[at]
    return sorted(found)
