"""HTML into blocks, by the tree that browsers build of it."""

from collections.abc import Callable
from functools import partial

from cleanarc.cleaning.html.blocks import Piece, cut
from cleanarc.cleaning.html.head import SELECTOR, read_head
from cleanarc.cleaning.html.limits import MAX_DEPTH, is_surely_small, measure, too_deep
from cleanarc.cleaning.html.place import Places
from cleanarc.cleaning.html.states import Script
from cleanarc.cleaning.html.tree import Parsed, Tree
from cleanarc.cleaning.segmented import Head, Layout, Segmented
from cleanarc.model import Block, Page


def segment_html(html: str) -> Segmented:
    """The page that a browser shows of the document, without styles or scripts, and what its head says.

    A document that breaks a limit has an empty page and a problem that names the limit.
    """
    problem = None if is_surely_small(html) else measure(html).problem
    if problem:
        return Segmented(Page("", ()), problems=(problem,))
    parsed = Parsed(html)
    tree = parsed.seen()
    if tree.depth > MAX_DEPTH:
        return Segmented(Page("", ()), problems=(too_deep(),))
    return laid_out(tree, read_head(parsed.select(SELECTOR), parsed.lang), partial(_scripts, parsed))


def laid_out(tree: Tree, head: Head, scripts: Callable[[], tuple[Script, ...]]) -> Segmented:
    """The page of a tree, cut into blocks."""
    pieces = cut(tree)
    return Segmented(_page(pieces), Places(tree, pieces), head, Layout(tree, tuple(pieces), scripts))


def lines_of_html(html: str) -> list[str]:
    """The lines that a browser shows of a small piece of HTML; none of one that breaks a limit."""
    return [] if measure(html).problem else [piece.text for piece in cut(Parsed(html).seen())]


def _scripts(parsed: Parsed) -> tuple[Script, ...]:
    return tuple(Script(script.attributes.get("type", "").lower(), script.text()) for script in parsed.select("script"))


def _page(pieces: list[Piece]) -> Page:
    blocks = []
    at = 0
    for n, piece in enumerate(pieces, start=1):
        end = at + len(piece.text) + (n < len(pieces))
        blocks.append(Block(at, end, piece.role, piece.group))
        at = end
    return Page("\n".join(piece.text for piece in pieces), tuple(blocks))
