"""The tables of trade phrases in `data/phrases`, one TOML file a kind.

A table holds whole lines by strength and language. `<a|b>` in a line stands for either, `<a|>` may be left out, and
these slots stand for what varies: {n} a number, {name} one to six words, {rest} anything, {full_name} two to
four words, {person} up to four names as they are written in East Asia. A [[pitch]] tells lines that are worded freely:
such a line opens with one of `opens` (where there are any), holds a cue of each list in `has`, and has `most` words at
most. A cue that ends in * may go on inside the word. The pitches of a table that says `to_reader`, and a pitch that
says so itself, speak to the reader now: a line with a word of telling (`data/narrative.toml`) is none of them.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from cleanarc.model import Kind
from cleanarc.rules.folding import bare, fold, pattern_of, single_spaced
from cleanarc.rules.phrases import (
    BUTTON_WORDS,
    Clues,
    Phrase,
    Phrases,
    Pitch,
    Slotted,
    Strength,
    line_words,
    opening_clue,
    word_clue,
)

_DATA = Path(__file__).parent / "data"
_TABLES = _DATA / "phrases"
_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)\}")
_EASTERN = r"(?:[^\W\d_]{2,4}|[a-z]+ [a-z]+)"
"""A name of two to four letters, as East Asia writes them, or one in Latin letters."""
_SLOTS = {
    "n": r"\d[\d., ]*\+?[km]?",
    "name": r"\S+(?: \S+){0,5}",
    "rest": r"\S.*",
    "full_name": r"[^\W\d_][^\s\d,;:!?]*(?: [^\W\d_][^\s\d,;:!?]*){1,3}",
    # An editor's number may stand behind the last name.
    "person": rf"{_EASTERN}(?:[ 、,/·]+{_EASTERN}){{0,3}}(?:_?[a-z]{{1,3}}\d*)?",
}


@cache
def load_phrases() -> Phrases:
    """The tables of this installation. Raises ValueError when one contradicts itself or another."""
    exact: dict[str, Phrase] = {}
    slotted: list[Slotted] = []
    pitches: list[Pitch] = []
    leads: dict[str, Phrase] = {}
    for path in sorted(_TABLES.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        kind = Kind(table["kind"])
        for text, phrase in _entries(table, kind):
            if "{" in text:
                slotted.append(_slotted(text, phrase, path))
            else:
                _add(exact, bare(text), phrase, path)
        for text in _choices_of(table.get("lead", {})):
            _add(leads, bare(text), Phrase(text, kind, Strength.SURE, opens=True), path)
        pitches.extend(_pitch(entry, kind, to_reader=table.get("to_reader", False)) for entry in table.get("pitch", ()))
    slotted.sort(key=_looseness)
    return Phrases(
        exact=exact,
        buttons={text.split(" ", 1)[0] for text in exact if 0 < text.count(" ") < BUTTON_WORDS},
        slotted=slotted,
        slotted_clues=_clues(_needs_of_slotted(entry) for entry in slotted),
        pitches=pitches,
        pitch_clues=_clues(_needs_of_pitch(entry) for entry in pitches),
        leads=leads,
        most=max(pitch.most for pitch in pitches),
    )


def _entries(table: dict[str, Any], kind: Kind) -> Iterator[tuple[str, Phrase]]:
    for strength in Strength:
        name = strength.name.lower()
        for text in _choices_of(table.get(name, {})):
            yield text, Phrase(text, kind, strength)
        for text in _choices_of(table.get("opening", {}).get(name, {})):
            yield text, Phrase(text, kind, strength, opens=True)


def _choices_of(languages: dict[str, list[str]]) -> Iterator[str]:
    return (single_spaced(text) for lines in languages.values() for line in lines for text in _choices(fold(line)))


def _choices(line: str) -> Iterator[str]:
    """The lines that a line with choices stands for."""
    pieces = _CHOICE.split(line)
    pieces_and_choices = (piece.split("|") if n % 2 else (piece,) for n, piece in enumerate(pieces))
    return map("".join, product(*pieces_and_choices))


def _add(table: dict[str, Phrase], text: str, phrase: Phrase, path: Path) -> None:
    known = table.setdefault(text, phrase)
    if known is phrase:
        return
    if known.kind is not phrase.kind:
        raise ValueError(f"{path.name}: '{text}' is of kind {known.kind} in another table.")
    # Where a line stands twice, the weaker entry tells of a language or a use in which it is less sure.
    table[text] = min(known, phrase, key=lambda one: (one.strength, not one.opens))


def _slotted(text: str, phrase: Phrase, path: Path) -> Slotted:
    pieces = _SLOT.split(text)
    literals, slots = pieces[::2], pieces[1::2]
    # Lines are looked up bare, so the pattern is bare at its ends too; the x stands for the slot beside the literal.
    literals[0] = bare(f"{literals[0]}x")[:-1]
    literals[-1] = bare(f"x{literals[-1]}")[1:]
    if phrase.strength is Strength.SURE and not bare(max(literals, key=len)):
        raise ValueError(f"{path.name}: '{text}' says nothing beside its slots.")
    pattern = "".join(re.escape(a) + (_SLOTS[b] if b else "") for a, b in zip(literals, [*slots, ""], strict=True))
    return Slotted(phrase, tuple(literals), pattern)


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
        _narrative() if entry.get("to_reader", to_reader) else None,
    )


def _looseness(slotted: Slotted) -> int:
    """The order in which slotted phrases are tried: first those that open with a word, then those that end in one."""
    first, *_, last = slotted.literals
    return 0 if " " in first else 1 if " " in last else 2


def _clues(needs: Iterable[Mapping[str, str]]) -> Clues:
    """The clues of entries, each of which needs one of some texts; each text comes with its clue."""
    clues: dict[str, list[tuple[str, int]]] = {}
    for n, texts in enumerate(needs):
        for text, clue in texts.items():
            clues.setdefault(clue, []).append((text, n))
    return clues


def _needs_of_slotted(slotted: Slotted) -> dict[str, str]:
    """The longest literal, with the longest word that no slot touches as its clue."""
    literal = max(slotted.literals, key=len)
    words = [word for word in line_words("\0".join(slotted.literals)) if "\0" not in word]
    return {literal: max(words, key=len, default=literal.strip()[-1])}


def _needs_of_pitch(pitch: Pitch) -> dict[str, str]:
    """The openings, each behind a "^", or else the cues of the first list."""
    return {f"^{opening}": opening_clue(opening) for opening in pitch.openings} or {
        stem: _start(stem) for stem in pitch.stems[0]
    }


def _start(stem: str) -> str:
    if not (start := word_clue(stem)):
        raise ValueError(f"the cue '{stem}' has no word that is long enough to find the first of a pitch by.")
    return start


def _any_of(cues: Iterable[str]) -> str:
    return "|".join(pattern_of(cue) for cue in cues)


@cache
def _narrative() -> str:
    words: dict[str, list[str]] = tomllib.loads((_DATA / "narrative.toml").read_text("utf-8"))["words"]
    return _any_of(fold(word) for language in words.values() for word in language)
