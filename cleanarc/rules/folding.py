"""Text as phrases are compared: what differs only in typography is the same."""

import re
import string
import unicodedata
from functools import cache

_PLAIN = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "\xad": "",
    "‑": "-",
    "‐": "-",
    # Turkish has two letters i; in capitals one of them looks like the other of languages that have one.
    "İ": "i",
    "ı": "i",
}
_COMMON_MARKS = f"{string.punctuation} "
"""Those of ASCII: taken off at once, where no line is so long that not all of them may be."""
_MOST_AROUND = 1_000
"""Marks that are taken off at either end of a line: no bullet or row of dashes is as long."""
_LONG = 10_000
"""Characters of a text in which marks may be stacked so high that normalizing it, quadratic in them, takes long."""
_STACKED = 1_000
"""Combining marks on one letter from which a text is none: thirty are as many as any language needs (Unicode Standard
Annex 15, Stream-Safe Text Format)."""
_PAST_MARKS = 0x1F000
"""No combining mark of Unicode 16 is as great a code point as that."""


def fold(text: str) -> str:
    """Text as phrases are compared: NFKC, case folded, plain quotes and hyphens, single spaces."""
    if not text.isascii():
        if is_stacked(text):
            text = _marks().sub("", text)
        for mark, plain in _PLAIN.items():
            text = text.replace(mark, plain)
        # Normalizing leaves ASCII text as it is, which quotes and hyphens are all that most texts lacked of.
        text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return single_spaced(text.casefold())


def single_spaced(text: str) -> str:
    """Text without white space at its ends, and each run of it elsewhere as one space."""
    text = text.strip()
    # Most texts are such; no white space but the space is printable, and to ask takes half as long as to split.
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def is_stacked(text: str) -> bool:
    """Whether more combining marks stand on one letter than any text has; such a text is not to be normalized."""
    if len(text) <= _LONG or text.isascii():
        return False
    # So many marks in a row have one at a multiple of their number.
    return any(map(unicodedata.combining, text[::_STACKED])) and _marks().search(text) is not None


@cache
def _marks() -> re.Pattern[str]:
    marks = "".join(filter(unicodedata.combining, map(chr, range(_PAST_MARKS))))
    return re.compile(f"[{marks}]{{{_STACKED},}}")


def bare(folded: str) -> str:
    """Folded text without the marks around it: bullets, arrows, emoji, brackets, punctuation at either end.

    The copyright sign stays, because it says something.
    """
    if len(folded) <= _MOST_AROUND:
        folded = folded.strip(_COMMON_MARKS)
    if folded[:1].isalnum() and folded[-1:].isalnum():
        return folded
    start, end = 0, len(folded)
    while start < min(end, _MOST_AROUND) and not _is_letter(folded[start]):
        start += 1
    while max(start, len(folded) - _MOST_AROUND) < end and not _is_letter(folded[end - 1]):
        end -= 1
    return folded[start:end]


def pattern_of(cue: str) -> str:
    """A regular expression for a folded cue at a word's start; a cue that ends in * may end inside a word.

    Scripts that are written without spaces have no word borders, so none is asked for beside their letters.
    """
    stem = cue.removesuffix("*")
    before = r"(?<!\w)" if _is_spaced(stem[0]) else ""
    after = r"(?!\w)" if stem == cue and _is_spaced(stem[-1]) else ""
    return before + re.escape(stem) + after


def _is_letter(char: str) -> bool:
    # Letters, their combining marks (which \w leaves out in Indic scripts) and digits.
    return char.isalnum() or char == "©" or unicodedata.category(char)[0] == "M"


def _is_spaced(char: str) -> bool:
    return char.isalnum() and not ("\u0e00" <= char <= "\u0eff" or "\u3040" <= char <= "\u30ff" or char >= "\u3400")
