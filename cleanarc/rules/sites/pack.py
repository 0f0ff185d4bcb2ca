"""What a site pack holds: the lines and facts that are truly one site's own."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

from cleanarc.model import Kind
from cleanarc.rules.base import Example


class Place(StrEnum):
    """Where in a page a site's line stands."""

    LINE = "line"
    """A whole line, wherever it is."""
    HEAD = "head"
    """A whole line above the body."""
    TAIL = "tail"
    """Glued to the end of the last line that has it, behind a sentence."""


@dataclass(frozen=True)
class SiteLine:
    """A line that the site puts on its pages. `pattern` is matched against the whole folded line, or a tail's text."""

    name: str
    kind: Kind
    where: Place
    pattern: re.Pattern[str]
    why: str


@dataclass(frozen=True)
class Layout:
    """The lines that a site has had since a day. Earlier layouts stay: a page may have been saved in any of them."""

    since: datetime.date
    lines: tuple[SiteLine, ...]


@dataclass(frozen=True)
class Marks:
    """Patterns of folded lines by which a page without a known host is the site's: `need` of them must be there."""

    need: int
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class SitePack:
    """A site's own lines and facts, chosen by host or by marks in the text.

    `publisher` is who publishes all that the site has; `via` names a site that reposts what others published.
    `keeps` are near-misses: pages of the site in which nothing may be removed by the pack.
    """

    name: str
    why: str
    hosts: tuple[str, ...] = ()
    marks: Marks | None = None
    publisher: str | None = None
    via: str | None = None
    layouts: tuple[Layout, ...] = ()
    removes: tuple[Example, ...] = ()
    keeps: tuple[str, ...] = ()
