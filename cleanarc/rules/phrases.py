"""The trade phrases of boilerplate, from the tables in `data/phrases`, one TOML file a kind.

A table holds whole lines by strength and language. `<a|b>` in a line stands for either, `<a|>` may be left out, and
these slots stand for what varies: {n} a number, {name} one to six words, {rest} anything. A [[pitch]] tells lines
that are worded freely: such a line opens with one of `opens` (where there are any), holds a cue of each list in `has`,
and has `most` words at most. A cue that ends in * may go on inside the word. The pitches of a table that says
`to_reader` speak to the reader now: a line with a word of telling (`data/narrative.toml`) is none of them.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

from cleanarc.model import Kind
from cleanarc.rules.folding import bare, fold, pattern_of

_DATA = Path(__file__).parent / "data"
_TABLES = _DATA / "phrases"
_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)\}")
_SLOTS = {"n": r"\d[\d., ]*\+?[km]?", "name": r"\S+(?: \S+){0,5}", "rest": r"\S.*"}
_LONGEST = 200
"""Characters of the longest line that a phrase may match; pitches are measured in words."""
_ROW_WORDS = 20
_BUTTON_WORDS = 5
_LEAST = 4
"""Words of the shortest pitch."""
_KEY = 3
"""Letters of an opening or a cue that pitches are looked up by."""
_WORD = re.compile(rf"\w{{{_KEY},}}")


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
    cues: tuple[str, ...]
    most: int
    to_reader: bool

    def matches(self, line: str, words: int) -> bool:
        """Whether a folded, bare line is such a pitch. The stems are looked for first because that is cheap."""
        return (
            words <= self.most
            and (not self.openings or line.startswith(self.openings))
            and all(any(stem in line for stem in stems) for stems in self.stems)
            and all(_compiled(cue).search(line) for cue in self.cues)
            and not (self.to_reader and _compiled(_narrative()).search(line))
        )


@dataclass(frozen=True, slots=True)
class _Slotted:
    literal: str
    pattern: str
    phrase: Phrase


@dataclass(frozen=True)
class Phrases:
    """All tables as one look-up."""

    exact: Mapping[str, Phrase]
    slotted: Mapping[str, Sequence[_Slotted]]
    """By their first word or, where a slot comes first, by their last; "" holds those that have slots at both ends."""
    pitches: Sequence[Pitch]
    keys: Mapping[str, Sequence[int]]
    """The pitches that a line may be: by "^" and the first letters of the line, and by those of a word in it."""
    leads: Mapping[str, Phrase]

    def find(self, line: str, words: int, *, spoken: bool = False) -> Phrase | None:
        """What a folded, bare line of so many words says as a whole, None when it is no trade phrase.

        A `spoken` line opens with a quotation mark or dash: what it pitches, somebody in the article says.
        """
        if found := len(line) <= _LONGEST and self._find_whole(line):
            return found
        if spoken or words < _LEAST:
            return None
        starts = {word[:_KEY] for word in _WORD.findall(line)} & self.keys.keys()
        candidates = {n for start in (f"^{line[:_KEY]}", *starts) for n in self.keys.get(start, ())}
        return next((self.pitches[n].phrase for n in sorted(candidates) if self.pitches[n].matches(line, words)), None)

    def _find_whole(self, line: str) -> Phrase | None:
        return self.exact.get(line) or self._find_slotted(line) or self._find_row(line)

    def _find_slotted(self, line: str) -> Phrase | None:
        for key in (f"{line.split(' ', 1)[0]} ", f" {line.rsplit(' ', 1)[-1]}", ""):
            for slotted in self.slotted.get(key, ()):
                if slotted.literal in line and _compiled(slotted.pattern).fullmatch(line):
                    return slotted.phrase
        return None

    def _find_row(self, line: str) -> Phrase | None:
        """Several phrases of one kind side by side, one of them sure or a bar between any two: a row of buttons."""
        words = line.replace("|", " | ").split()
        if not 2 <= len(words) <= _ROW_WORDS:
            return None
        row: list[Phrase] = []
        start = 0
        while start < len(words):
            ends = range(min(len(words), start + _BUTTON_WORDS), start, -1)
            end = next((end for end in ends if bare(" ".join(words[start:end])) in self.exact), None)
            if end is None:
                return None
            row.append(self.exact[bare(" ".join(words[start:end]))])
            start = end + (words[end : end + 1] == ["|"])
        surest = max(row, key=lambda one: one.strength)
        barred = words.count("|") >= len(row) - 1
        same = all(one.kind is surest.kind for one in row)
        return surest if same and (barred or surest.strength is Strength.SURE) else None

    def lead(self, line: str) -> Phrase | None:
        """The phrase before the first colon of a folded line, when it is one that leads to another article."""
        head, colon, _ = line.partition(":")
        return self.leads.get(bare(head)) if colon else None


@cache
def load_phrases() -> Phrases:
    """The tables of this installation. Raises ValueError when one contradicts itself or another."""
    exact: dict[str, Phrase] = {}
    slotted: dict[str, list[_Slotted]] = {}
    pitches: list[Pitch] = []
    leads: dict[str, Phrase] = {}
    for path in sorted(_TABLES.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        kind = Kind(table["kind"])
        for text, phrase in _entries(table, kind):
            if "{" in text:
                _add_slotted(slotted, text, phrase, path)
            else:
                _add(exact, bare(text), phrase, path)
        for text in _choices_of(table.get("lead", {})):
            _add(leads, bare(text), Phrase(text, kind, Strength.SURE, opens=True), path)
        to_reader = table.get("to_reader", False)
        pitches.extend(_pitch(entry, kind, to_reader=to_reader) for entry in table.get("pitch", ()))
    return Phrases(exact, slotted, pitches, _keys(pitches), leads)


def _entries(table: dict[str, Any], kind: Kind) -> Iterator[tuple[str, Phrase]]:
    for strength in Strength:
        name = strength.name.lower()
        for text in _choices_of(table.get(name, {})):
            yield text, Phrase(text, kind, strength)
        for text in _choices_of(table.get("opening", {}).get(name, {})):
            yield text, Phrase(text, kind, strength, opens=True)


def _choices_of(languages: dict[str, list[str]]) -> Iterator[str]:
    return (" ".join(text.split()) for lines in languages.values() for line in lines for text in _choices(fold(line)))


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


def _add_slotted(table: dict[str, list[_Slotted]], text: str, phrase: Phrase, path: Path) -> None:
    pieces = _SLOT.split(text)
    literals, slots = pieces[::2], pieces[1::2]
    # Lines are looked up bare, so the pattern is bare at its ends too; the x stands for the slot beside the literal.
    literals[0] = bare(f"{literals[0]}x")[:-1]
    literals[-1] = bare(f"x{literals[-1]}")[1:]
    longest = max(literals, key=len)
    if phrase.strength is Strength.SURE and not bare(longest):
        raise ValueError(f"{path.name}: '{text}' says nothing beside its slots.")
    pattern = "".join(re.escape(a) + (_SLOTS[b] if b else "") for a, b in zip(literals, [*slots, ""], strict=True))
    table.setdefault(_key(literals[0], literals[-1]), []).append(_Slotted(longest, pattern, phrase))


def _key(first: str, last: str) -> str:
    """What a slotted phrase is looked up by, the space telling a line's first word from its last."""
    head, space, _ = first.partition(" ")
    if space and head:
        return f"{head} "
    _, space, tail = last.rpartition(" ")
    return f" {tail}" if space and tail else ""


