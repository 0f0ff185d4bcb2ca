"""What a tag is, as bits of one number, so that all tags of a page can be asked at once."""

from cleanarc.cleaning.html import tags

START = 1
"""Starts an element that has an end tag."""
END = 2
BOX = 4
"""Starts or ends an element that begins on a line of its own."""
FORM = 8
"""An element that gives its text another form than the one around it does."""
CELL = 16
BREAK = 32
LINK = 64
UNSEEN = 128
"""An element of which a browser shows no text."""
DIALOG = 256

_OF_NAMES = (
    (BOX, tags.BLOCKS),
    (FORM, tags.FORMING),
    (CELL, tags.CELLS),
    (BREAK, {"br"}),
    (LINK, {"a"}),
    (UNSEEN, tags.UNSEEN),
    (DIALOG, {"dialog"}),
)


_LONGEST, _MOST = 64, 4096
"""Characters of a name that is remembered, and names that are."""


class _Traits(dict[str, int]):
    """The traits of tags by their names; what has not been asked for before is found out."""

    def __missing__(self, tag: str) -> int:
        traits = _read(tag)
        if len(tag) <= _LONGEST and len(self) < _MOST:
            self[tag] = traits
        return traits


def _read(tag: str) -> int:
    name = tag.removeprefix("/")
    if not name:
        return 0
    traits = sum(trait for trait, names in _OF_NAMES if name in names)
    if name in tags.VOID:
        return traits
    return traits | (END if tag[0] == "/" else START)


traits_of = _Traits().__getitem__
"""The traits of a tag, by its name as it is written: "p" for a start, "/p" for an end, "" for what is no tag."""
