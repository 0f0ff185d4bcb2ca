"""The words of a text, as the regular expression \\w+ finds them."""

import re

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_GAPS = bytes(code if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(128)) + bytes(128)
"""What each byte of ASCII text becomes: itself where it is of a word, else a space."""
_SHAPES = bytes(ord("w" if chr(code).isalnum() or chr(code) == "_" else " ") for code in range(256))
"""What each byte of Latin-1 text becomes where words are only counted."""
_MARKS = "’‘“”–—…„•"
"""What most texts have that would be Latin-1 else; none of them is of a word."""


def words_in(text: str) -> list[str]:
    """The words of a text, in their order; a run of letters of a script without spaces is one."""
    if text.isascii():
        # Three times as fast as the regular expression, and most lines are such.
        return text.encode().translate(_GAPS).decode().split()
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """Number of words; a script written without spaces counts each two characters as one."""
    try:
        shapes = f" {text if text.isascii() else _without_marks(text)}".encode("latin-1").translate(_SHAPES)
    except UnicodeEncodeError:
        return max(len(_WORD.findall(text)), len(_UNSPACED.findall(text)) // 2)
    return shapes.count(b" w")


def _without_marks(text: str) -> str:
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text
