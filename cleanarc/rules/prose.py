"""Sentences and names in any script: the shapes that tell an article's body from its frame."""

import re

from cleanarc.rules.folding import fold, single_spaced
from cleanarc.rules.frame_words import frame_words
from cleanarc.rules.line import Line

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|&nbsp;")
_FULL_STOPS = (".", "。", "।", "։")
_ENDS = (*_FULL_STOPS, "!", "?", "…", "！", "？", "؟")
_CLOSING = "\"'”’»“」』）)]"
_SENTENCE_INSIDE = re.compile(r"[.!?。！？](?:(?<=[。！？])|(?<=[^\W\d_]{4}.)[\"'”’»“)\]]*\s)")
"""The end of a sentence behind a word that is too long for an abbreviation. It starts at the stop, of which there are
far fewer than of letters."""
_SENTENCE_WORDS = 12
"""Fewest words of a line that is prose by its end; headlines hardly ever end in a full stop."""
_SENTENCE_CHARS = 2 * _SENTENCE_WORDS - 1
"""Fewest characters that so many words have, with a gap between any two: most lines are shorter."""
_UNSTOPPED_WORDS = 40
"""Words from which a line is prose however it ends: Thai, for one, has no full stop."""
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_NAME_TOKENS = 6
_FREE_NAME_TOKENS = 8


def plain(text: str) -> str:
    """Text without markup that was left in it, white space collapsed."""
    return single_spaced(_TAG.sub(" ", text) if has_markup(text) else text)


def has_markup(text: str) -> bool:
    """Whether markup may have been left in a text."""
    return "<" in text or "&" in text


def ends_sentence(text: str) -> bool:
    """Whether text ends as a sentence does, closing quotes and brackets aside."""
    return text.endswith(_ENDS) or text.rstrip().rstrip(_CLOSING).endswith(_ENDS)


def ends_in_full_stop(text: str) -> bool:
    """Whether text ends in a full stop; unlike `ends_sentence`, questions and exclamations don't."""
    end = text.rstrip()
    return end.rstrip(_CLOSING).endswith(_FULL_STOPS) and not end.endswith("...")


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph of sentences. Something may be glued on behind the last one."""
    if len(line.text) < _SENTENCE_CHARS or line.words < _SENTENCE_WORDS:
        return False
    return line.words >= _UNSTOPPED_WORDS or ends_sentence(line.text) or bool(_SENTENCE_INSIDE.search(line.text))


def words_of(text: str) -> list[str]:
    """The words of a text, folded; of a script without spaces, its characters."""
    return _WORD.findall(fold(text))


def is_full_name(text: str) -> bool:
    """Whether text reads as a person's full name: two words or more, each with a capital or a particle of names.

    A script without capitals gives no such evidence, so its words pass.
    """
    tokens = text.split()
    named = [token for token in tokens if not _is_particle(token)]
    return 2 <= len(tokens) <= _NAME_TOKENS and bool(named) and all(_is_capital(token) for token in named)


def are_names(text: str) -> bool:
    """Whether text reads as one name or several, after a label that asks for one."""
    tokens = text.split()
    named = [token for token in tokens if not _is_particle(token)]
    return 1 <= len(tokens) <= _FREE_NAME_TOKENS and bool(named) and all(_is_capital(token) for token in named)


def _is_particle(token: str) -> bool:
    return fold(token) in frame_words().particles


def _is_capital(token: str) -> bool:
    first = token.lstrip("\"'“”‘’(@")[:1]
    return first.isalpha() and not first.islower()
