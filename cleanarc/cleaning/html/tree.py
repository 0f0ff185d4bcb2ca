"""The body of a page as flat arrays, read from markup without faults.

One regular expression cuts the markup into its tags, each with the text behind it; numpy tells from their order alone
what stands in what. To go from node to node in Python would take several times as long.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleanarc.cleaning.html.traits import DIALOG, END, START, UNSEEN, traits_of
from cleanarc.cleaning.html.visible import is_hidden, may_hide

Places = NDArray[np.intp]
Flags = NDArray[np.bool_]

_TAG = re.compile(
    r"""<(/?[a-zA-Z][^ >]*+|)((?:\ [^=>]++(?:="[^"]*+")?+|\ =[^ =>]*+(?:="[^"]*+")?+)*+)(?:>|!--.*?-->|[!?][^>]*+>)""",
    re.S | re.X,
)
"""A tag with its name and attributes, or a comment or the like, with neither."""
_ATTRIBUTE = re.compile(r' (=?+[^ =>]++)(?:="([^"]*+)")?+')


@dataclass(frozen=True, slots=True)
class Tree:
    """The tags of a page in document order, as sequences that run side by side; an element's place is its start tag's.

    `names` are tags as written, "p" or "/p", with attributes `written` as in the markup, and `traits` see `traits`.
    `texts` are those behind each tag, "" where it is not shown; `holder` is the element that the text stands in.
    `parent`, `end` (the place of its end tag) and `level` (elements around it and itself) are those of an element, and
    mean nothing for other tags. `shown` tells for each tag whether a browser shows its element.
    """

    markup: str
    names: Sequence[str]
    written: Sequence[str]
    texts: Sequence[str]
    traits: Places
    holder: Places
    parent: Places
    end: Places
    level: Places
    shown: Flags

    def __len__(self) -> int:
        return len(self.names)

    @property
    def depth(self) -> int:
        """Elements inside one another, at most."""
        return int(self.level.max(initial=0))

    def attributes(self, place: int) -> dict[str, str]:
        """The attributes of an element, names in lower case, "" for one without a value."""
        return attributes_of(self.written[place])

    def having(self, trait: int) -> Flags:
        """Which tags are shown and have a trait."""
        found: Flags = ((self.traits & trait) != 0) & self.shown
        return found

    def inside(self, places: Places) -> Flags:
        """Which tags, and so the texts behind them, stand in one of some elements, or are their own start tags."""
        return _between(len(self), places, self.end[places])

    def nearest(self, wanted: Flags) -> Places:
        """For each element the nearest that is wanted, itself or around it; the root where there is none."""
        at = np.where(wanted, np.arange(len(self)), self.parent)
        while not np.array_equal(at, above := at[at]):
            at = above
        return at


def attributes_of(written: str) -> dict[str, str]:
    """Attributes as they are written in markup without faults, by their names."""
    return {name: plain(value) if "&" in value else value for name, value in _ATTRIBUTE.findall(written)}


def value_of(written: str, name: str) -> str:
    """The value of an attribute as it is written in markup without faults; "" where there is none."""
    start = written.find(f' {name}="')
    if start < 0:
        return ""
    start += len(name) + 3
    end = written.find('"', start)
    if end < 0 or written[start].isspace():
        # It may be the end of another attribute's value that looks so: x=" class=".
        return next((value for other, value in _ATTRIBUTE.findall(written) if other == name), "")
    return written[start:end]


def plain(text: str) -> str:
    """Text without the character references that markup without faults has."""
    text = text.replace("&nbsp;", "\xa0").replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")
    return text.replace("&amp;", "&")


def tree_of(markup: str) -> Tree:
    """Reads the markup of one element, without faults: see `Parsed.body`."""
    parts = _TAG.split(markup or "<body></body>")
    names, written, texts = parts[1::3], parts[2::3], parts[3::3]
    size = len(names)
    traits = np.fromiter(map(traits_of, names), np.intp, size)
    starts, ends, holder, level = _nesting(traits)
    parent = holder[np.arange(size) - 1]
    parent[0] = 0
    end = np.arange(size)
    end[starts] = ends
    hidden = _hidden(names, written, traits)
    unseen = _between(size, hidden, end[hidden])
    shown = ~unseen
    shown[end[hidden]] = False
    told = [plain(text) if "&" in text else text for text in texts]
    for place in np.flatnonzero(unseen).tolist():
        told[place] = ""
    return Tree(markup, names, written, told, traits, holder, parent, end, level, shown)


def _nesting(traits: Places) -> tuple[Places, Places, Places, Places]:
    """The start tags, sorted by their level and then their place, with their end tags; for each tag the element that
    the text behind it stands in; and the level of each."""
    size = len(traits)
    is_end = (traits & END) != 0
    after = np.cumsum((traits & START) - is_end)
    level = after + is_end
    places = np.flatnonzero((traits & (START | END)) != 0)
    # On one level, starts and ends take turns.
    ordered = places[np.argsort(level[places], kind="stable")]
    starts, ends = ordered[::2], ordered[1::2]
    keys = level[starts] * size + starts
    holder = starts[np.searchsorted(keys, after * size + np.arange(size), "right") - 1]
    return starts, ends, holder, level


def _hidden(names: Sequence[str], written: Sequence[str], traits: Places) -> Places:
    """The places of the elements of which a browser shows nothing, but for what hides the body as a whole."""
    found = set(np.flatnonzero((traits & (UNSEEN | START)) == UNSEEN | START).tolist())
    suspects = [n for n, attributes in enumerate(written) if attributes and may_hide(attributes)]
    suspects += np.flatnonzero((traits & (DIALOG | START)) == DIALOG | START).tolist()
    found.update(n for n in suspects if n and traits[n] & START and is_hidden(names[n], attributes_of(written[n])))
    return np.array(sorted(found), np.intp)


def _between(size: int, starts: Places, ends: Places) -> Flags:
    """Which places are from one of some starts on and before its end."""
    steps = np.zeros(size + 1, np.intp)
    np.add.at(steps, starts, 1)
    np.add.at(steps, ends, -1)
    return np.cumsum(steps[:size]) > 0
