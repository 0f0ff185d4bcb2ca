"""An article extractor's opinion of an HTML page: what it leaves out is proposed for removal.

trafilatura is asked for the article without comments; its output is found again among the page's lines. This is the
only module that knows trafilatura (and lxml's errors, which it lets through).
"""

import logging
from dataclasses import dataclass

import trafilatura
from lxml.etree import LxmlError

from cleanarc.cleaning.align import lines_in
from cleanarc.cleaning.complete import completed
from cleanarc.cleaning.html.limits import measure
from cleanarc.model import Kind, Problem, Proposal, Removal, Role, Tier
from cleanarc.rules.box_names import load_box_names
from cleanarc.rules.view import Line, View

RULE = "extractor"

_SURELY_SMALL = 4_000
"""Tags up to which a page is handed over unmeasured; an article page has about as many."""
_MAX_TAGS = 20_000
_MAX_DEPTHS = 500_000
"""Limits of what is handed over: trafilatura is quadratic in the depth of a tree and in the length of tables. The
largest of 918 article pages have 10,000 tags."""

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
    output, problem = _extract(html)
    problems = (problem,) if problem else ()
    if output:
        held = completed(view.lines, lines_in(output, [line.text for line in view.lines]))
        left_out = [line for line in view.lines if line.index not in held]
        return Opinion(tuple(_removal(line, "the extractor leaves it out") for line in left_out), problems)
    outside = _outside(view.lines)
    return Opinion(tuple(_removal(line, "it stands outside the article's element") for line in outside), problems)


def _extract(html: str) -> tuple[str, Problem | None]:
    if html.count("<") > _SURELY_SMALL:
        size = measure(html)
        if size.tags > _MAX_TAGS or size.depths > _MAX_DEPTHS:
            return "", Problem("extractor-limit", "The page is too large for the article extractor.")
    try:
        return trafilatura.extract(html, include_comments=False) or "", None
    except (ArithmeticError, AttributeError, LookupError, LxmlError, RecursionError, TypeError, ValueError) as error:
        return "", Problem("extractor-failed", f"The article extractor failed: {type(error).__name__}.")


def _removal(line: Line, evidence: str) -> Removal:
    name = next(load_box_names().around(line.dom), None) if line.dom else None
    if name is not None:
        return Removal(line.span, RULE, name.kind, f"{evidence}; its box is named '{name.text}'", Tier.STATISTICAL, 0.5)
    kind = Kind.CAPTION if line.role is Role.CAPTION else Kind.BOILERPLATE
    return Removal(line.span, RULE, kind, evidence, Tier.STATISTICAL, 0.5)


def _outside(lines: tuple[Line, ...]) -> list[Line]:
    for inside in ({"article"}, {"main"}):
        if any(inside & _tags(line) for line in lines):
            return [line for line in lines if not inside & _tags(line)]
    return [line for line in lines if {"nav", "header", "footer", "aside", "form", "button"} & _tags(line)]


def _tags(line: Line) -> set[str]:
    return set(line.dom.path.split("/")) if line.dom else set()
