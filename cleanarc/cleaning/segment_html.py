"""HTML into blocks, by the tree that browsers build of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

from cleanarc.cleaning.directed import Direction
from cleanarc.cleaning.html.blocks import Pieces, cut
from cleanarc.cleaning.html.head import MARKED, SELECTOR, read_head, read_marks
from cleanarc.cleaning.html.limits import MAX_DEPTH, has_grown, is_surely_small, measure, too_deep
from cleanarc.cleaning.html.parsed import Parsed
from cleanarc.cleaning.html.place import doms_of
from cleanarc.cleaning.html.states import Script
from cleanarc.cleaning.html.tree import Tree, tree_of
from cleanarc.cleaning.segmented import Facts, Head, Layout, Segmented
from cleanarc.model import Block, Page, Problem
from cleanarc.rules.foreign.site_config import SiteConfig


def segment_html(html: str, utf8: bytes | None = None) -> Segmented:
    """The page that a browser shows of the document, without styles or scripts, and what its head says. `utf8` is the
    same document in UTF-8, where it is at hand.

    A document that breaks a limit has an empty page and a problem that names the limit.
    """
    data = utf8 or html.encode("utf-8", "replace")
    if problem := _unfit(html, data):
        return Segmented(Page("", ()), problems=(problem,))
    parsed = Parsed(data)
    head = read_head(parsed.select(SELECTOR), parsed.lang, cache(partial(_marks, parsed)))
    markup = parsed.body()
    if problem := has_grown(data, markup):
        return Segmented(Page("", ()), head=head, problems=(problem,))
    tree = tree_of(markup)
    if tree.depth > MAX_DEPTH:
        return Segmented(Page("", ()), problems=(too_deep(),))
    return laid_out(tree, head, partial(_scripts, data))


def segment_directed(html: str, config: SiteConfig) -> Segmented:
    """The same of a page that the config of its site directs: what it reshapes is cut in its new shape. One that only
    tells facts leaves it as it is."""
    direction = Direction(config)
    html = direction.replaced(html)
    data = html.encode("utf-8", "replace")
    if problem := _unfit(html, data):
        return Segmented(Page("", ()), problems=(problem,))
    parsed = Parsed(data)
    head = read_head(parsed.select(SELECTOR), parsed.lang, cache(partial(_marks, parsed)))
    markup, directed = direction.direct(data) if direction.is_on_the_tree else (parsed.body(), direction.tell(data))
    tree = tree_of(markup)
    if problem := has_grown(data, markup) or (too_deep() if tree.depth > MAX_DEPTH else None):
        return Segmented(Page("", ()), head=head, problems=(problem,))
    if config.allows("skip_json_ld", default=False):
        head = replace(head, json_ld=())
    problems = tuple(direction.problems)
    return replace(laid_out(tree, head, partial(_scripts, data)), directed=directed, problems=problems)


def laid_out(tree: Tree, head: Head, scripts: Callable[[], tuple[Script, ...]]) -> Segmented:
    """The page of a tree, cut into blocks."""
    pieces = cut(tree)
    return Segmented(_page(pieces), doms_of(tree, pieces), head, Layout(tree, pieces, scripts))


def lines_of_html(html: str) -> list[str]:
    """The lines that a browser shows of a small piece of HTML; none of one that breaks a limit."""
    return [] if measure(html).problem else list(cut(tree_of(Parsed(html.encode("utf-8", "replace")).body())).texts)


def _unfit(html: str, data: bytes) -> Problem | None:
    """The limit that a page breaks, before it is parsed. `data` is the page in UTF-8."""
    return None if is_surely_small(data) else measure(html).problem


def _marks(parsed: Parsed) -> Facts:
    return read_marks(parsed.select(MARKED))


def _scripts(html: bytes) -> tuple[Script, ...]:
    # The tree that was cut into blocks has none left.
    scripts = Parsed(html).select("script")
    return tuple(Script(script.attributes.get("type", "").lower(), script.text()) for script in scripts)


def _page(pieces: Pieces) -> Page:
    blocks = []
    at, last = 0, len(pieces) - 1
    for n, (text, role, group) in enumerate(zip(pieces.texts, pieces.roles, pieces.groups, strict=True)):
        end = at + len(text) + (n < last)
        blocks.append(Block(at, end, role, group))
        at = end
    return Page("\n".join(pieces.texts), tuple(blocks))
