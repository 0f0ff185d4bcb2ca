"""The names of authors in what stands in a byline or an author field."""

import re
from collections.abc import Iterable
from itertools import filterfalse

from cleanarc.rules.folding import fold
from cleanarc.rules.frame_words import frame_words

_ADDRESS = re.compile(r"https?://|www\.|^/|\.(?:html?|php|aspx?)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")
_INITIALS = re.compile(r"\s*\([a-zà-ÿ]{2,5}\.?\)$")
_MAIL = re.compile(r"\s*[(<\[]?\b[\w.+-]+@[\w-]+\.[\w.-]+[)>\]]?")
# What follows a name: a date, an hour, "updated", "5 min read", "minutes ago".
_TAIL = re.compile(
    r"\s*(?:\(?\b(?:published|updated|posted|last|on\s+\w+\s+\d|\d{1,2}[./:]\d{1,2}|\d{4}|\d+\s*min|follow|read\s+(?:more|bio)|view\s+(?:all|profile)|"
    r"see\s+(?:all|full)|more\s+(?:by|posts|from)|contributor\s+profile|veröffentlicht|aktualisiert|publié|mis\s+à\s+jour|publicado|actualizado|"
    r"pubblicato|обновлено|опубликовано|edited\s+by|reviewed\s+by|fact[- ]?checked|medically\s+reviewed)\b.*"
    r"|[\s,|•·–—-]+)$",
    re.IGNORECASE | re.DOTALL,
)
_PARTED = re.compile(r"\s*(?:[;•·\n\t、，]|\s\|\s|\s/\s)\s*")
_AND = re.compile(r"\s+(?:and|und|et|y|e|i|и|та|og|och|en|ve|και|&)\s+|\s*,\s*(?:and|und|et|y|&)\s+", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:m\.?d|ph\.?d|r\.?n|r\.?d|jr|sr|esq|cfp|cfa|cpa|mba|msc?|m\.?a|b\.?a|bsc?|dvm|dds|j\.?d|[ivx]{2,4})\.?(?:\s|$)"
    r"|(?-i:[A-Z][A-Z.®-]{1,7})(?:\s|$)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editors?|writers?|reporters?|correspondents?|author|contributors?|columnists?|journalists?|analysts?|experts?|"
    r"directors?|managers?|founders?|co-founder|ceo|cto|president|producers?|staff|professor|specialist|strategist|lead|"
    r"consultant|former|chief|reviewer|executive|founding|co-ceo|owner|partner|attorney|lawyer|physician|nurse|therapist|"
    r"nutritionist|engineer|developer|designer|marketer|researcher|scientist|coach|trainer|gardener|blogger|officer|"
    r"coordinator|advisor|adviser|instructor|educators?|assistant|associate|deputy|"
    r"dietitian|head of|vice|senior|redakteur(?:in)?|korrespondent(?:in)?|redacteur|journaliste|rédact\w+|"
    r"periodista|giornalista|redazione|корреспондент|редактор|обозреватель|спецкор)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"[{}=<>;]|\w\(|://")
_LINK = re.compile(r"\s*(?:more|view|about|all|see|read|visit|follow|contact|meet|print|share)\s", re.IGNORECASE)
_NOBODY = {
    "", "admin", "administrator", "author", "authors", "by", "none", "null", "undefined", "unknown", "n/a", "na",
    "editor", "webmaster", "root", "user", "guest", "default", "true", "false", "wordpress", "share", "follow",
    "contact", "about the author", "contributors", "published", "written by", "read more"
}  # fmt: skip
_MOST_WORDS = 8
_MOST_FIELD_CHARS = 1000
_MOST_CHARS = 80


def clean_names(stated: Iterable[str]) -> tuple[str, ...]:
    """The names in author fields or bylines, each once, without "By", addresses, dates and empty words.

    A name keeps what its bearer writes behind it ("Jane Doe, MD"); organizations stay as they sign.
    """
    found: dict[str, str] = {}
    for text in filterfalse(_LINK.match, stated):
        plain = _MARKUP.sub(" ", text[:_MOST_FIELD_CHARS])
        for name in _split(_MAIL.sub("", plain) if "@" in plain else plain):
            one = _bare(name)
            key = " ".join(re.findall(r"\w+", one)).casefold()
            if key and one.casefold() not in _NOBODY and _is_name(one):
                found.setdefault(key, one)
    return tuple(found.values())


def are_role(part: str) -> bool:
    """Whether what stands behind a name's comma says what its bearer does, rather than naming another person."""
    return bool(_ROLE.search(part))


def _split(text: str) -> list[str]:
    """The parts of a byline that hold one name each."""
    parts = []
    for piece in _PARTED.split(_bare(text)):
        for name in _AND.split(piece) if not _one_body(piece) else [piece]:
            parts.extend(_at_commas(name))
    return parts


def _at_commas(text: str) -> list[str]:
    """Names parted by commas; what follows a name and is none (a degree, a role) stays with it."""
    names: list[str] = []
    for part in (p.strip() for p in text.split(",")):
        if names and (_DEGREE.match(part) or _ROLE.search(part) or (len(part.split()) < 2 and not part.istitle())):
            names[-1] = f"{names[-1]}, {part}"
        elif part:
            names.append(part)
    # "Doe, Jane" is one name, turned round.
    return [f"{names[1]} {names[0]}"] if len(names) == 2 and all(len(name.split()) == 1 for name in names) else names


def _one_body(text: str) -> bool:
    """Whether "and" stands inside one name: "Center for Drug Evaluation and Research"."""
    return all(len(part.split()) != 2 for part in _AND.split(text)) and len(text.split()) > 3


def _bare(name: str) -> str:
    text = " ".join(name.split())
    for _ in range(2):
        text = _INITIALS.sub("", _TAIL.sub("", _without_label(text))).strip(" ,;:|–—-/•·*&")
    return text.lstrip("@").strip('"“”()[]') if not text.endswith(")") else text.lstrip("@")


def _without_label(text: str) -> str:
    """An author field without "By", "Written by" or the like; words that begin names too (de, von) stay."""
    labels = frame_words().byline_labels | {"by", "by:"}
    tokens = text.replace("：", ": ").split()
    for n in range(min(4, len(tokens) - 1), 0, -1):
        opening = fold(" ".join(tokens[:n]))
        if opening in labels or (opening.endswith(":") and opening[:-1] in labels):
            return " ".join(tokens[n:])
    return text


def _is_name(text: str) -> bool:
    return (
        len(text) <= _MOST_CHARS
        and len(text.split()) <= _MOST_WORDS
        and not _ADDRESS.search(text)
        and ":" not in text
        and not _CODE.search(text)
        and any(char.isalpha() for char in text)
        and fold(text) not in frame_words().weekdays
        and not (len(text.split()) > 4 and (text.endswith((".", "?", "!")) or text.islower()))
    )
