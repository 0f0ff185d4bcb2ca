"""Where an article's frame ends and its body starts: title, byline, date and captions stand above the first prose."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cleanarc.model import Role
from cleanarc.rules.bylines import byline_opening, is_empty_byline
from cleanarc.rules.credits import is_caption
from cleanarc.rules.dates import has_year, is_date, is_empty_label
from cleanarc.rules.folding import fold
from cleanarc.rules.frame_words import frame_words
from cleanarc.rules.line import Line
from cleanarc.rules.prose import ends_in_full_stop, is_prose

_HEAD_LINES = 40
"""Lines in which a frame must end; longer runs without prose are lists, menus or verse."""
_PROSE_ABOVE = 2
"""Most paragraphs (standfirst, pull quote) that may stand above a line of the frame."""
_TITLE_WORDS = range(4, 31)
_TITLE_CHARS = 220
_DATE_WORDS = 16
_KICKERS = 2
_KICKER_WORDS = 3
_SOURCE_NAME_WORDS = 5


@dataclass(frozen=True)
class Frame:
    """The lines above the body, and the body's first line; no lines when the page has no frame that can be told.

    `title` is the headline's line, None where none is sure. `folded_title` is the headline, folded: the page's own
    where the page told it, else that line's; empty when not known. `is_sure`: the title is told by more than its
    shape and place, such as a byline below it. `is_chronicle`: the page is parted by days, and the line right above
    the body is the first of them.
    """

    lines: tuple[Line, ...] = ()
    body: Line | None = None
    title: Line | None = None
    folded_title: str = ""
    is_sure: bool = False
    is_chronicle: bool = False


@dataclass(frozen=True)
class _Seen:
    lines: tuple[Line, ...]
    folded_title: str
    prompts: Collection[int]

    @cached_property
    def days(self) -> Collection[str]:
        """The days that lines of the page tell. A chronicle has several, with prose between them: they are its text."""
        return {_day(line) for line in self.lines if line.words <= _DATE_WORDS and is_date(line.text)}


def find_frame(lines: tuple[Line, ...], title: str | None, prompts: Collection[int], *, is_html: bool) -> Frame:
    """The frame of a page. For HTML it starts at the headline `title`, because menus stand above it.

    `prompts` are the indexes of lines that are known for boilerplate.
    """
    seen = _Seen(lines, fold(title or ""), prompts)
    start = _headline_at(seen) if is_html else 0
    body = None if start is None else _body(seen, start)
    if start is None or body is None:
        return Frame(folded_title=seen.folded_title)
    above = lines[start:body]
    found, sure = _title(seen, above)
    chronicle = _is_day_of_chronicle(seen, body)
    folded = seen.folded_title or (_bare(found.folded) if found else "")
    return Frame(above, lines[body], found, folded, is_sure=found is not None and sure, is_chronicle=chronicle)


def is_title(line: Line, folded_title: str) -> bool:
    """Whether a line is the title, marks of headings and quotes aside."""
    return bool(folded_title) and _bare(line.folded) == _bare(folded_title)


def is_label(text: str) -> bool:
    """Whether a line of the frame is known for something else than a title."""
    return (
        is_date(text)
        or is_empty_label(text)
        or is_empty_byline(text)
        or byline_opening(text) is not None
        or is_caption(text)
    )


def _bare(folded: str) -> str:
    return folded.lstrip("# ").strip("\"'* ")


def _headline_at(seen: _Seen) -> int | None:
    return next((n for n, line in enumerate(seen.lines) if is_title(line, seen.folded_title)), None)


def _body(seen: _Seen, start: int) -> int | None:
    """The first prose behind which no line of the frame follows; None when there is no prose."""
    body: int | None = None
    passed = 0
    above: set[str] = set()
    for n, line in enumerate(seen.lines[start : start + _HEAD_LINES], start):
        if _marks_frame(seen, line, above, below_prose=passed > 0):
            body = None
        elif is_prose(line) and not is_caption(line.text):
            passed += 1
            if passed > _PROSE_ABOVE:
                break
            body = n if body is None else body
        above.add(line.folded)
    # A mark with no prose behind it in reach was none: then the frame ends at the first prose.
    return body if body is not None else _first_prose(seen.lines, start)


def _first_prose(lines: tuple[Line, ...], start: int) -> int | None:
    return next((n for n, line in enumerate(lines[: start + _HEAD_LINES]) if n >= start and is_prose(line)), None)


def _marks_frame(seen: _Seen, line: Line, above: Collection[str], *, below_prose: bool) -> bool:
    """Whether a line shows that the body is still to come: a byline, a dated line, the title again."""
    if byline_opening(line.text) is not None:
        return True
    if is_date(line.text):
        return not below_prose or len(seen.days) == 1
    return below_prose and line.words >= _TITLE_WORDS.start and line.folded in above and not is_prose(line)


def _day(line: Line) -> str:
    """What tells one day from another in a line that is a date: its first number, be the rest cut short."""
    return next(iter(re.findall(r"\d+", line.text)), "")


def _title(seen: _Seen, above: tuple[Line, ...]) -> tuple[Line | None, bool]:
    """The headline's line, and whether more than its shape and place tells it."""
    if seen.folded_title:
        return next((line for line in above if is_title(line, seen.folded_title)), None), True
    candidates = [line for line in above if line.words in _TITLE_WORDS and _could_be_title(seen, line)]
    folded = [line.folded for line in above]
    if repeated := [line for line in candidates if folded.count(line.folded) > 1]:
        return repeated[0], True
    if len(candidates) > 1 and candidates[0] is above[0] and is_prefixed_name(candidates[0].text):
        candidates = candidates[1:]
    if candidates:
        first = candidates[0]
        before = [line for line in above if line.index < first.index]
        sure = any(is_label(line.text) for line in above if line.index > first.index) or _names_source(before)
        return (first, sure) if sure or _is_small(seen, before) else (None, False)
    return _short_title(seen, above), True


