"""Authors in lines that a page shows: bylines such as "By Jane Doe, The Lindmouth Post | 3 May 2021"."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import islice

from cleanarc.cleaning.metadata.dates import is_month, without_days
from cleanarc.cleaning.metadata.names import are_role, clean_names
from cleanarc.cleaning.metadata.publishers import known_publisher, looks_like_publisher
from cleanarc.rules.bylines import byline_opening, is_bare_name
from cleanarc.rules.folding import fold
from cleanarc.rules.frame_words import frame_words
from cleanarc.rules.prose import are_names, is_full_name

_MARKUP = re.compile(r"<[^<>]*>|&nbsp;")
_PARTED = re.compile(r"\s*[|•·⋅●・∙►→\n\t]\s*|\s+[-–—]\s+")
# "Published 3 May by Jane Doe", "Posted byJane": the rest of the part names the author. English alone writes so.
_BY = re.compile(
    r"(?:^|(?<=\s))(?:[Ww]ritten |[Pp]osted |[Pp]ublished |[Aa]uthored )?(?:[Bb]y|BY)(?=[:\s]|[A-Z])"
    r"\s*:?\s*(?=[^\W\d_])"
)
# Others than the author: "Reviewed by", "Fact checked by", "Photo by", "Powered by".
_BY_OTHERS = re.compile(
    r"\b(?:(?:re)?viewed|checked|edited|verified|approved|updated|curated|moderated|translated|photo\w*|image|"
    r"picture|illustrat\w+|powered|presented|sponsored|supported|hosted|produced|designed|built|research|provided|"
    r"brought to you) by\b",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"\s+(?:in|on|for|at|from|writes|updated|published|posted|edited|reviewed|photo(?:s|graph(?:s|y|ed)?)?|illustrat\w+|"
    r"last|view|follow|guest|contributor)\b|(?<=\w{4})(?<!\bProf)\.\s+(?=\w{2,})|\(|\d",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
_LABEL = re.compile(r"\s+(\w+)\s*[:/©]")
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]+)[)）\]】]")
_TIME = re.compile(r",?\s*\b\d{1,2}[:.h]\d{2}\b(?:\s*(?:uhr|h|[ap]\.?m\.?|uur|ч|год)\b\.?)?", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])([A-ZÄÖÜÉÁÍÓÚ][^\W\d_A-Z]+)")
_PLACING = {"In", "On", "For", "At"}
_MOST_NAME_WORDS = 5
_LINE_CHARS = 120
_MOST_OPENED = 100
_PAGE_CHARS = 300_000
_BEFORE_BY = 3
"""Most words before "by" in a byline, such as "A new story by"; in a sentence there are more."""


def byline_names(lines: Iterable[str]) -> tuple[str, ...]:
    """The authors in bylines: without what opens the line, and without the publisher, role or date behind a name."""
    return clean_names(name for line in lines for name in _people(_after_opening(line) or line))


def worded_names(line: str) -> tuple[str, ...]:
    """The authors in a line that says so in words, "By" or its like in any language; none in another line."""
    text = _after_opening(line) if _may_open(line) else None
    people = _people(text) if text else []
    return clean_names(people) if any(_starts_as_name(name) for name in people) else ()


def marked_names(line: str) -> tuple[str, ...]:
    """The names in a line that its markup says is of the author, such as "Jane Doe | Senior Writer | July 2, 2025"."""
    people = _people(_after_opening(line) or _unglued(line))
    return clean_names(name for name in people if _is_capitalised(name))


def page_byline(text: str) -> tuple[str, ...]:
    """The authors that a page's bylines name, where all of them name the same; cards of other articles have their own.

    `text` is the page's visible text.
    """
    openings = _first_words()
    lines = (line.split() for line in text[:_PAGE_CHARS].splitlines() if len(line) <= _LINE_CHARS)
    opened = dict.fromkeys(" ".join(words) for words in lines if words and _label_of(words[0]) in openings)
    found = {names for line in islice(opened, _MOST_OPENED) if (names := worded_names(line))}
    names = found.pop() if len(found) == 1 else ()
    return names if all(map(_is_capitalised, names)) else ()


def _label_of(word: str) -> str:
    """A line's first word up to its colon, behind which some languages write on without a space."""
    return fold(word).lstrip("([【").replace("：", ":").partition(":")[0]


