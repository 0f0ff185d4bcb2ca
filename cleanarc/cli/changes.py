"""A line of text that differs between two versions, drawn on one line."""

from rich.text import Text

from cleanarc.cli.marked import ADDED, NOTE, REMOVED, mark
from cleanarc.tools.revisions import Change, ChangeKind

_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.CHANGED: "~"}
_LOOKS = {ChangeKind.ADDED: ADDED, ChangeKind.REMOVED: REMOVED}
_SHOWN = 40
"""Characters of an unchanged stretch that are shown beside a change; the rest is left out."""
_LEFT_OUT = "…"


def drawn(change: Change, *, colour: bool) -> Text:
    """The line behind its sign: + where it came, - where it went, ~ where it was reworded."""
    text = Text(f"{_SIGNS[change.kind]} ")
    last = len(change.pieces) - 1
    for n, piece in enumerate(change.pieces):
        look = _LOOKS.get(piece.kind)
        if look and last == 0:
            # Its sign says of a whole line what became of it.
            text.append(piece.text, look.style)
        elif look:
            mark(text, piece.text, look, colour=colour)
        else:
            text.append(_shortened(piece.text, opens=n == 0, closes=n == last))
    if change.inferred:
        text.append(" {inferred}", NOTE)
    return text


def _shortened(text: str, *, opens: bool, closes: bool) -> str:
    """An unchanged stretch without what is far from any change; it `opens` or `closes` the line, or neither."""
    head, tail = (0 if opens else _SHOWN), (0 if closes else _SHOWN)
    if len(text) <= head + tail + len(_LEFT_OUT):
        return text
    before, after = text[:head], text[len(text) - tail :]
    whole = (before.rpartition(" ")[0] or before, _LEFT_OUT, after.partition(" ")[2] or after)
    return " ".join(filter(None, whole))
