"""HTML into blocks, by the tree that browsers build of it."""

from cleanarc.cleaning.html.blocks import Piece, cut
from cleanarc.cleaning.html.head import read_head
from cleanarc.cleaning.html.limits import measure
from cleanarc.cleaning.html.place import Places
from cleanarc.cleaning.html.tree import parse
from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Block, Page


def segment_html(html: str) -> Segmented:
    """The page that a browser shows of the document, without styles or scripts, and what its head says.

    A document that breaks a limit has an empty page and a problem that names the limit.
    """
    problem = measure(html).problem
    if problem:
        return Segmented(Page("", ()), problems=(problem,))
    nodes = parse(html)
    pieces = cut(nodes)
    places = Places(nodes)
    return Segmented(_page(pieces), tuple(places.dom(piece) for piece in pieces), read_head(nodes))


def _page(pieces: list[Piece]) -> Page:
    blocks = []
    at = 0
    for n, piece in enumerate(pieces, start=1):
        end = at + len(piece.text) + (n < len(pieces))
        blocks.append(Block(at, end, piece.role, piece.group))
        at = end
    return Page("\n".join(piece.text for piece in pieces), tuple(blocks))
