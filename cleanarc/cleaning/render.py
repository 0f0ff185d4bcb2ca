"""From page and ledger to the clean text: `render(apply(ledger, page))`.

The form is that of docs/format.md, versioned by RENDERER: UTF-8, NFC; paragraphs parted by one blank line, lines of a
list, table, verse or code block by one newline; one final newline; every Unicode space a plain space and runs of them
one (not in code); U+200B, U+2060, U+FEFF and soft hyphens go, the joiners U+200C and U+200D stay; U+2010 and U+2011
become "-". A tab in a table row parts two cells and becomes " | ". Quotes and dashes stay as written.
"""

import re
import unicodedata
from dataclasses import dataclass

from cleanarc.model import Block, Ledger, Page, Role

RENDERER = "1"

_FORM = str.maketrans({"\u200b": None, "\u2060": None, "\ufeff": None, "\xad": None, "\u2010": "-", "\u2011": "-"})
_CODE_SPACE = re.compile(r"[^\S\n\t]")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of a block, repairs made, white space as in the page."""

    block: Block
    text: str


def apply(ledger: Ledger, page: Page) -> tuple[Kept, ...]:
    """What the ledger leaves of each block, blocks of which nothing is left included."""
    edits = sorted(
        [(r.span.start, r.span.end, "") for r in ledger.removals]
        + [(r.span.start, r.span.end, r.text) for r in ledger.repairs]
    )
    kept = []
    first = 0
    for block in page.blocks:
        while first < len(edits) and edits[first][1] <= block.start:
            first += 1
        parts = []
        at = block.start
        n = first
        while n < len(edits) and edits[n][0] < block.end:
            start, end, text = edits[n]
            parts.append(page.text[at:start])
            # A repair that runs over several blocks is written where it starts.
            parts.append(text if start >= block.start else "")
            at = min(end, block.end)
            n += 1
        parts.append(page.text[at : block.end])
        kept.append(Kept(block, "".join(parts)))
    return tuple(kept)


def render(kept: tuple[Kept, ...]) -> str:
    """The clean text in its form; the empty string when nothing is left."""
    parts: list[str] = []
    group: int | None = None
    for piece in kept:
        text = _form(piece)
        if not text:
            continue
        if parts:
            parts.append("\n" if group is not None and piece.block.group == group else "\n\n")
        parts.append(text)
        group = piece.block.group
    return unicodedata.normalize("NFC", "".join(parts)) + "\n" if parts else ""


def _form(piece: Kept) -> str:
    text = piece.text if piece.text.isascii() else piece.text.translate(_FORM)
    if piece.block.role is Role.CODE:
        return "\n".join(_CODE_SPACE.sub(" ", line).rstrip() for line in text.splitlines()).strip("\n")
    if piece.block.role is Role.ROW:
        return " | ".join(cell for cell in (" ".join(c.split()) for c in text.split("\t")) if cell)
    return " ".join(text.split())
