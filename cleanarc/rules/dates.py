"""Lines that are a date and nothing else, in some thirty languages."""

import re
from functools import lru_cache

from cleanarc.rules.folding import fold
from cleanarc.rules.frame_words import frame_words

_MOST_WORDS = 16
_MOST_CHARS = 160
_MOST_CHARS_WITHOUT_DIGIT = 24
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:18|19|20|21|24|25|13|14)\d\d|۱[۳۴]\d\d|[٢۲]\d{3}")
"""A year: of the common era, Buddhist (25..), Hijri (14..) or Persian (13.., 14..), in any digits."""
_NUMERIC = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:t\d{1,2}:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    r"|\d{4}[年년]\d{1,2}[月월]\d{1,2}[日일]?"
)
_EAST = re.compile(r"(\d)\s*([年月日년월일])\s*")
_TIME = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:h|am|pm|z|時|时)?|\d{1,2}(?:am|pm|h|時|时)|\d{1,2}[点點時时]\d{1,2}分?"
)
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th|er|\.|º|ª|°|-го|'inci)?")
_EAST_DAY = re.compile(r"[(]?(?:星期|周|曜|요일)?[月火水木金土日一二三四五六天월화수목금토일](?:曜日|曜|요일)?[)]?")
_OFFSET = re.compile(r"[+-]\d{1,2}:?\d{0,2}")
_SPLIT = re.compile(r"(?:[\s,|•·()\[\]–—]|(?<!\d)/|/(?!\d))+|(?<=\D)-(?=\D)")
_MONTH_ENDING = 5


@lru_cache(maxsize=1024)
def is_date(text: str) -> bool:
    """Whether a line is a date or time of publication, with or without a label before it ("Published: …").

    A day and month do without a year only after a label. "10 January 20" counts: extractors cut years short.
    """
    if len(text) > _MOST_CHARS or (len(text) > _MOST_CHARS_WITHOUT_DIGIT and not _DIGIT.search(text)):
        return False
    folded = fold(text).rstrip(". ")
    rest, labelled = _without_label(folded)
    if not rest:
        return labelled
    return _is_relative(rest) or _is_date(rest, labelled=labelled)


def is_empty_label(text: str) -> bool:
    """Whether a line is the label of a date with a colon and nothing behind it."""
    folded = fold(text)
    return folded.endswith(":") and folded.rstrip(": ") in frame_words().date_labels


def has_year(text: str) -> bool:
    """Whether a line that is a date tells the year in full."""
    return bool(_DIGIT.search(text) and (_YEAR.search(text) or _NUMERIC.search(_joined(fold(text)))))


def _without_label(folded: str) -> tuple[str, bool]:
    labels = frame_words().date_labels
    head, colon, rest = folded.partition(":")
    if colon and head.strip() in labels:
        return rest.strip(), True
    words = folded.split()
    for n in range(min(4, len(words)), 0, -1):
        if " ".join(words[:n]) in labels:
            return " ".join(words[n:]), n < len(words)
    return folded, False


def _is_relative(rest: str) -> bool:
    return _NUMBER.sub("n", rest, count=1) in frame_words().relative


def _joined(folded: str) -> str:
    return _EAST.sub(r"\1\2", folded).replace("日", "日 ").replace("일", "일 ")


def _is_date(rest: str, *, labelled: bool) -> bool:
    if not _DIGIT.search(rest):
        return False
    tokens = [token for token in _SPLIT.split(_joined(rest)) if token.strip(".:;")]
    if not 1 <= len(tokens) <= _MOST_WORDS:
        return False
    seen = {"numeric": 0, "month": 0, "year": 0, "day": 0, "time": 0, "other": 0}
    for token in tokens:
        seen[_class_of(token)] += 1
        if seen["other"] > 1:
            return False
    if seen["numeric"]:
        return True
    # One word that is in no table may be the weekday.
    if seen["month"] in (1, 2) and (seen["year"] or seen["day"]):
        whole = bool(seen["day"]) and (bool(seen["year"]) or seen["day"] > 1)
        return seen["other"] <= (1 if whole else 0) and (whole or labelled)
    return labelled and bool(seen["time"]) and not seen["other"]


def _class_of(token: str) -> str:
    for name, pattern in (("numeric", _NUMERIC), ("year", _YEAR), ("time", _TIME), ("day", _DAY)):
        if pattern.fullmatch(token.rstrip(":;")):
            return name
    bare = token.strip(".:;'")
    if _is_month(bare):
        return "month"
    if _YEAR.fullmatch(bare.rstrip("гр年")):
        return "year"
    glue = bare in frame_words().date_glue or bare in frame_words().date_labels
    return "time" if glue or _EAST_DAY.fullmatch(token) or _OFFSET.fullmatch(token) else "other"


def _is_month(token: str) -> bool:
    months = frame_words().months
    return token in months or any(token[:-n] in months for n in range(1, _MONTH_ENDING + 1) if len(token) - n >= 4)
