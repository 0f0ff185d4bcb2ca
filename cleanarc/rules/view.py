"""What a rule sees of a page: its lines, and which of them say what boilerplate says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cleanarc.model import Block, Page, Span
from cleanarc.rules.folding import fold
from cleanarc.rules.frame import Frame, find_frame
from cleanarc.rules.line import Dom, Line
from cleanarc.rules.phrase_tables import load_phrases
from cleanarc.rules.phrases import Phrase
from cleanarc.rules.prompts import Prompt, find_phrases, find_prompts
from cleanarc.rules.prose import ends_sentence, is_prose
from cleanarc.rules.version_table import VersionTable, find_version_table

__all__ = ["Dom", "Line", "View", "as_latest", "fold", "lines_at", "lines_of"]


@dataclass(frozen=True)
class View:
    """A page as rules see it. `title` and `url` are what is known of the page before it is cleaned."""

    page: Page
    lines: tuple[Line, ...]
    title: str | None = None
    url: str | None = None
    is_html: bool = False
    told: frozenset[int] = frozenset()
    """Indexes of lines that are prose of the article by other signs: they are not looked up among trade phrases."""
    versions: VersionTable | None = None
    """The table of versions that the page is, where it is one; `lines` are then those of the latest version."""

    @cached_property
    def folded_title(self) -> str:
        return fold(self.title or "")

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """The lines that are paragraphs of sentences."""
        return tuple(line for line in self.lines if is_prose(line))

    @cached_property
    def phrases(self) -> Mapping[int, Phrase]:
        """What lines say that are a trade phrase as a whole, by their index, be they boilerplate or not."""
        return find_phrases([line for line in self.lines if line.index not in self.told])

    @cached_property
    def prompts(self) -> Mapping[int, Prompt]:
        """The phrases that are boilerplate where they stand, by the index of their line; see `rules.prompts`."""
        return find_prompts(self.lines, self.phrases, self.page.text, self.told)

    @cached_property
    def leads(self) -> Mapping[int, Phrase]:
        """The phrases that open lines, before a colon, and lead to other articles or to tags, by the lines' index."""
        lead = load_phrases().lead
        return {line.index: phrase for line in self.lines if ":" in (text := line.folded) and (phrase := lead(text))}

    @cached_property
    def frame(self) -> Frame:
        """What stands above the body: title, byline, date, captions."""
        return find_frame(self.lines, self.title, self.prompts, is_html=self.is_html)


def as_latest(view: View) -> View:
    """A page that sets versions of an article side by side, as a view of the latest; any other page as it is."""
    table = find_version_table(view.lines)
    if table is None:
        return view
    parts = [(line.span, line) for line in table.prelude if not ends_sentence(line.text) and "://" not in line.text]
    parts += [(cell, row.line) for row in (*table.rows, *table.headlines) if (cell := row.cells[table.later])]
    parts += [(line.span, line) for line in table.below]
    lines = (
        Line(n, span, view.page.text[span.start : span.end], Block(*span), line.dom)
        for n, (span, line) in enumerate(parts)
    )
    return replace(view, lines=tuple(lines), told=frozenset(), versions=table)


def lines_of(page: Page, doms: Sequence[Dom] = ()) -> tuple[Line, ...]:
    """The blocks of a page that have visible text, as lines; `doms` runs beside `page.blocks` or is empty."""
    return lines_at(page, doms, range(len(page.blocks)))


def lines_at(page: Page, doms: Sequence[Dom], places: Iterable[int]) -> tuple[Line, ...]:
    """Those of the blocks at some places that have visible text, as lines numbered from 0."""
    found: list[Line] = []
    page_text, blocks = page.text, page.blocks
    for n in places:
        block = blocks[n]
        headless = page_text[block.start : block.end].lstrip()
        if text := headless.rstrip():
            start = block.end - len(headless)
            found.append(Line(len(found), Span(start, start + len(text)), text, block, doms[n] if doms else None))
    return tuple(found)
