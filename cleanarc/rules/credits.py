"""Lines that caption a picture or say whom it is owed to."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from cleanarc.model import Span
from cleanarc.rules.folding import fold
from cleanarc.rules.frame_words import frame_words
from cleanarc.rules.prose import ends_in_full_stop

_CAPTION_WORDS = 45
"""Most words of a caption with its credit; a longer line is a paragraph with a credit behind it."""
_CREDIT_WORDS = 12
_CREDIT_CHARS = 110
_STOPPED_WORDS = 6
"""Most words of a credit that ends in a full stop, as sentences do."""
_SIGN = re.compile(r"\s*(?:(?:©|\([cC]\))(?!\s*(?:\d|copyright))|(?:REUTERS|AFP|EPA|AP|TASS|ТАСС)/)", re.IGNORECASE)
"""The signs that a credit opens with; a copyright notice goes on with its year."""
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,90})[)\]）】]\s*\.?\s*$")
_CLOSING = (")", "]", "）", "】")
_TAIL_SIGN = re.compile("[:©]")
_SLASHED = re.compile(r"^[^/]{2,60}(?:/[^/]{2,60}){1,2}$")


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit found in a line: its place in the line, and whether it is all of the line."""

    span: Span
    whole: bool
    text: str


def find_credit(text: str) -> Credit | None:
    """The picture credit that a line is or ends in; None when there is none."""
    return _find_credit(text) if _is_signed(text[-_CREDIT_CHARS:]) else None


def _is_signed(end: str) -> bool:
    """Whether a line's end has one of what no credit lacks; asked first, and one by one, because that is cheap."""
    if ":" in end or "/" in end or " by " in end or "©" in end or " courtesy " in end or " via " in end:
        return True
    return "(c)" in end or "(C)" in end or "：" in end or "／" in end


@lru_cache(maxsize=256)
def _find_credit(text: str) -> Credit | None:
    # Several rules ask this of the same lines.
    if len(text.split(maxsplit=_CREDIT_WORDS)) <= _CREDIT_WORDS:
        stripped = text.strip("()[]（）【】 ")
        if _is_worded(stripped) or _SIGN.match(text) or _names_library(stripped):
            return Credit(Span(0, len(text)), True, text)
    end = text[-_CREDIT_CHARS:]
    offset = len(text) - len(end)
    if (bracketed := _bracketed(end)) and (_is_worded(bracketed[1]) or _is_slashed(bracketed[1])):
        start = offset + bracketed.start()
        return Credit(Span(start, len(text)), not text[:start].strip(), bracketed[1])
    if (
        _names_credit(end)
        and (tail := _tail_pattern().search(end))
        and len(tail[1].split()) <= _CREDIT_WORDS
        and not ends_in_full_stop(tail[1])
    ):
        return Credit(Span(offset + tail.start(1), len(text)), False, tail[1])
    return None


def _bracketed(end: str) -> re.Match[str] | None:
    closed = end.rstrip().removesuffix(".").rstrip().endswith(_CLOSING)
    return _BRACKETED.search(end) if closed else None


def is_caption(text: str) -> bool:
    """Whether a line is a caption with its credit or a credit alone."""
    return find_credit(text) is not None and len(text.split()) <= _CAPTION_WORDS


@cache
def _words() -> str:
    return "|".join(sorted((re.escape(word) for word in frame_words().credit_words), key=len, reverse=True))


@cache
def _worded_pattern() -> re.Pattern[str]:
    by = r"by|von|de|di|da|par|por|av|af|via|courtesy of|credit|crédit|door|source|©|:|/"
    sign = rf"(?:{_words()})\.?\s*(?:(?:{by})\s*)*[:©]\s*\S.*"
    # "Photo/AP"; a slash behind other words joins two things ("credit/debit").
    slash = rf"(?:photos?|fotos?|фото)\s?/\s?\S.*|(?:{_words()})\s(?:by|courtesy of|courtesy)\s\S.*"
    return re.compile(rf"{sign}|{slash}")


def _names_credit(end: str) -> bool:
    """Whether a credit word may stand before a sign. Asked first: the pattern tries each word at each place."""
    before = (end[: sign.start()].rstrip().rstrip(".").casefold() for sign in _TAIL_SIGN.finditer(end))
    return any(head.endswith(_endings()) for head in before)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(frame_words().credit_words)


@cache
def _tail_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s.!?|–—])((?:{_words()})\.?\s?[:©]\s?\S.{{1,70}})$", re.IGNORECASE)


def _is_worded(text: str) -> bool:
    if not _worded_pattern().fullmatch(fold(text)):
        return False
    return not ends_in_full_stop(text) or (len(text.split()) <= _STOPPED_WORDS and not _goes_on_small(text))


def _goes_on_small(text: str) -> bool:
    """Whether what stands behind the credit's sign starts small: "Image: a crown." tells what it shows, not whose."""
    return _TAIL_SIGN.split(text)[-1].lstrip()[:1].islower()


def _names_library(text: str) -> bool:
    """Whether a line is a name and a library that has nothing but pictures: "Jo Hale/AFP via Getty Images"."""
    name, _, library = fold(text).replace(" via ", "/").rpartition("/")
    return bool(name) and library.strip() in frame_words().picture_libraries


def _is_slashed(text: str) -> bool:
    folded = fold(text)
    if not _SLASHED.match(folded):
        return False
    return any(part.strip() in frame_words().picture_agencies for part in folded.split("/"))
