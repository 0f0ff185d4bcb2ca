"""Days written in text and in machine form, in many languages. Nothing is guessed: no relative date, no today."""

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from itertools import chain

_CHANGED = re.compile(
    r"updat|modif|revis|review|edited|aktualisiert|geändert|mis à jour|\bmaj\b|actualiz|aggiornat|atualizad|bijgewerkt|"
    r"gewijzigd|oppdatert|opdateret|uppdaterad|päivitetty|zaktualizowan|aktualiz|обновл|оновл|ενημερώ|güncelle|frissít|"
    r"actualizat|diperbarui|cập nhật|تحديث|עודכן|更新|수정",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a text writes it. `year` is None where none is given; `cut` holds the first digits of one cut short.

    `label` is what stands between it and the day before it, such as "Updated".
    """

    year: int | None
    month: int
    day: int
    cut: str = ""
    label: str = ""

    @property
    def iso(self) -> str | None:
        """YYYY-MM-DD; None for a day without its whole year."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}" if self.year else None

    @property
    def is_of_change(self) -> bool:
        """Whether the text says that it is the day of a change ("Updated 3 May 2021")."""
        return says_change(self.label)

    def completed_by(self, other: "Day") -> bool:
        """Whether the other is the same day with the whole year of which this one has the first digits or none."""
        same = (self.month, self.day) == (other.month, other.day)
        return same and other.year is not None and str(other.year).startswith(self.cut)


_BARE_YEAR = r"(?:1[6-9]|2[0-9])\d\d"
# Arabic, Persian, Devanagari, Bengali and Thai digits.
_DIGITS = {ord(zero) + n: str(n) for zero in "٠۰०০๐" for n in range(10)}
_YEAR = rf"(?P<year>{_BARE_YEAR})"
_WORD = r"(?P<month>[^\W\d_][\w'’\u200c]*)"
_DAY = r"(?P<day>\d{1,2})"
_OF = r"(?:\s*\b(?:de|del|of|di|da|de la|ngày)\b\s*|\s*d['’]|[\s/-]*)"
_CUT = r"(?P<cut>\d{1,3})"
_MODES = (
    # 2020-01-10, 2020/1/10, 2020. 1. 10.
    rf"(?<!\d){_YEAR}(?P<sep>[-/.])\s?(?P<m>\d{{1,2}})(?P=sep)\s?{_DAY}(?!\d)",
    # 2020年1月10日, 2020년 1월 10일
    rf"(?<!\d){_YEAR}\s*[年년]\s*(?P<m>\d{{1,2}})\s*[月월]\s*{_DAY}\s*[日일]",
    # 10 January 2020, 10. Januar 2020, 1er janvier 2020, 10 de enero de 2020, 10-Jan-2020, 10 января 2020, or cut
    rf"(?<![\d.:]){_DAY}(?:st|nd|rd|th|er|ère|re|e|го|º|ª|°|י)?\.?{_OF}{_WORD}\.?(?:{_OF},?|,)\s*"
    rf"(?:{_YEAR}(?!\d)|{_CUT}(?![\d:.]))?",
    # 2020. január 10., 2020 m. sausio 10 d., 2020. gada 10. janvārī, 2020 жылғы 10 қаңтар
    rf"(?<!\d){_YEAR}(?:\.|\s+(?:m|р|г)\.)?\s*{_WORD}\s+{_DAY}(?!\d|\s*,?\s*{_BARE_YEAR})",
    rf"(?<!\d){_YEAR}\.?\s+(?:gada|жылғы|жылы|ko)\s+{_DAY}\.?\s*{_WORD}",
    # January 10, 2020; Jan. 10th 2020; января 10, 2020
    rf"\b{_WORD}\.?\s*{_DAY}(?:st|nd|rd|th)?(?!\d|:\d)(?:\s*,?\s*{_YEAR}(?!\d))?",
    # ngày 10 tháng 1 năm 2020; 10 tháng 1, 2020
    rf"(?<!\d){_DAY}\s+tháng\s+(?P<m>\d{{1,2}})(?:\s*,|\s+năm)?\s+{_YEAR}",
    # 10.01.2020, 10/1/2020: which is the month depends on who writes
    rf"(?<![\d.])(?P<first>\d{{1,2}})\s?(?P<sep>[-/.])\s?(?P<second>\d{{1,2}})(?P=sep)\s?{_YEAR}(?!\d)",
)
# From the first slash on, which is quickly looked for in a whole page; the number before it has one or two digits.
_NUMERIC = re.compile(rf"/(?<=\d/)(\d{{1,2}})/{_BARE_YEAR}(?!\d)")
_FORMS = tuple(re.compile(mode, re.IGNORECASE) for mode in _MODES)
_MOST_CHARS = 20_000
_MOST_DAYS = 100
_DIGIT = re.compile(r"\d")
_MONTH_FIRST = {"en-us", "en-ph"}
_MACHINE = re.compile(r"\d{4}-\d\d-\d\d")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
# What C's asctime and Java's Date print: "Mon May  3 10:00:00 CEST 2021".
_PRINTED = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2}) \d\d:\d\d:\d\d (?:\S+ )?(?P<year>\d{4})"
)
# A month's name right behind the word before it: elements that stand apart on a page share a line in its text.
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][^\W\d_]{2,15}\.? ?\d)")
_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[\W_]|$)")
_NAMED_PATH = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?=[/._-]|$)", re.IGNORECASE)
_LAST_YEAR = 2100
# Thai years count from 543 BC.
_BUDDHIST = 543