def byline_publisher(line: str) -> str | None:
    """The publisher that stands behind the name in a byline ("By Jane Doe, The Lindmouth Post"); None without one."""
    parts = [part.strip(" .") for part in re.split(r"[,|]|\s[-–—]\s", _after_opening(line) or _MARKUP.sub(" ", line))]
    return next((known_publisher(part) or part for part in parts[1:] if part and looks_like_publisher(part)), None)


def _after_opening(line: str) -> str | None:
    """What stands behind the words that open a byline; None when none do."""
    text = _unglued(" ".join(_MARKUP.sub(" ", line).split()))
    if bracketed := _BRACKETED.fullmatch(text):
        text = bracketed[1]
    parts = [part.strip(" ,") for part in _PARTED.split(_TIME.sub(" | ", without_days(text)))]
    for part in (text, *parts):
        opening = byline_opening(_before_credit(part))
        # Of a bare name beside a day, the opening is the name.
        if opening and fold(part).startswith(fold(opening)) and not is_bare_name(opening):
            return part[len(opening) :].lstrip(" :：")
    return next((rest for part in parts if (rest := _after_by(part))), None)


def _after_by(part: str) -> str | None:
    """What stands behind "by" in a part of a line that hardly says more; None where it names others than the author."""
    by = _BY.search(part)
    if not by or _BY_OTHERS.search(part[: by.end()]) or len(part[: by.start()].split()) > _BEFORE_BY:
        return None
    return part[by.end() :]


@cache
def _first_words() -> frozenset[str]:
    """The words with which bylines begin."""
    words = frame_words()
    return frozenset(label.split()[0].strip(":") for label in words.byline_labels | words.byline_words)


def _may_open(line: str) -> bool:
    """Whether a line can open as a byline: nearly all that are ASCII can't, which is quickly seen."""
    words = _WORDS.findall(line.casefold()) if line.isascii() else ()
    return not words or not _first_words().isdisjoint(words) or bool(_BY.search(line))


def _unglued(text: str) -> str:
    """A line with a bar before each month, label or role that is glued to a name ("Jane DoePublished May 3")."""
    return _GLUED.sub(lambda found: f" | {found[0]}" if _follows_name(found[0]) else found[0], text)


def _follows_name(word: str) -> bool:
    return word in _PLACING or is_month(word) or are_role(word) or fold(word) in frame_words().date_labels


def _people(text: str) -> list[str]:
    """The parts of a byline's rest that are people: all up to the first role, publisher or date."""
    first = next((part for part in _PARTED.split(without_days(text)) if part.strip(" ,.:")), "")
    end = _NAME_ENDS.search(first)
    named = _before_credit(first[: end.start()] if end else first)
    people: list[str] = []
    for raw in (part.strip(" .:") for part in named.split(",")):
        # A lone word behind a full name is the place that it was written in.
        if people and (looks_like_publisher(raw) or are_role(raw) or _is_place(raw, people[-1])):
            break
        part = _without_role(raw)
        if part and fold(part) not in frame_words().date_labels:
            people.append(part)
    return [", ".join(people)] if people else []


def _before_credit(text: str) -> str:
    """A byline up to the label of a credit that goes on in the same line ("Text: Jane Doe Photo: John Roe")."""
    credits = (
        match for match in _LABEL.finditer(text) if match.start() and fold(match[1]) in frame_words().credit_words
    )
    return text[: next((match.start() for match in credits), len(text))]


def _is_place(part: str, before: str) -> bool:
    return len(before.split()) > 1 and part.istitle() and len(part.split()) == 1


def _without_role(part: str) -> str:
    """A part up to the role or month that is glued to a full name ("Jane Doe Senior Writer", "Jane Doe May")."""
    words = part.split()
    end = next((n for n, word in enumerate(words) if n > 1 and (are_role(word) or is_month(word))), len(words))
    return " ".join(words[:end]).rstrip(" &–—-")


def _starts_as_name(name: str) -> bool:
    return are_names(name.removeprefix("the ").split(",")[0])


def _is_capitalised(name: str) -> bool:
    words = name.split()
    return len(words) <= _MOST_NAME_WORDS * 4 and (is_full_name(" ".join(words[:2])) or len(words) == 1)
