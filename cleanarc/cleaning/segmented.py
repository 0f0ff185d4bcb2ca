"""What segmentation makes of a document: the page, where its blocks stand, and what the head says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cleanarc.cleaning.html.blocks import Pieces
from cleanarc.cleaning.html.states import Script
from cleanarc.cleaning.html.tree import Tree
from cleanarc.model import Page, Problem
from cleanarc.rules.foreign.site_config import Directive, SiteConfig
from cleanarc.rules.view import Dom, Line, lines_of

Facts = tuple[tuple[str, str], ...]
"""(what, value) pairs."""


@dataclass(frozen=True, slots=True)
class Head:
    """What an HTML page says of itself, outside its visible text.

    `metas` are (name or property or itemprop, content) with the name in lower case, `links` are (rel, href), `json_ld`
    the texts of its JSON-LD scripts, `lang` its lang attribute. `facts` are found in the body's markup: "heading" (the
    text of each <h1>). `marks` looks for more of them, which only metadata asks for: "author" (rel=author,
    itemprop=author), "profile" (the text of links to a person's page), "time" (datetime of <time>). `modified` is the
    day on which the server said that the page changed last (YYYY-MM-DD).
    """

    title: str | None = None
    metas: Facts = ()
    links: Facts = ()
    json_ld: tuple[str, ...] = ()
    lang: str | None = None
    facts: Facts = ()
    marks: Callable[[], Facts] = tuple
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The seen tree of an HTML page, a piece for each block, and a way to the page's scripts."""

    tree: Tree
    pieces: Pieces
    scripts: Callable[[], tuple[Script, ...]]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a directive of a config finds on a page: the places of elements in its tree."""

    directive: Directive
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Directed:
    """What the config of its site says of a page: where the text is, what is to go, and facts, as they are written."""

    config: SiteConfig
    bodies: tuple[Mark, ...] = ()
    strips: tuple[Mark, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None


# No slots: the lines are kept beside the fields once they were asked for.
@dataclass(frozen=True)
class Segmented:
    """A page with, for HTML, a `Dom` beside each block, its layout and the head, and what a config directs where one is
    of its site. `problems` may say that limits were met."""

    page: Page
    doms: Sequence[Dom] = ()
    head: Head = field(default_factory=Head)
    layout: Layout | None = None
    directed: Directed | None = None
    problems: tuple[Problem, ...] = ()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All blocks that have visible text, as rules see them."""
        return lines_of(self.page, self.doms)
