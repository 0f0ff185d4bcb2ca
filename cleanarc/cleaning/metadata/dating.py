"""The day on which an article was published, from what its page states and shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cleanarc.cleaning.metadata.claims import Claims
from cleanarc.cleaning.metadata.dates import Day, find_days, machine_date, says_change, url_day
from cleanarc.cleaning.metadata.removed import RemovedFacts
from cleanarc.cleaning.metadata.visible import Headline
from cleanarc.rules.dates import is_date
from cleanarc.rules.folding import fold
from cleanarc.rules.frame_words import frame_words

_MONTH_PATH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/|$)")
_YEAR = re.compile(r"\d{4}")
# Labels of any day, such as that of an event: they count with their colon only.
_ANY_DAY = {
    "date", "dated", "data", "dato", "datum", "dátum", "fecha", "tarih", "tanggal", "ngày", "päivämäärä", "stand",
    "дата", "ημερομηνία", "日期", "时间", "時間", "दिनांक", "วันที่", "תאריך", "التاريخ", "تاريخ", "تاریخ",
}  # fmt: skip
_MOST_LINES = 5000
_LABELLED_CHARS = 80
_LABEL_WORDS = 3


@dataclass(frozen=True)
class PageDays:
    """The days that a page gives beside what its head says.

    `urls` are its addresses, `times` what its <time> elements say, `text` its visible text. `language` is a tag that
    helps to read days. `title` is the one in its head.
    """

    urls: tuple[str | None, ...]
    times: Sequence[str]
    removed: RemovedFacts
    headline: Headline
    text: str
    language: str | None
    title: str = ""

    @cached_property
    def published(self) -> str | None:
        """The day in the page's address, beside its headline, in its removed lines, in its markup, behind a label, at
        the end of its title."""
        return self.of_url or self.shown or self.removed.date or self._timed or self._labelled or self._titled

    @cached_property
    def changed(self) -> str | None:
        """The day that is said to be that of a change ("Updated 3 May 2021")."""
        return next((day.iso for day in self._beside if day.is_of_change), None)

    @cached_property
    def of_url(self) -> str | None:
        return next((day for url in self.urls if (day := url_day(url))), None)

    @cached_property
    def shown(self) -> str | None:
        """The first day beside the headline that is none of a change; before others one in the address's month."""
        days = [day.iso for day in self._beside if day.iso and not day.is_of_change]
        return next((day for day in days if day[:7] in self._months), next(iter(days), None))

    @cached_property
    def _beside(self) -> list[Day]:
        return self.headline.days(self.language)

    @cached_property
    def _months(self) -> set[str]:
        """The months in paths such as /2021/05/."""
        return {f"{int(m[1]):04}-{int(m[2]):02}" for url in self.urls if (m := _MONTH_PATH.search(url or ""))}

    @property
    def _timed(self) -> str | None:
        """The day of the <time> elements; none where they are of several days, which are of several articles."""
        dates = [date for value in self.times if (date := machine_date(value))]
        return dates[0] if len({date[:10] for date in dates}) == 1 else None

    @property
    def _labelled(self) -> str | None:
        """The one day behind a label such as "Posted on" or on the line below one, wherever they stand."""
        lines = ["", *(line.strip() for line in self.text.splitlines()[:_MOST_LINES])]
        days = {
            day.iso
            for before, line in pairwise(lines)
            if len(line) <= _LABELLED_CHARS and _YEAR.search(line)
            for day in find_days(line, self.language)
            if day.iso and _is_label_of_publication(day.label or before)
        }
        return days.pop() if len(days) == 1 else None

    @property
    def _titled(self) -> str | None:
        """The day behind the last bar of the page's title, where it stands by itself."""
        _, bar, last = self.title.rpartition("|")
        return next((day.iso for day in find_days(last, self.language)), None) if bar and is_date(last) else None

    def confirms(self, date: str) -> bool:
        """Whether the page gives the same day, or its address the month."""
        given = (self.of_url, self.removed.date, self.shown, self.changed)
        return date[:7] in self._months or any(day and day[:10] == date[:10] for day in given)


def _is_label_of_publication(text: str) -> bool:
    words = fold(text).replace(":", " ").split()
    openings = (" ".join(words[:n]) for n in range(1, _LABEL_WORDS + 1))
    labels = frame_words().date_labels - (set() if ":" in text else _ANY_DAY)
    return not says_change(text) and any(opening in labels for opening in openings)


def stated_date(claims: Sequence[Claims], days: PageDays) -> str | None:
    """The date in machine form, unless the page shows an earlier day beside its headline; None when none is stated.

    Pages that were moved or stored anew state that day, and times in another zone may be a day late. When a page that
    is no article was made is its date only where readers are told the same.
    """
    stated = read_dates([value for claim in claims for value in claim.published], days.language)
    stamped = read_dates([value for claim in claims for value in claim.stamps], days.language)
    dates = stated or [date for date in stamped if days.confirms(date)]
    if not dates:
        return None
    return days.shown if days.shown and days.shown < dates[0][:10] else dates[0]


def read_dates(values: Sequence[str], language: str | None) -> list[str]:
    """The dates that values are in machine form, or else the days that they have in words."""
    dates = [date for value in values if (date := machine_date(value))]
    return dates or [day.iso for value in values for day in find_days(value, language) if day.iso]
