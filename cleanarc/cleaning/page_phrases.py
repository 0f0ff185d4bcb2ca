"""What pages say that are no article, from the table `data/page_types.toml`, folded as lines are."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleanarc.rules.folding import bare, fold, pattern_of

_TABLE = Path(__file__).parent / "data" / "page_types.toml"
_LONGEST = 400
"""Characters of a line that may be such a saying; a notice in two sentences is no longer."""
_CLUE = 2
"""Letters by which what a line may hold is looked up."""
_STATUS = re.compile(
    r"(?:(?:http|status|error|code|fehler|erreur|erro|errore|ошибка|エラー)[ :#]*)*"
    r"(?:40[034]|410|429|451|50[234])(?!\w)"
)
"""An HTTP status of pages that are gone, refused or out of order (RFC 9110, section 15; RFC 6585; RFC 7725), and what
is said before it. 500 is left to words, as many headings are about five hundred of something."""


@dataclass(frozen=True)
class PagePhrases:
    """One kind's sayings: `whole` are all of a line, `opens` its beginning, and `holds` finds one anywhere in it."""

    whole: frozenset[str]
    opens: tuple[str, ...]
    stems: Mapping[str, Sequence[str]]
    """What is held, by how it starts: most lines have no such letters in a row."""
    holds: re.Pattern[str]
    """Finds one of the stems as words of their own."""

    def match(self, line: str) -> str | None:
        """The saying in a line or a part of a title, folded and bare; None when there is none."""
        if len(line) > _LONGEST:
            return None
        if line in self.whole:
            return line
        if line.startswith(self.opens):
            return next(opening for opening in self.opens if line.startswith(opening))
        held = self.holds.search(line) if self._has_stem(line) else None
        return held[0] if held else None

    def _has_stem(self, line: str) -> bool:
        clues = {line[n : n + _CLUE] for n in range(len(line) - _CLUE + 1)} & self.stems.keys()
        return any(stem in line for clue in clues for stem in self.stems[clue])


@cache
def page_phrases() -> Mapping[str, PagePhrases]:
    """The table by kind: error, login, login_field, paywall, listing. It is read once."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))

    def words(kind: str, form: str) -> tuple[str, ...]:
        found = (fold(word) for language in table[kind].get(form, {}).values() for word in language)
        return tuple(dict.fromkeys(found))

    def phrases(kind: str) -> PagePhrases:
        held = words(kind, "holds")
        stems: dict[str, list[str]] = {}
        for stem in held:
            stems.setdefault(stem[:_CLUE], []).append(stem)
        holds = re.compile("|".join(map(pattern_of, held)))
        return PagePhrases(frozenset(map(bare, words(kind, "whole"))), words(kind, "opens"), stems, holds)

    return {kind: phrases(kind) for kind in table}


def status_in(name: str) -> str | None:
    """The HTTP status that a part of a title, or a heading, folded and bare, says and nothing else."""
    found = _STATUS.fullmatch(name) if len(name) <= _LONGEST else None
    return found[0] if found else None
