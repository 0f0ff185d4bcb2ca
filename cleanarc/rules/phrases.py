"""The trade phrases of boilerplate: whether a line is one as a whole. `phrase_tables` reads them.

There are a thousand phrases with slots and a hundred kinds of freely worded lines. Each needs some text that a line
must hold; by a clue of that text, such as a word, few are left to be tried on a line.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property
from operator import itemgetter
from typing import NamedTuple

from cleanarc.model import Kind
from cleanarc.rules.folding import bare
from cleanarc.rules.words import words_in

_LONGEST = 200
"""Characters of the longest line that a phrase may match; pitches are measured in words."""
_ROW_WORDS = 20
BUTTON_WORDS = 5
"""Words of the longest phrase that counts as a button in a row."""
_LEAST = 4
"""Words of the shortest pitch."""
_KEY = 3
_start = itemgetter(slice(_KEY))

Clues = Mapping[str, Sequence[tuple[str, int]]]
"""For each clue the texts that have it: a text that a line must hold, and the number of the entry that needs it."""


class Strength(IntEnum):
    """How sure it is that a line which is the phrase is boilerplate."""

    FAINT = 1
    """A word that menus have and texts too: it needs surer company."""
    LIKELY = 2
    """Boilerplate among its like or at an edge of the page."""
    SURE = 4
    """Boilerplate wherever it is a whole line."""


class Phrase(NamedTuple):
    """What a line says: `text` is the table's entry. `opens` tells a heading of a list, thread or box below it."""

    text: str
    kind: Kind
    strength: Strength
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Slotted:
    """A phrase with slots: a regular expression, and the texts between the slots; the outer two may be empty."""

    phrase: Phrase
    literals: tuple[str, ...]
    pattern: str

    def matches(self, line: str) -> bool:
        """Whether a folded, bare line is the phrase."""
        return _compiled(self.pattern).fullmatch(line) is not None


@dataclass(frozen=True, slots=True)
class Pitch:
    """A freely worded line, told by its opening and its cues.

    `stems` are the cues as plain text, `cues` as regular expressions, each an alternation for one list of cues.
    `telling` is a regular expression for what such a line does not hold, None where there is no such thing.
    """

    phrase: Phrase
    openings: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]
    cues: tuple[str, ...]
    most: int
    telling: str | None

    def matches(self, line: str, words: int) -> bool:
        """Whether a folded, bare line is such a pitch. The stems are looked for first because that is cheap."""
        return (
            words <= self.most
            and (not self.openings or line.startswith(self.openings))
            and all(any(stem in line for stem in stems) for stems in self.stems)
            and all(_compiled(cue).search(line) for cue in self.cues)
            and not (self.telling and _compiled(self.telling).search(line))
        )


@dataclass(frozen=True)
class Phrases:
    """All tables as one look-up."""

    exact: Mapping[str, Phrase]
    buttons: Set[str]
    """How the exact phrases of several words begin that may stand in a row."""
    slotted: Sequence[Slotted]
    slotted_clues: Clues
    """By a word that the phrase has whole, else by the first letter of its literal."""
    pitches: Sequence[Pitch]
    pitch_clues: Clues
    """By how the longest word starts in a cue of the pitch's first list or, behind a "^", how its opening does."""
    leads: Mapping[str, Phrase]
    most: int
    """Words of the longest pitch."""

    def find(self, line: str, words: int, *, spoken: bool = False) -> Phrase | None:
        """What a folded, bare line of so many words says as a whole, None when it is no trade phrase.

        A `spoken` line opens with a quotation mark or dash: what it pitches, somebody in the article says.
        """
        if found := len(line) <= _LONGEST and self._find_whole(line):
            return found
        return None if spoken or not _LEAST <= words <= self.most else self._find_pitch(line, words)

    def lead(self, line: str) -> Phrase | None:
        """The phrase before the first colon of a folded line that has one, when it leads to another article or tags."""
        return self.leads.get(bare(line.partition(":")[0]))

    def _find_whole(self, line: str) -> Phrase | None:
        if found := self.exact.get(line):
            return found
        words = line_words(line)
        return self._find_slotted(line, words) or self._find_row(words)

    def _find_slotted(self, line: str, words: Iterable[str]) -> Phrase | None:
        clues = self.slotted_clues
        found = {*filter(clues.__contains__, words), *self._letters.findall(line)}
        for n in _candidates(clues, found, line):
            if self.slotted[n].matches(line):
                return self.slotted[n].phrase
        return None

    def _find_row(self, words: Sequence[str]) -> Phrase | None:
        """Several phrases of one kind side by side, one of them sure or a bar between any two: a row of buttons."""
        if not 2 <= len(words) <= _ROW_WORDS or not (words[0] in self.buttons or bare(words[0]) in self.exact):
            return None
        row: list[Phrase] = []
        start = 0
        while start < len(words):
            ends = range(min(len(words), start + BUTTON_WORDS), start, -1)
            end = next((end for end in ends if bare(" ".join(words[start:end])) in self.exact), None)
            if end is None:
                return None
            row.append(self.exact[bare(" ".join(words[start:end]))])
            start = end + (words[end : end + 1] == ["|"])
        surest = max(row, key=lambda one: one.strength)
        barred = words.count("|") >= len(row) - 1
        same = all(one.kind is surest.kind for one in row)
        return surest if same and (barred or surest.strength is Strength.SURE) else None

    def _find_pitch(self, line: str, words: int) -> Phrase | None:
        clues = self.pitch_clues
        found = set(filter(clues.__contains__, map(_start, words_in(line))))
        if (opening := opening_clue(line)) in clues:
            found.add(opening)
        for n in _candidates(clues, found, f"^{line}"):
            if self.pitches[n].matches(line, words):
                return self.pitches[n].phrase
        return None

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        """The clues that are a single letter, such as a character of Chinese."""
        return re.compile(f"[{re.escape(''.join(clue for clue in self.slotted_clues if len(clue) == 1))}]")


def line_words(text: str) -> list[str]:
    """The words of a folded text with the marks that stand at them, a bar being one: slotted phrases' clues."""
    return (text.replace("|", " | ") if "|" in text else text).split()


def opening_clue(text: str) -> str:
    """What a pitch is looked up by that opens as a folded text does."""
    return f"^{text[:_KEY]}"


def word_clue(text: str) -> str | None:
    """What a pitch is looked up by that needs a folded text: how its longest word starts; None when that is short."""
    longest = max(words_in(text), key=len, default="")
    return longest[:_KEY] if len(longest) >= _KEY else None


def _candidates(clues: Clues, found: Iterable[str], text: str) -> list[int]:
    """The numbers of the entries that a text may be, by the clues that it has, in the order of the tables."""
    return sorted({n for clue in found for needed, n in clues[clue] if needed in text}) if found else []


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Most patterns are never needed, and compiling them all would take longer than cleaning a page.
    return re.compile(pattern)
