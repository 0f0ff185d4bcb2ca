"""The trade phrases of boilerplate, from the tables in `data/phrases`, one TOML file a kind.

A table holds whole lines by strength and language. `<a|b>` in a line stands for either, `<a|>` may be left out, and
these slots stand for what varies: {n} a number, {name} one to six words, {rest} anything. A [[pitch]] tells lines
that are worded freely: such a line opens with one of `opens` (where there are any), holds a cue of each list in `has`,
and has `most` words at most. A cue that ends in * may go on inside the word.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

from cleanarc.model import Kind
from cleanarc.rules.folding import bare, fold, pattern_of

_TABLES = Path(__file__).parent / "data" / "phrases"
_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)\}")
_SLOTS = {"n": r"\d[\d., ]*\+?[km]?", "name": r"\S+(?: \S+){0,5}", "rest": r"\S.*"}
_LONGEST = 200
"""Characters of the longest line that a phrase may match; pitches are measured in words."""


class Strength(IntEnum):
    """How sure it is that a line which is the phrase is boilerplate."""

    FAINT = 1
    """A word that menus have and texts too: it needs surer company."""
    LIKELY = 2
    """Boilerplate among its like or at an edge of the page."""
    SURE = 4
    """Boilerplate wherever it is a whole line."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a line says: `text` is the table's entry. `opens` tells a heading of a list, thread or box below it."""

    text: str
    kind: Kind
    strength: Strength
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Pitch:
    """A freely worded line, told by its opening and its cues."""

    phrase: Phrase
    openings: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]
    cues: tuple[re.Pattern[str], ...]
    most: int

    def matches(self, line: str, words: int) -> bool:
        """Whether a folded, bare line is such a pitch. The stems are looked for first because that is cheap."""
        return (
            words <= self.most
            and (not self.openings or line.startswith(self.openings))
            and all(any(stem in line for stem in stems) for stems in self.stems)
            and all(cue.search(line) for cue in self.cues)
        )


@dataclass(frozen=True, slots=True)
class _Slotted:
    literal: str
    pattern: re.Pattern[str]
    phrase: Phrase


@dataclass(frozen=True)
class Phrases:
    """All tables as one look-up."""

    exact: dict[str, Phrase]
    slotted: dict[str, tuple[_Slotted, ...]]
    pitches: tuple[Pitch, ...]
    leads: dict[str, Phrase]

    def find(self, line: str, words: int) -> Phrase | None:
        """What a folded, bare line of so many words says as a whole, None when it is no trade phrase."""
        if len(line) <= _LONGEST:
            if found := self.exact.get(line):
                return found
            for slotted in (*self.slotted.get(line.split(" ", 1)[0], ()), *self.slotted[""]):
                if slotted.literal in line and slotted.pattern.fullmatch(line):
                    return slotted.phrase
        return next((pitch.phrase for pitch in self.pitches if pitch.matches(line, words)), None)

    def lead(self, line: str) -> Phrase | None:
        """The phrase before the first colon of a folded line, when it is one that leads to another article."""
        head, colon, _ = line.partition(":")
        return self.leads.get(bare(head)) if colon else None


@cache
def load_phrases() -> Phrases:
    """The tables of this installation. Raises ValueError when one contradicts itself or another."""
    exact: dict[str, Phrase] = {}
    slotted: dict[str, list[_Slotted]] = {"": []}
    pitches: list[Pitch] = []
    leads: dict[str, Phrase] = {}
    for path in sorted(_TABLES.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        kind = Kind(table["kind"])
        for text, phrase in _entries(table, kind):
            if "{" in text:
                _add_slotted(slotted, text, phrase)
            else:
                _add(exact, bare(text), phrase, path)
        for text in _choices_of(table.get("lead", {})):
            _add(leads, bare(text), Phrase(text, kind, Strength.SURE, opens=True), path)
        pitches.extend(_pitch(entry, kind) for entry in table.get("pitch", ()))
    return Phrases(exact, {word: tuple(found) for word, found in slotted.items()}, tuple(pitches), leads)


def _entries(table: dict[str, Any], kind: Kind) -> Iterator[tuple[str, Phrase]]:
    for strength in Strength:
        name = strength.name.lower()
        for text in _choices_of(table.get(name, {})):
            yield text, Phrase(text, kind, strength)
        for text in _choices_of(table.get("opening", {}).get(name, {})):
            yield text, Phrase(text, kind, strength, opens=True)


def _choices_of(languages: dict[str, list[str]]) -> Iterator[str]:
    return (fold(text) for lines in languages.values() for line in lines for text in _choices(line))


def _choices(line: str) -> Iterator[str]:
    """The lines that a line with choices stands for."""
    if not (found := _CHOICE.search(line)):
        yield line
        return
    for choice in found[1].split("|"):
        yield from _choices(line[: found.start()] + choice + line[found.end() :])


def _add(table: dict[str, Phrase], text: str, phrase: Phrase, path: Path) -> None:
    known = table.get(text, phrase)
    if known.kind is not phrase.kind:
        raise ValueError(f"{path.name}: '{text}' is of kind {known.kind} in another table.")
    # Where a line stands twice, the weaker entry tells of a language or a use in which it is less sure.
    table[text] = min(known, phrase, key=lambda one: (one.strength, not one.opens))


def _add_slotted(table: dict[str, list[_Slotted]], text: str, phrase: Phrase) -> None:
    pieces = _SLOT.split(text)
    literals, slots = pieces[::2], pieces[1::2]
    # Lines are looked up bare, so the pattern is bare at its ends too; the x stands for the slot beside the literal.
    literals[0] = bare(f"{literals[0]}x")[:-1]
    literals[-1] = bare(f"x{literals[-1]}")[1:]
    pattern = "".join(re.escape(a) + (_SLOTS[b] if b else "") for a, b in zip(literals, [*slots, ""], strict=True))
    first, space, _ = literals[0].partition(" ")
    word = first if space else ""
    table.setdefault(word, []).append(_Slotted(max(literals, key=len), re.compile(pattern), phrase))


def _pitch(entry: dict[str, Any], kind: Kind) -> Pitch:
    groups: list[list[str]] = [[fold(cue) for cue in group] for group in entry["has"]]
    phrase = Phrase(f"{kind} pitch, {entry['language']}", kind, Strength[entry.get("strength", "sure").upper()])
    return Pitch(
        phrase,
        tuple(fold(opening) for opening in entry.get("opens", ())),
        tuple(tuple(cue.removesuffix("*") for cue in group) for group in groups),
        tuple(_any_of(group) for group in groups),
        entry.get("most", 60),
    )


def _any_of(cues: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(pattern_of(cue) for cue in cues))
