"""The language of a text, by py3langid; the only module that imports it."""

import re

from py3langid import rank

# Beyond a thousand characters the answer hardly ever changes, and below a few dozen letters it is a guess.
_MOST_CHARS = 1000
_SHORT = 200
_TOO_SHORT = 20
_TAG = re.compile(r"^\s*([A-Za-z]{2})(?:[-_][\w-]+)?\s*$")
# Old and three-letter codes that pages still declare.
_SAME = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "jp": "ja",
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "ua": "uk",
    "kr": "ko",
    "nb": "no",
    "nn": "no",
}


def declared_language(*tags: str | None) -> str | None:
    """The ISO 639-1 code of the first tag ("de-AT", "pt_BR") that is one."""
    for tag in tags:
        if match := _TAG.match(tag or ""):
            code = match[1].lower()
            return _SAME.get(code, code)
    return None


def find_language(text: str, declared: str | None) -> str | None:
    """The ISO 639-1 code of a clean text; of a short one what the page declares, None when nothing tells.

    `declared` is the page's own code. It decides where the text is short and the code is among the likely ones, or
    the text has hardly any letters.
    """
    sample = text[:_MOST_CHARS]
    letters = sum(map(str.isalpha, sample))
    if letters < _TOO_SHORT:
        return declared
    likely = list(dict.fromkeys(_SAME.get(code, code) for code, _ in rank(sample)[:4]))
    return declared if declared and letters < _SHORT and declared in likely[:3] else likely[0]
