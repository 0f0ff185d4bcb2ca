"""Text that filters ask for: as it is, by a regular expression of JavaScript, or many texts at once.

The only module that knows RE2, which takes linear time whatever expression it is given.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import re2

_EXPRESSION = re.compile(r"/(.+)/([a-z]*)", re.S)
_FLAGS = {"i": "i", "m": "m", "s": "s", "u": "", "v": "", "g": "", "y": ""}
"""Flags of JavaScript as RE2 has them; the last ones change nothing of what matches."""
_CODE_POINT = re.compile(r"(\\\\)|\\u(?:([0-9a-fA-F]{4})|\{([0-9a-fA-F]+)\})")
_MAX_MEMORY = 1 << 20
"""Bytes that one expression may take once it is read, an eighth of what RE2 allows: lists have thousands of them."""

_IN_A_SET = 4000
_SET_MEMORY = 1 << 25
"""Texts that RE2 looks for in one pass, and bytes that it may take for them: a tenth of that is in use."""


@dataclass(frozen=True, slots=True)
class TextPattern:
    """A text, or with `is_expression` a regular expression of RE2."""

    source: str
    is_expression: bool = False

    def is_in(self, text: str) -> bool:
        return bool(_compiled(self.source).search(text)) if self.is_expression else self.source in text


class Texts:
    """Many texts that are looked for at once, in the time that a few take."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._sets = []
        for start in range(0, len(texts), _IN_A_SET):
            some = texts[start : start + _IN_A_SET]
            found = re2.Set.SearchSet(_options(_SET_MEMORY))
            for text in some:
                found.Add(re2.escape(text))
            found.Compile()
            self._sets.append((found, some))

    def within(self, text: str) -> list[str]:
        """Those that are in a text, in their own order."""
        data = text.encode("utf-8", "replace")
        return [some[n] for found, some in self._sets for n in sorted(found.Match(data) or ())]


def read_pattern(argument: str) -> TextPattern:
    """The text that an operator's argument asks for. Raises ValueError for no text, and for an expression that RE2 does
    not have: one that looks around or back, or is none."""
    argument = argument.strip()
    if found := _EXPRESSION.fullmatch(argument):
        source, flags = found.groups()
        if not _FLAGS.keys() >= set(flags):
            raise ValueError(f"there is no flag {flags!r}")
        source = _CODE_POINT.sub(_rewritten, source)
        set_flags = "".join(_FLAGS[flag] for flag in dict.fromkeys(flags))
        pattern = TextPattern(f"(?{set_flags}){source}" if set_flags else source, is_expression=True)
        _compiled(pattern.source)
        return pattern
    if len(argument) > 1 and argument[0] == argument[-1] and argument[0] in "\"'":
        argument = argument[1:-1]
    if not argument:
        raise ValueError("there is no text")
    return TextPattern(argument)


def _rewritten(found: re.Match[str]) -> str:
    escaped, four, any_number = found.groups()
    return escaped or f"\\x{{{four or any_number}}}"


@lru_cache(maxsize=1024)
def _compiled(source: str) -> "re2._Regexp[str]":
    try:
        return re2.compile(source, _options(_MAX_MEMORY))
    except re2.error as error:
        raise ValueError(f"RE2 does not have {source!r}") from error


def _options(memory: int) -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = memory
    return options
