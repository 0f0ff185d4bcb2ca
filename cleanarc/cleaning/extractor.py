"""A second opinion on an HTML page, for those of which the model is not sure: an article extractor's.

trafilatura is asked for the article without comments, and for no second opinions of its own: they cost a quarter of its
time and tell no more here. Its output is found again among the page's lines. This is the only module that knows
trafilatura (and lxml's errors, which it lets through).
"""

import logging
import re

from cleanarc.cleaning.align import lines_in
from cleanarc.cleaning.complete import completed
from cleanarc.cleaning.edges import trimmed
from cleanarc.cleaning.html.limits import measure
from cleanarc.model import Role
from cleanarc.rules.view import Line, View

_SURELY_SMALL = 4_000
"""Tags up to which a page is handed over unmeasured; an article page has about as many."""
_MAX_TAGS = 20_000
_MAX_DEPTHS = 500_000
"""Limits of what is handed over: trafilatura is quadratic in the depth of a tree and in the length of tables. The
largest of 918 article pages have 10,000 tags."""
_MAX_EQUALS = 100_000
"""Equals signs, one an attribute: a million attributes take seconds and a gigabyte. Of the pages none has 25,000."""
_MAX_TEXT = 500_000
"""Characters of visible text: those of a book, of which it reads each several times."""
_MAX_LINES = 3_000
"""Lines of the page, of which each is looked for in what comes back; the largest page has half as many."""

_TABLE_TAG = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th)(?=[\s/>])", re.IGNORECASE)
# trafilatura reports each page that it can't read; here that is an opinion that was not given.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def lines_that_extractor_keeps(view: View, html: str) -> frozenset[int]:
    """The indexes of the lines of the view that the extractor takes for the article; none where it finds none, fails or
    the page is too large for it. `html` is the document that the page was made of."""
    if len(view.page.text) > _MAX_TEXT or len(view.lines) > _MAX_LINES or not _is_fit(html):
        return frozenset()
    output = _extract(_unboxed(html) if _is_laid_out_by_tables(view) else html)
    if not output:
        return frozenset()
    return trimmed(view.lines, completed(view.lines, lines_in(output, [line.text for line in view.lines])))


def _is_fit(html: str) -> bool:
    if html.count("=") > _MAX_EQUALS:
        return False
    if html.count("<") <= _SURELY_SMALL:
        return True
    size = measure(html)
    return size.tags <= _MAX_TAGS and size.depths <= _MAX_DEPTHS


def _extract(html: str) -> str:
    # Few pages need it, and to load it takes as long as to clean twenty.
    import trafilatura  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        return trafilatura.extract(html, include_comments=False, fast=True) or ""
    except (ArithmeticError, AttributeError, LookupError, LxmlError, RecursionError, TypeError, ValueError):
        # An opinion that is not given; the model's stands.
        return ""


def _is_laid_out_by_tables(view: View) -> bool:
    """Whether most of a page's words stand in table cells that are no data, as in pages of the nineties."""
    in_cells = sum(line.words for line in view.lines if line.role is not Role.ROW and "td" in _tags(line))
    return 2 * in_cells > sum(line.words for line in view.lines)


def _unboxed(html: str) -> str:
    """The page with its tables as plain boxes; the extractor would take the whole table for one of data."""
    return _TABLE_TAG.sub(r"<\1div", html)


def _tags(line: Line) -> set[str]:
    return set(line.dom.path.split("/")) if line.dom else set()
