"""The day on which an article was published, from what its page states and shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from cleanarc.cleaning.metadata.claims import Claims
from cleanarc.cleaning.metadata.dates import find_days, machine_date, url_day
from cleanarc.cleaning.metadata.removed import RemovedFacts
from cleanarc.cleaning.metadata.visible import Headline

_MONTH_PATH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/|$)")
_LABELLED = re.compile(
    r"^[^\w\n]{0,5}(?:originally |first )?(?:published|posted|date(?= ?:))\b.{0,40}$", re.IGNORECASE | re.MULTILINE
)

_MOST_LINES = 20


@dataclass(frozen=True)
class PageDays:
    """The days that a page gives beside what its head says.

    `urls` are its addresses, `times` what its <time> elements say, `text` its visible text. `language` is a tag that
    helps to read days.
    """

    urls: tuple[str | None, ...]
    times: Sequence[str]
    removed: RemovedFacts
    headline: Headline
    text: str
    language: str | None

    @cached_property
    def published(self) -> str | None:
        """The day in the page's address, its removed lines, beside its headline, in its markup, behind a label."""
        return self.of_url or self.removed.date or self.shown or self._timed or self._labelled

    @cached_property
    def changed(self) -> str | None:
        """The day that the page shows for that of its last change."""
        return self.headline.changed(self.language)

    @cached_property
    def of_url(self) -> str | None:
        return next((day for url in self.urls if (day := url_day(url))), None)

    @cached_property
    def shown(self) -> str | None:
        return self.headline.published(self.language)

    @property
    def _timed(self) -> str | None:
        """The day of the <time> elements; none where they are of several days, which are of several articles."""
        dates = [date for value in self.times if (date := machine_date(value))]
        return dates[0] if len({date[:10] for date in dates}) == 1 else None

    @property
    def _labelled(self) -> str | None:
        """The one day in lines such as "Posted on 3 May 2021", wherever they stand."""
        lines = (match[0] for match in islice(_LABELLED.finditer(self.text), _MOST_LINES))
        days = {day.iso for line in lines for day in find_days(line, self.language) if day.iso}
        return days.pop() if len(days) == 1 else None

    def confirms(self, date: str) -> bool:
        """Whether the page gives the same day, or its address the month."""
        months = {f"{int(m[1]):04}-{int(m[2]):02}" for url in self.urls if (m := _MONTH_PATH.search(url or ""))}
        given = (self.of_url, self.removed.date, self.shown, self.changed)
        return date[:7] in months or any(day and day[:10] == date[:10] for day in given)


def stated_date(claims: Sequence[Claims], days: PageDays) -> str | None:
    """The date in machine form, unless the page shows an earlier day beside its headline; None when none is stated.

    Pages that were moved or stored anew state that day, and times in another zone may be a day late. When a page that
    is no article was made is its date only where readers are told the same.
    """
    stated = _read([value for claim in claims for value in claim.published], days.language)
    stamped = _read([value for claim in claims for value in claim.stamps], days.language)
    dates = stated or [date for date in stamped if days.confirms(date)]
    if not dates:
        return None
    return days.shown if days.shown and days.shown < dates[0][:10] else dates[0]


def _read(values: Sequence[str], language: str | None) -> list[str]:
    """Dates in machine form, then days in words."""
    dates = [date for value in values if (date := machine_date(value))]
    return dates or [day.iso for value in values for day in find_days(value, language) if day.iso]