def find_days(text: str, language: str | None = None) -> tuple[Day, ...]:
    """The days in a text, whole ones first, each kind in the order in which they stand.

    `language` is a tag such as "en" or "en-US". It decides between words that mean different months, and whether
    1/2/2020 is in January or February: en-US has the month first, other languages the day; "en" alone does not say,
    so such a day is left out.
    """
    if not _DIGIT.search(text):
        return ()
    tag = (language or "").lower().replace("_", "-")
    text = _GLUED.sub(" ", text[:_MOST_CHARS].translate(_DIGITS))
    found: list[tuple[int, int, Day]] = []
    for match in chain.from_iterable(form.finditer(text) for form in _FORMS):
        if len(found) == _MOST_DAYS:
            break
        inside = any(start < match.end() and match.start() < end for start, end, _ in found)
        if not inside and (day := _day(match, tag)):
            found.append((*match.span(), day))
    found.sort(key=lambda place: place[:2])
    ends = [0, *(end for _, end, _ in found)]
    days = [
        replace(day, label=text[before:start].strip()) for (start, _, day), before in zip(found, ends, strict=False)
    ]
    return tuple(sorted(days, key=lambda day: day.year is None))


def says_change(label: str) -> bool:
    """Whether a label is one of a change, in any language."""
    return bool(_CHANGED.search(label))


def without_days(text: str) -> str:
    """A text with a bar in the place of each whole day in it."""
    if not _DIGIT.search(text):
        return text
    for form in _FORMS:
        text = form.sub(lambda match: " | " if match.groupdict().get("year") and _day(match, "") else match[0], text)
    return text


def machine_date(value: str) -> str | None:
    """A date in machine form (ISO 8601, seconds since 1970, asctime) as an ISO day or time; None when it is none."""
    text = value.strip()
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    if _MACHINE.match(text):
        try:
            moment = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text.replace(" +", "+")))
        except ValueError:
            return _valid(int(text[:4]), int(text[5:7]), int(text[8:10]))
        return moment.isoformat() if len(text) > 10 else text[:10]
    if (printed := _PRINTED.fullmatch(text)) and (month := _month(printed["month"], "en")):
        return _valid(int(printed["year"]), month, int(printed["day"]))
    return None


def url_day(url: str | None) -> str | None:
    """The day in a path such as /2020/01/10/, /2020-01-10- or /2020/jan/10/; None when there is none."""
    path = (url or "").split("?")[0].partition("://")[2]
    if match := _PATH.search(path):
        return _valid(*(int(part) for part in match.groups()))
    if (named := _NAMED_PATH.search(path)) and (month := _month(named[2], "en")):
        return _valid(int(named[1]), month, int(named[3]))
    return None


def _day(match: re.Match[str], language: str) -> Day | None:
    group = match.groupdict()
    day = int(group.get("day") or 0)
    if group.get("m"):
        month: int | None = int(group["m"])
    elif group.get("month"):
        month = _month(group["month"], language)
    else:
        day, month = _ordered(group, language)
    year = int(group["year"]) if group.get("year") else None
    if year and year > _LAST_YEAR:
        year -= _BUDDHIST if language.startswith("th") else year
    # Without a year any leap day may be right.
    if not month or year == 0 or not _valid(year or 2000, month, day):
        return None
    return Day(year, month, day, group.get("cut") or "")


def is_month(word: str) -> bool:
    """Whether a word is a month's name or short form in any language."""
    return word.casefold().rstrip(".") in _months()


def with_order_of(text: str, language: str | None) -> str | None:
    """A language tag with the region that tells in which order the text writes day and month, where it is English.

    One day past the twelfth gives the order away (5/13/2021); a page that writes both orders tells nothing.
    """
    if language and language.lower()[:2] != "en":
        return language
    month_first = day_first = False
    for match in _NUMERIC.finditer(text):
        first = text[max(0, match.start() - 2) : match.start()]
        day_first |= first.isdecimal() and 12 < int(first) <= 31
        month_first |= 12 < int(match[1]) <= 31
    return language if month_first == day_first else "en-US" if month_first else "en-GB"


def _ordered(group: dict[str, str | None], language: str) -> tuple[int, int | None]:
    """Day and month of 1/2/2020; no month where nothing says which is which."""
    first, second = int(group["first"] or 0), int(group["second"] or 0)
    if second > 12 >= first:
        return second, first
    if first > 12 or first == second or group["sep"] == ".":
        return first, second
    if language in _MONTH_FIRST:
        return second, first
    return (first, second) if language and language != "en" else (first, None)


def _month(word: str, language: str) -> int | None:
    readings = _months().get(word.casefold().rstrip("."), {})
    own = readings.get(language[:2])
    return own or (next(iter(readings.values())) if len(set(readings.values())) == 1 else None)


@cache
def _months() -> dict[str, dict[str, int]]:
    """What each month word means in each language that has it."""
    table = tomllib.loads(files("cleanarc.rules").joinpath("data/months.toml").read_text("utf-8"))["months"]
    words: dict[str, dict[str, int]] = {}
    for language, months in table.items():
        for number, group in enumerate(months.split(","), start=1):
            for word in group.split():
                words.setdefault(word.casefold(), {})[language] = number
    return words


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
