"""News agencies, by the ways in which datelines, bylines and credit lines write them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cleanarc.rules.folding import fold
from cleanarc.rules.words import words_in

_MOST_CREDIT_WORDS = 30
_MOST_CREDIT_CHARS = 600
_MOST_NAMED_CHARS = 100
"""Longest text that may be agencies and nothing else: looking for all of them takes long in a paragraph."""
_LAST_LINES = 6
_BESIDE = (
    "and", "und", "et", "y", "e", "og", "och", "en", "i", "и", "та", "ve", "with", "mit", "avec", "con", "com", "the",
    "agencies", "agenturen", "agences", "agencias", "agenzie", "newsroom", "staff", "news", "agency",
)  # fmt: skip
_GLUE = re.compile(rf"[\s,;:.&/|()（）\[\]©\-–—、，。；]+|\b(?:{'|'.join(_BESIDE)})\b", re.IGNORECASE)
_BRACKETED_END = re.compile(r"(?:[(（\[]([^()（）\[\]]{2,60})[)）\]]|\s[–—]\s([^–—()]{2,40}))\s*[.。]?\s*$")


@dataclass(frozen=True, slots=True)
class AgencyTable:
    """Agencies by their written forms, with how credit lines open and which capitals are no datelines."""

    names: dict[str, str]
    """The agency's name by its written form: as it is for forms in capitals only, folded for others."""
    pattern: re.Pattern[str]
    credit: re.Pattern[str]
    labels: frozenset[str]
    words: frozenset[str]
    """All words of the forms, and those that stand beside them, folded."""


@cache
def agency_table() -> AgencyTable:
    """The table in rules/data/agencies.toml, read once."""
    table = tomllib.loads(files("cleanarc.rules").joinpath("data/agencies.toml").read_text("utf-8"))
    forms = {form: name for name, written in table["agencies"].items() for form in written}
    names = {form if form.isupper() else fold(form): name for form, name in forms.items()}
    longest_first = sorted(forms, key=len, reverse=True)
    starts = "".join(sorted({re.escape(case) for form in forms for case in (form[0].lower(), form[0].upper())}))
    one = rf"(?=[{starts}])(?:{'|'.join(_form(form) for form in longest_first)})"
    opens = "|".join(re.escape(word) for word in sorted(table["credits"]["opens"], key=len, reverse=True))
    return AgencyTable(
        names=names,
        pattern=re.compile(one),
        credit=re.compile(rf"^[(（\[—–\-\s]*(?:{opens})\b\s*:?\s*", re.IGNORECASE),
        labels=frozenset(fold(label) for label in table["dateline"]["labels"]),
        words=frozenset(word for text in (*forms, *_BESIDE) for word in words_in(fold(text))),
    )


def agencies_in(text: str) -> tuple[str, ...]:
    """The agencies that a text names, in its order."""
    table = agency_table()
    found = (m[0] for m in table.pattern.finditer(text))
    return tuple(dict.fromkeys(table.names.get(form) or table.names[fold(form)] for form in found))


def only_agencies(text: str) -> tuple[str, ...]:
    """The agencies of a text that names agencies and nothing else; none of another text."""
    if len(text) > _MOST_NAMED_CHARS or _has_other_words(text):
        return ()
    rest = agency_table().pattern.sub(" ", text)
    return agencies_in(text) if not _GLUE.sub("", rest) else ()


def _has_other_words(text: str) -> bool:
    """Whether a text in ASCII, whose words have borders, has some that no agency has. Asked first: to look for agencies
    takes far longer."""
    return text.isascii() and not agency_table().words.issuperset(words_in(text.lower()))


def credited_agencies(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """The agencies that a text's last lines credit: "Based on reporting by …", "(Reuters)", "AFP" on its own line."""
    found: list[str] = []
    for line in list(paragraphs)[-_LAST_LINES:]:
        found.extend(_credited(line))
    return tuple(dict.fromkeys(found))


def _credited(line: str) -> tuple[str, ...]:
    if whole := only_agencies(line):
        return whole
    if (
        len(line) <= _MOST_CREDIT_CHARS
        and len(line.split()) <= _MOST_CREDIT_WORDS
        and (opening := agency_table().credit.match(line))
    ):
        rest = line[opening.end() :]
        # "With AFP" and "Source: Reuters" hold agencies alone, "Reporting by Jane Doe for Reuters" names as well.
        if only_agencies(rest) or len(opening[0].split()) > 1:
            return agencies_in(rest)
    if bracketed := _BRACKETED_END.search(line[-_MOST_NAMED_CHARS:]):
        return only_agencies(bracketed[1] or bracketed[2])
    return ()


def _form(form: str) -> str:
    spaced = r"(?<!\w){}(?!\w)" if form[-1].isascii() or (form[-1].isalpha() and ord(form[-1]) < 0x3000) else "{}"
    return (
        spaced.format(re.escape(form)) if form.isupper() or len(form) < 4 else spaced.format(f"(?i:{re.escape(form)})")
    )
