"""Lines that are nothing but a trade phrase: which of them are boilerplate, judged by the company they keep.

A sure phrase goes wherever it is a whole line. A weaker one goes in a run of phrases that is sure as a whole, or at
the head or tail of the page: menus, share rows and stacked widget headings are runs, a subheading "Comments" between
paragraphs is none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from cleanarc.model import Kind, Role
from cleanarc.rules.line import Line
from cleanarc.rules.phrase_tables import load_phrases
from cleanarc.rules.phrases import Phrase, Strength
from cleanarc.rules.prose import ends_in_full_stop, ends_sentence, is_prose

_RUN = Strength.LIKELY * 2
"""Least weight of a run inside the page: two likely phrases, or a likely and two faint ones."""
_ROW = 3
"""Least length of a run inside the page whose faint phrases go: a subheading may stand beside a sure phrase."""
_EDGE = Strength.LIKELY
"""Least weight of a run at the head or tail of the page."""
_SHORT = 12
"""Words in the longest line that may belong to the same verse, list or address as the line right below it."""
_MENU = 6
"""Words in the longest line of a menu."""
_PASSAGE = 25
"""Words in the shortest paragraph that a heading counts as the title of."""
_LABEL = 3
"""Words of the longest label; what asks or tells in as few words is said by somebody in the text."""
_ASKING = ("?", "？", "؟", ";")
"""How a question ends; the Greek mark is a semicolon."""
_NO_PHRASES = {Role.CODE, Role.ROW}
_SPEECH_MARKS = "\"“„«”'‘「『»—–"
_SPOKEN = re.compile(rf"[—–]|[{_SPEECH_MARKS}](?!.{{0,40}}\w[\"“”»«'’」』])")
"""A quotation mark or dash that opens a line, unless it only quotes a name there."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A line that is boilerplate because of what it says; `evidence` tells what and why."""

    phrase: Phrase
    evidence: str


@dataclass(frozen=True, slots=True)
class _Said:
    line: Line
    phrase: Phrase
    weight: int


def find_phrases(lines: Sequence[Line]) -> Mapping[int, Phrase]:
    """What each line says as a whole, by index, for the lines that are a trade phrase."""
    phrases = load_phrases()
    return {
        line.index: phrase
        for line in lines
        if line.role not in _NO_PHRASES
        and (phrase := phrases.find(line.bare, line.words, spoken=_is_spoken(line.text)))
    }


def _is_spoken(text: str) -> bool:
    return text[0] in _SPEECH_MARKS and _SPOKEN.match(text) is not None


def find_prompts(
    lines: Sequence[Line], phrases: Mapping[int, Phrase], text: str, told: Set[int] = frozenset()
) -> Mapping[int, Prompt]:
    """The lines that are boilerplate by what they say, by index.

    `text` is the page's, `told` are the indexes of lines that are prose of the article by other signs.
    """
    said = [
        _Said(lines[index], phrase, _weight(lines[index], phrase, lines[index + 1 : index + 2], told))
        for index, phrase in phrases.items()
    ]
    return {one.line.index: Prompt(one.phrase, why) for run in _runs(said) for one, why in _judged(run, lines, text)}


def _weight(line: Line, phrase: Phrase, below: Sequence[Line], told: Set[int]) -> int:
    if line.role is Role.HEADING and any(_is_chapter(one, phrase, told) for one in below):
        return Strength.FAINT
    if _is_uttered(line, phrase):
        return Strength.FAINT
    return phrase.strength + (1 if line.link_share > 0.9 else 0)


def _is_uttered(line: Line, phrase: Phrase) -> bool:
    """Whether a line ends as speech does and labels don't, because somebody says it in the text.

    "Advertisement?" asks, "Listen." tells where the label is no sure one, and "Editor: Why did you leave?" is no name.
    """
    if phrase.kind is Kind.CREDIT:
        return ends_sentence(line.text)
    if line.words > _LABEL:
        return False
    if line.text.endswith(_ASKING):
        return not phrase.text.endswith(_ASKING)
    return phrase.strength < Strength.SURE and " " not in line.text and ends_in_full_stop(line.text)


def _is_chapter(below: Line, phrase: Phrase, told: Set[int]) -> bool:
    """Whether the line below a heading is a passage of its chapter.

    A chapter may be called "Subscribe to our newsletter"; the box of that name has a form below it. Below "Comments"
    there may be passages in either case, so other signs must tell of those.
    """
    return _is_passage(below) and (below.index in told or not phrase.opens)


def _is_passage(line: Line) -> bool:
    return line.words >= _PASSAGE and is_prose(line)


def _runs(said: list[_Said]) -> Iterator[list[_Said]]:
    """Phrases on lines that follow one another."""
    run: list[_Said] = []
    for one in said:
        if run and one.line.index != run[-1].line.index + 1:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _judged(run: list[_Said], lines: Sequence[Line], text: str) -> Iterator[tuple[_Said, str]]:
    edge = _edge(run, lines, text)
    company = edge or _company(run)
    for one in run:
        what = f"whole line is the {one.phrase.kind} phrase '{one.phrase.text}'"
        if one.weight >= Strength.SURE:
            yield one, what
        elif company and (edge or one.weight >= Strength.LIKELY or len(run) >= _ROW):
            yield one, f"{what}, {company}"


def _company(run: list[_Said]) -> str | None:
    """What makes the weaker phrases of a run inside the page boilerplate; None when nothing does."""
    likely = any(one.weight >= Strength.LIKELY for one in run)
    return f"in a run of {len(run)} such lines" if likely and sum(one.weight for one in run) >= _RUN else None


def _edge(run: list[_Said], lines: Sequence[Line], text: str) -> str | None:
    """At which edge of the page a run stands that is boilerplate there; None when at none."""
    weight = sum(one.weight for one in run)
    first, last = run[0].line.index, run[-1].line.index
    if weight < _EDGE:
        return None
    if first == 0 and last + 1 < len(lines) and all(one.line.words <= _MENU for one in run):
        return "at the head of the page"
    likely = any(one.weight >= Strength.LIKELY for one in run)
    if first and last == len(lines) - 1 and likely and not _glued(lines[first - 1], run[0], text):
        return "at the tail of the page"
    return None


def _glued(above: Line, one: _Said, text: str) -> bool:
    """Whether a line may belong to the verse or list above it: no blank line between, and that line is short."""
    between = text[above.span.end : one.line.span.start]
    return above.words <= _SHORT and between.count("\n") < 2 and one.line.dom is None
