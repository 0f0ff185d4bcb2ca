"""The dateline that opens a report: its place, its agency and sometimes its day.

"BEIRUT —", "KYIV, Ukraine (AP) —", "PARIS, Jan. 10 (AFP) -", "Baghdad (Reuters) –", "Киев, 10 января —",
"МОСКВА, 10 янв - РИА Новости.", "新华社北京1月10日电".
"""

import re
from dataclasses import dataclass

from cleanarc.cleaning.metadata.agencies import agencies_in, agency_table, only_agencies
from cleanarc.cleaning.metadata.dates import Day, find_days
from cleanarc.rules.folding import fold

_LONGEST = 110
_DASHES = {"—", "–", "―", "--", "-"}
_WORD = r"[^\W\d_][\w.'’`-]*"
_PLACE = rf"(?P<place>{_WORD}(?:[ ]{_WORD}){{0,3}}(?:(?:,[ ]?|/){_WORD}(?:[ ]{_WORD}){{0,2}}){{0,2}}?)"
_DATE = r"(?:,?[ ](?P<date>[^()—–:]{0,24}?\d[^()—–:]{0,18}?))?"
_AGENCY = r"(?:[,.]?[ ]?(?:\((?P<paren>[^()]{2,60})\)|/(?P<slash>[^/]{2,30})/|\[(?P<square>[^\[\]]{2,40})\]))?"
_BREAK = r"[.,]?[ ]*(?P<break>—|–|―|--|[ ]-(?=[ ])|(?<=[)/\]])[ ]?[-:]|(?<=[)/\]])[ ]|(?<=[)/])\.)"
_OPENING = re.compile(rf"^{_PLACE}{_DATE}{_AGENCY}{_BREAK}[ ]*(?P<rest>.*)", re.DOTALL)
# "Torrealta.- A las doce", "Hollerau. Was durch die Kanäle": the place, a full stop, a sentence.
_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_STOPPED = re.compile(
    rf"^(?P<place>{_CAPITAL}\w{{3,}}(?:[ -]{_CAPITAL}\w{{3,}}){{0,2}})\.(?P<dash>\s?[-–—])?\s+(?={_CAPITAL}|[¿¡«„“\"])"
)
_CHINESE = re.compile(
    r"^[（(【]?(?P<agency>[^\s\d，。]{2,6}?(?:社|网|網))?[，\s]*(?P<place>[\u4e00-\u9fff]{2,6}?)"
    r"(?:\d{4}年)?(?P<date>\d{1,2}月\d{1,2}日)[，\s]*(?P<by>[^\s，。]{0,12}?)(?:电|電|讯|訊)[）)】]?"
)
_KOREAN = re.compile(r"^[（(\[](?P<place>[^()=\[\]]{2,20})=(?P<by>[^()\[\]]{2,30})[)）\]]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: the place as written, the agencies in it, the day where it names one."""

    place: str
    agencies: tuple[str, ...] = ()
    day: Day | None = None


def find_dateline(text: str, language: str | None, title: str | None = None) -> Dateline | None:
    """The dateline at the start of a clean text; None when it has none.

    A place that is not in capitals needs a date or a known agency beside it, since words before a dash are often none;
    in a script without capitals, and where only a full stop follows, the title has to name it.
    """
    start = text[:_LONGEST].split("\n", 1)[0]
    if eastern := (_CHINESE.match(start) or _KOREAN.match(start)):
        return Dateline(eastern["place"], agencies_in(eastern[0]))
    if stopped := _STOPPED.match(start):
        return Dateline(stopped["place"]) if stopped["dash"] or _names(title, stopped["place"]) else None
    opening = _OPENING.match(start)
    return _read(opening, language, title) if opening else None


def _read(found: re.Match[str], language: str | None, title: str | None) -> Dateline | None:
    """The dateline in an opening that is shaped like one; None when nothing shows that it is."""
    bracket = found["paren"] or found["slash"] or found["square"] or ""
    agencies = agencies_in(bracket) or _agency_behind(found)
    days = find_days(found["date"] or "", language)
    place = found["place"].strip(" ,")
    if _in_capitals(re.split(r"[,/ ]+", place)[-1]):
        place = place.rstrip(".")
    if fold(place) in agency_table().labels or only_agencies(place) or (found["date"] and not days):
        return None
    if _is_cased(place) and agencies:
        return Dateline(place, agencies, days[0] if days else None)
    dashed = found["break"].strip() in _DASHES
    uncased = place.lower() == place.upper() and _names(title, place)
    # "NASA — the agency" goes on, a report starts.
    capitals = _in_capitals(place) and not found["rest"][:1].islower() and (not bracket or bracket.isupper())
    if dashed and (uncased or capitals or (days and _is_cased(place))):
        return Dateline(place, agencies, days[0] if days else None)
    return None


def _names(title: str | None, place: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(place)}(?!\w)", title or ""))


def _agency_behind(found: re.Match[str]) -> tuple[str, ...]:
    """The agency between the dash and the first full stop: "МОСКВА, 10 янв — РИА Новости. …"."""
    return only_agencies(re.split(r"[./]\s", found["rest"], maxsplit=1)[0])


def _in_capitals(place: str) -> bool:
    """Whether the place's first part is in capitals, as in KYIV, Ukraine; a lone letter is no place."""
    first = re.split(r"[,/]", place)[0]
    return first.isupper() and sum(char.isalpha() for char in first) > 2


def _is_cased(place: str) -> bool:
    return all(not word[0].islower() for word in place.split() if len(word) > 3)