def _is_day_of_chronicle(seen: _Seen, body: int) -> bool:
    """Whether the line above the body is a day, and so is another line below it that stands above prose."""
    if body == 0 or not is_date(seen.lines[body - 1].text) or len(seen.days) < 2:
        return False
    return any(is_date(line.text) and is_prose(below) for line, below in pairwise(seen.lines[body:]))


def _names_source(before: list[Line]) -> bool:
    return bool(before) and is_prefixed_name(before[0].text)


def _is_small(seen: _Seen, before: list[Line]) -> bool:
    """Whether what stands above a first headline is too little to be text: labels, boilerplate, a section's name."""
    rest = [line for line in before if line.index not in seen.prompts and not is_label(line.text)]
    return len(rest) <= _KICKERS and all(line.words <= _KICKER_WORDS for line in rest)


def is_prefixed_name(text: str) -> bool:
    """Whether a line is a preposition and a name: "In Lindmouth Post", as digests name their source."""
    prefix, *name = text.split() or [""]
    if not 1 <= len(name) <= _SOURCE_NAME_WORDS or fold(prefix) not in frame_words().source_prefixes:
        return False
    return not name[0][0].islower() and not name[-1].endswith((".", "!", "?"))


def _short_title(seen: _Seen, above: tuple[Line, ...]) -> Line | None:
    """A title of one to three words, known by the byline or date right below it."""
    for line, below in pairwise(above):
        dated = is_date(below.text) and has_year(below.text)
        if (dated or byline_opening(below.text)) and _could_be_title(seen, line):
            return line
    return None


def _could_be_title(seen: _Seen, line: Line) -> bool:
    text = line.text.rstrip()
    return (
        line.role in (Role.PARAGRAPH, Role.HEADING, Role.LINE)
        and len(text) <= _TITLE_CHARS
        and not text[:1].islower()
        and " | " not in text
        and not ends_in_full_stop(text)
        and not text.endswith((":", "...", "…", ",", ";", "|"))
        and line.index not in seen.prompts
        and not is_label(text)
        and not (_is_question(line) and sum(_is_question(other) for other in seen.lines) > 1)
    )


def _is_question(line: Line) -> bool:
    # In an interview or a list of questions the first one is text.
    return line.words <= _TITLE_WORDS.stop and line.text.rstrip().endswith(("?", "？", "؟"))
