"""Lines that a site puts around its articles, as learned from the articles themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from cleanarc.model.ledger import Kind


class Where(StrEnum):
    """Where in a page a learned line stands."""

    LINE = "line"
    """A line of plain text, above the first paragraph or below the last."""
    TAIL = "tail"
    """Behind the last sentence of a paragraph of plain text."""
    BOX = "box"
    """A block of HTML outside the article's paragraphs, in boxes of certain names."""


class Mark(NamedTuple):
    """What a learned line is known by. `box` is empty for plain text, `text` is folded, each number in it a 0."""

    where: Where
    box: str
    text: str


class LearnedLine(NamedTuple):
    """A line that `n` of the `of` articles of a site hold. `kind` is None where nothing tells one.

    `site` is a registered domain. Articles are counted, not captures: see docs/learning.md.
    """

    site: str
    mark: Mark
    kind: Kind | None
    n: int
    of: int


@dataclass(frozen=True)
class Learned:
    """Learned lines, in the order of site and mark. `digest` is the SHA-256 of their learned.jsonl, in hex; None when
    there are no lines, for then nothing was learned."""

    lines: tuple[LearnedLine, ...] = ()
    digest: str | None = None

    def of_site(self, site: str) -> Mapping[Mark, LearnedLine]:
        """The lines of a site, by their marks."""
        return self._by_site.get(site, {})

    @cached_property
    def _by_site(self) -> Mapping[str, Mapping[Mark, LearnedLine]]:
        found: dict[str, dict[Mark, LearnedLine]] = {}
        for line in self.lines:
            found.setdefault(line.site, {})[line.mark] = line
        return found
