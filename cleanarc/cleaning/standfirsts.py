"""How a standfirst is told: the lead that a page sets between headline and body, in a box or a wording of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cleanarc.cleaning.decided import Decided
from cleanarc.model import Kind, Role
from cleanarc.rules.box_names import load_box_names
from cleanarc.rules.dates import is_date
from cleanarc.rules.line import Line
from cleanarc.rules.prose import is_prose, words_of

_MORE_NAMES = frozenset({"lead", "leadtext", "intro", "introduction", "deck", "strapline", "subline", "tagline"})
"""Names of standfirsts that are those of other boxes too, and count only between headline and body."""
_FEWEST_WORDS = 5
_ALIKE = 0.8
"""Share of the words of a description that a standfirst has too: descriptions are cut short, or end otherwise."""


@dataclass(frozen=True, slots=True)
class Told:
    """The index of a line that is a standfirst, and what tells it, as the end of a sentence."""

    index: int
    evidence: str


def standfirsts(decided: Decided, description: str) -> Iterator[Told]:
    """The standfirsts of a page, whether they are kept or not. `description` is what its head says that it is about,
    folded. The first paragraph that is kept and no standfirst ends the search: it is the body's."""
    said = words_of(description)
    first = 0 if decided.headline is None else decided.headline + 1
    for n in range(first, len(decided.lines)):
        line, body = decided.lines[n], decided.prose_below(n)
        if body is None:
            return
        evidence = _told(decided, n, body, said) if line.words >= _FEWEST_WORDS and not is_date(line.text) else None
        if evidence:
            yield Told(n, evidence)
        elif is_prose(line) and not decided.fates[n].is_gone:
            return


def _told(decided: Decided, n: int, body: Line, said: list[str]) -> str | None:
    line = decided.lines[n]
    signed = _is_above_byline(decided, n, body)
    if line.dom is None or body.dom is None:
        return "it stands between headline and byline" if signed and decided.headline is not None else None
    own = [token for token in line.dom.nearest if token not in body.dom.tokens]
    name = next((token for token in own if token in _names()), None)
    if name:
        return f"its box is named '{name}'"
    apart = signed or line.role is Role.HEADING or _is_in_header(line, body)
    return "it says what the page's description says" if apart and _says(line, said) else None


def _is_above_byline(decided: Decided, n: int, body: Line) -> bool:
    """Whether a byline or a date that was removed stands between a line and the body."""
    between = decided.fates[n + 1 : body.index]
    return any(removal.kind in (Kind.BYLINE, Kind.DATE) for fate in between for removal in fate.removals)


def _is_in_header(line: Line, body: Line) -> bool:
    paths = [found.dom.path.split("/") if found.dom else [] for found in (line, body)]
    return "header" in paths[0] and "header" not in paths[1]


def _says(line: Line, description: list[str]) -> bool:
    """Whether a line and a description are the same words, but for the end of one that is cut short."""
    said = words_of(line.text)
    shared = sum(a == b for a, b in zip(said, description, strict=False))
    return shared >= max(_FEWEST_WORDS, _ALIKE * min(len(said), len(description)))


@cache
def _names() -> frozenset[str]:
    known = load_box_names().words
    return _MORE_NAMES | {word for word, name in known.items() if name.kind is Kind.SUMMARY}
