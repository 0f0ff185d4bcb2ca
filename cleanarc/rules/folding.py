"""Text as phrases are compared: what differs only in typography is the same."""

import re
import unicodedata

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
}


def fold(text: str) -> str:
    """Text as phrases are compared: NFKC, case folded, plain quotes and hyphens, single spaces."""
    if not text.isascii():
        for mark, plain in _PLAIN.items():
            text = text.replace(mark, plain)
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split())


def bare(folded: str) -> str:
    """Folded text without the marks around it: bullets, arrows, emoji, brackets, punctuation at either end.

    The copyright sign stays, because it says something.
    """
    if folded[:1].isalnum() and folded[-1:].isalnum():
        return folded
    start, end = 0, len(folded)
    while start < end and not _is_letter(folded[start]):
        start += 1
    while start < end and not _is_letter(folded[end - 1]):
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
