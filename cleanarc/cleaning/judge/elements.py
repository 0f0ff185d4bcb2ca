"""What the elements of a page hand down to the blocks in them, gathered in one pass over the tree."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleanarc.cleaning.html.traits import START
from cleanarc.cleaning.html.tree import Places, Tree
from cleanarc.cleaning.judge.arrays import Array, Floats, Ints
from cleanarc.cleaning.judge.names import Named, Names
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
_FACTOR = 0x9E3779B97F4A7C15
"""An odd number whose powers spread numbers well over 64 bits: the golden ratio's (Knuth, The Art of Computer
Programming, volume 3, section 6.4)."""


@dataclass(frozen=True, slots=True)
class Elements:
    """Arrays with a value for each place in the tree; only those of elements around blocks mean something.

    `tag` is a code of TAG_CODES, 0 for others; `within` has a bit for each of SECTIONS that the element is or stands
    in; `style` is equal for elements whose tags and classes are the same all the way up; `own` is the score of the
    element's names, `low` and `high` the least and greatest of it and all that it stands in.
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
    names: "NearestNames"

    def box_name(self, place: int) -> BoxName | None:
        """The nearest name around an element that tells a kind of boilerplate, by class or id before by element."""
        return self.names.around(place)


@dataclass(frozen=True, slots=True)
class NearestNames:
    """What elements are called, in document order, and for each the number of the nearest around it whose class or id,
    or whose very element, tells a kind of boilerplate."""

    told: list[int]
    named: list[Named]
    by_name: list[int]
    by_element: list[int]

    def around(self, place: int) -> BoxName | None:
        """The nearest name around an element, by class or id before by element."""
        n = bisect_left(self.told, place)
        return self.named[self.by_name[n]].name or self.named[self.by_element[n]].element


def elements_of(tree: Tree, holders: Places, names: Names) -> Elements:
    """Reads the classes, ids and tags of the elements that some elements stand in, and of these themselves."""
    told = _with_all_above(tree, holders)
    places: list[int] = told.tolist()
    tags = [tree.names[place] for place in places]
    # What the body is called names the page.
    written = ["", *(tree.written[place] for place in places[1:])]
    named = list(map(names.read, tags, written))
    css, scores, box_names, element_names = zip(*named, strict=True)
    # The number of each element's parent among those that are told; the root is its own.
    up = np.searchsorted(told, tree.parent[told])
    own = np.array(scores, np.float32)
    within = np.array([_BITS.get(tag, 0) for tag in tags], np.int32)
    within, style, low, high = _handed_down(within, _numbered(zip(tags, css, strict=True)), own, up)
    codes = np.array([TAG_CODES.get(tag, 0) for tag in tags], np.int32)
    nearest = NearestNames(
        places,
        named,
        _nearest([name is not None for name in box_names], up),
        _nearest([name is not None for name in element_names], up),
    )
    size = len(tree)
    return Elements(
        parent=tree.parent,
        end=tree.end,
        depth=tree.level,
        tag=_spread(told, codes, size),
        within=_spread(told, within, size),
        style=_spread(told, style, size),
        own=_spread(told, own, size),
        low=_spread(told, low, size),
        high=_spread(told, high, size),
        names=nearest,
    )


def _with_all_above(tree: Tree, places: Places) -> Places:
    """The places of elements and of all around them, in document order; the root is always among them."""
    holding = np.zeros(len(tree) + 1, np.intp)
    holding[1:] = np.cumsum(np.bincount(places, minlength=len(tree)))
    is_start = (tree.traits & START) != 0
    is_start &= holding[tree.end] > holding[:-1]
    is_start[0] = True
    return np.flatnonzero(is_start)


def _nearest(flags: list[bool], up: Places) -> list[int]:
    """The number of the nearest element that is flagged, itself or around it; 0, the root, where there is none."""
    at = np.where(flags, np.arange(len(up)), up)
    while not np.array_equal(at, above := at[at]):
        at = above
    found: list[int] = at.tolist()
    return found


def _numbered(keys: Iterable[tuple[str, str]]) -> NDArray[np.uint64]:
    """A number for each key, the same for the same; 0 for the root's."""
    numbers: dict[tuple[str, str], int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.uint64)


def _handed_down(within: Array, style: Array, own: Floats, up: Places) -> tuple[Array, Array, Floats, Floats]:
    """What each element has from all around it: the sections, a style that tells of the whole way up, and the least and
    greatest score. In each round it takes over what the element twice as far up as before has gathered."""
    low = high = own
    factor = np.uint64(_FACTOR)
    while up.any():
        within = within | within[up]
        style = style + factor * style[up]
        low, high = np.minimum(low, low[up]), np.maximum(high, high[up])
        with np.errstate(over="ignore"):
            factor = factor * factor
        up = up[up]
    return within, np.unique(style, return_inverse=True)[1], low, high


def _spread(told: Places, values: Array, size: int) -> Array:
    """Values of the elements that are told, at their places in the tree."""
    spread = np.zeros(size, values.dtype)
    spread[told] = values
    return spread