def _pitch(entry: dict[str, Any], kind: Kind, *, to_reader: bool) -> Pitch:
    groups: list[list[str]] = [[fold(cue) for cue in group] for group in entry["has"]]
    phrase = Phrase(f"{kind} pitch, {entry['language']}", kind, Strength[entry.get("strength", "sure").upper()])
    return Pitch(
        phrase,
        # A space at an opening's end asks for the end of the word.
        tuple(fold(opening) + " " * opening.endswith(" ") for opening in entry.get("opens", ())),
        tuple(tuple(cue.removesuffix("*") for cue in group) for group in groups),
        tuple(_any_of(group) for group in groups),
        entry.get("most", 60),
        to_reader,
    )


def _keys(pitches: Sequence[Pitch]) -> dict[str, list[int]]:
    """The numbers of the pitches by the first letters of their openings, else of the cues that they need first."""
    keys: dict[str, list[int]] = {}
    for n, pitch in enumerate(pitches):
        for start in {f"^{opening[:_KEY]}" for opening in pitch.openings} or {_start(stem) for stem in pitch.stems[0]}:
            keys.setdefault(start, []).append(n)
    return keys


def _start(stem: str) -> str:
    if not (word := _WORD.search(stem)):
        raise ValueError(f"the cue '{stem}' has no word of {_KEY} letters, so it can't be the first of a pitch.")
    return word[0][:_KEY]


def _any_of(cues: Iterable[str]) -> str:
    return "|".join(pattern_of(cue) for cue in cues)


@cache
def _narrative() -> str:
    words: dict[str, list[str]] = tomllib.loads((_DATA / "narrative.toml").read_text("utf-8"))["words"]
    return _any_of(fold(word) for language in words.values() for word in language)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Most patterns are never needed, and compiling them all would take longer than cleaning a page.
    return re.compile(pattern)
