"""The ledger: what goes from a page and what is mended in it, by which rule, on what evidence."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple

from cleanarc.model.page import Span


class Kind(StrEnum):
    """The kinds of text that are not the article's own body."""

    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    SOURCE = "source"
    """A label that names the publisher or a link to the source."""
    SUMMARY = "summary"
    """A teaser, pull quote or standfirst that repeats or announces the article."""
    CAPTION = "caption"
    CREDIT = "credit"
    SUBHEADING = "subheading"
    """A heading inside the article; it goes only where a policy says so."""
    AUTHOR = "author"
    """A box about the author."""
    SHARE = "share"
    RELATED = "related"
    NEWSLETTER = "newsletter"
    SUBSCRIPTION = "subscription"
    DONATION = "donation"
    APP = "app"
    ADVERTISEMENT = "advertisement"
    COOKIE = "cookie"
    LEGAL = "legal"
    ABOUT = "about"
    """What the publisher says of itself."""
    NAVIGATION = "navigation"
    TAGS = "tags"
    COMMENTS = "comments"
    PLAYER = "player"
    PAGINATION = "pagination"
    EMBED = "embed"
    MARKUP = "markup"
    """Markup that was left in text."""
    VERSION = "version"
    """Text of another version of the article, and the table that compares versions."""
    BOILERPLATE = "boilerplate"
    """None of the article, and nothing says which of the kinds above."""


class Tier(IntEnum):
    """Who proposes; where two proposals meet, the smaller tier decides."""

    POLICY = 0
    """What whoever asked for the cleaning wants kept or removed."""
    PROTECT = 1
    SITE = 2
    LEARNED = 3
    GENERIC = 4
    STATISTICAL = 5


class Removal(NamedTuple):
    """A span that is none of the article. `score` is how sure the rule is, from 0 to 1."""

    span: Span
    rule: str
    kind: Kind
    evidence: str
    tier: Tier = Tier.GENERIC
    score: float = 1.0


class Repair(NamedTuple):
    """A span that reads `text` in the clean text. It is never empty: an insertion replaces what stands beside it."""

    span: Span
    text: str
    rule: str
    evidence: str
    tier: Tier = Tier.GENERIC


class Keep(NamedTuple):
    """A span that stays, whatever a proposal of the same or a greater tier says."""

    span: Span
    rule: str
    evidence: str
    tier: Tier = Tier.PROTECT


Proposal = Removal | Repair | Keep


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that was decided on a page: in page order, no two removals or repairs over one another.

    `keeps` are the protections that overturned a removal.
    """

    removals: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    keeps: tuple[Keep, ...] = ()
