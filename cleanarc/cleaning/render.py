"""From page and ledger to the clean text: `render(apply(ledger, page))`.

The form is that of docs/format.md, versioned by RENDERER: UTF-8, NFC; paragraphs parted by one blank line, lines of a
list, table, verse or code block by one newline; one final newline; every Unicode space a plain space and runs of them
one (not in code); U+200B, U+2060, U+FEFF and soft hyphens go, the joiners U+200C and U+200D stay; U+2010 and U+2011
become "-". A tab in a table row parts two cells and becomes " | ". Quotes and dashes stay as written.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from cleanarc.model import Block, Ledger, Page, Role
from cleanarc.rules.folding import single_spaced

RENDERER = "1"

_FORM = (("\u200b", ""), ("\u2060", ""), ("\ufeff", ""), ("\xad", ""), ("\u2010", "-"), ("\u2011", "-"))
_CODE_SPACE = re.compile(r"[^\S\n\t]")


class Kept(NamedTuple):
    """What is left of a block, repairs made, white space as in the page."""

    block: Block
    text: str


def apply(ledger: Ledger, page: Page) -> tuple[Kept, ...]:
    """What the ledger leaves of each block of which it leaves something."""
    edits = sorted(
        [(r.span.start, r.span.end, "") for r in ledger.removals]
        + [(r.span.start, r.span.end, r.text) for r in ledger.repairs]
    )
    kept = []
    first = gone = 0
    for block in page.blocks:
        if block.end <= gone:
            continue
        while first < len(edits) and edits[first][1] <= block.start:
            first += 1
        if first < len(edits) and edits[first][0] <= block.start:
            gone = edits[first][1]
        if text := _left(page.text, block, edits, first):
            kept.append(Kept(block, text))
    return tuple(kept)


def _left(text: str, block: Block, edits: Sequence[tuple[int, int, str]], n: int) -> str:
    """What edits, the nth of which is the first that ends inside or behind a block, leave of it."""
    at, end = block.start, block.end
    parts = []
    while n < len(edits) and edits[n][0] < end:
        first, last, written = edits[n]
        parts.append(text[at:first])
        # A repair that runs over several blocks is written where it starts.
        parts.append(written if first >= block.start else "")
        at = last
        n += 1
    parts.append(text[at:end])
    return "".join(parts)


def render(kept: tuple[Kept, ...]) -> str:
    """The clean text in its form; the empty string when nothing is left."""
    parts: list[str] = []
    group: int | None = None
    for block, left in kept:
        text = _form(left, block.role)
        if not text:
            continue
        if parts:
            parts.append("\n" if group is not None and block.group == group else "\n\n")
        parts.append(text)
        group = block.group
    return unicodedata.normalize("NFC", "".join(parts)) + "\n" if parts else ""


def _form(text: str, role: Role) -> str:
    if not text.isascii():
        for mark, form in _FORM:
            text = text.replace(mark, form)
    if role is Role.CODE:
        return "\n".join(_CODE_SPACE.sub(" ", line).rstrip() for line in text.splitlines()).strip("\n")
    if role is Role.ROW:
        return " | ".join(cell for cell in map(single_spaced, text.split("\t")) if cell)
    return single_spaced(text)
