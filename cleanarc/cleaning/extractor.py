"""An article extractor's opinion of an HTML page: what it leaves out is proposed for removal.

trafilatura is asked for the article without comments; its output is found again among the page's lines. This is the
only module that knows trafilatura (and lxml's errors, which it lets through).
"""

import logging
import re
from dataclasses import dataclass

import trafilatura
from lxml.etree import LxmlError

from cleanarc.cleaning.align import lines_in
from cleanarc.cleaning.complete import completed
from cleanarc.cleaning.edges import trimmed
from cleanarc.cleaning.html.limits import measure
from cleanarc.cleaning.left_out import kind_of
from cleanarc.model import Problem, Proposal, Removal, Role, Tier
from cleanarc.rules.prose import is_prose
from cleanarc.rules.view import Line, View

RULE = "extractor"

_SURELY_SMALL = 4_000
"""Tags up to which a page is handed over unmeasured; an article page has about as many."""
_MAX_TAGS = 20_000
_MAX_DEPTHS = 500_000
"""Limits of what is handed over: trafilatura is quadratic in the depth of a tree and in the length of tables. The
largest of 918 article pages have 10,000 tags."""

_TABLE_TAG = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th)(?=[\s/>])", re.IGNORECASE)
_NAVIGATION = frozenset({"nav", "header", "footer", "aside", "form", "button"})

# trafilatura reports each page that it can't read; here that is an opinion that was not given.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Opinion:
    """The removals that an extractor's output comes to; `problems` say why there was none."""

    proposals: tuple[Proposal, ...] = ()
    problems: tuple[Problem, ...] = ()


def opinion(view: View, html: str) -> Opinion:
    """Proposes to remove the lines of an HTML page that the extractor leaves out.

    `html` is the document that the page was made of. Where the extractor gives nothing, what stands outside <article>
    and <main> is proposed instead, and outside navigation where a page has neither.
    """
    output, problem = _extract(_unboxed(html) if _is_laid_out_by_tables(view) else html)
    if output:
        found = completed(view.lines, lines_in(output, [line.text for line in view.lines]))
        held, why = trimmed(view.lines, found), "the extractor leaves it out"
    else:
        found = held = _inside(view.lines)
        why = "it stands outside the article's element"
    body = next((line.index for line in view.lines if line.index in held and is_prose(line)), len(view.lines))
    removals = tuple(
        _removal(line, "it stands at an edge of the article" if line.index in found else why, body)
        for line in view.lines
        if line.index not in held
    )
    return Opinion(removals, (problem,) if problem else ())


def _extract(html: str) -> tuple[str, Problem | None]:
    if html.count("<") > _SURELY_SMALL:
        size = measure(html)
        if size.tags > _MAX_TAGS or size.depths > _MAX_DEPTHS:
            return "", Problem("extractor-limit", "The page is too large for the article extractor.")
    try:
        return trafilatura.extract(html, include_comments=False) or "", None
    except (ArithmeticError, AttributeError, LookupError, LxmlError, RecursionError, TypeError, ValueError) as error:
        return "", Problem("extractor-failed", f"The article extractor failed: {type(error).__name__}.")


def _removal(line: Line, evidence: str, body: int) -> Removal:
    guess = kind_of(line, above_body=line.index < body)
    return Removal(line.span, RULE, guess.kind, f"{evidence}; {guess.evidence}", Tier.STATISTICAL, 0.5)


def _is_laid_out_by_tables(view: View) -> bool:
    """Whether most of a page's words stand in table cells that are no data, as in pages of the nineties."""
    in_cells = sum(line.words for line in view.lines if line.role is not Role.ROW and "td" in _tags(line))
    return 2 * in_cells > sum(line.words for line in view.lines)


def _unboxed(html: str) -> str:
    """The page with its tables as plain boxes; the extractor would take the whole table for one of data."""
    return _TABLE_TAG.sub(r"<\1div", html)


def _inside(lines: tuple[Line, ...]) -> frozenset[int]:
    """What stands inside <article>, else <main>, else outside of navigation."""
    for inside in ("article", "main"):
        if found := frozenset(line.index for line in lines if inside in _tags(line)):
            return found
    return frozenset(line.index for line in lines if not _NAVIGATION & _tags(line))


def _tags(line: Line) -> set[str]:
    return set(line.dom.path.split("/")) if line.dom else set()
