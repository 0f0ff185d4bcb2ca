"""Telling apart the charsets of languages in Latin script, by the letters that come of reading bytes in each.

They differ in few places, where statistics of bytes say little; but a text in one language has hardly a letter that
its alphabet lacks, unless it is read in the wrong charset.
"""

from collections import Counter

CHARSETS = ("cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "mac_roman")
"""The commoner first: it is chosen where two fit alike."""

# The letters beyond ASCII of each language, after the exemplar characters of Unicode's CLDR.
_ALPHABETS = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        "àâæçéèêëîïôœùûüÿ",  # French
        "äöüß",  # German
        "áéíñóúüªº",  # Spanish
        "áâãàçéêíóôõúªº",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "àçèéíïòóúü",  # Catalan
        "åäöéàæøóòôêü",  # Danish, Finnish, Norwegian, Swedish
        "áðéíóúýþæö",  # Icelandic
        "áéëíïóöúüèêá",  # Dutch
        "äõöüšž",  # Estonian
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýž",  # Czech
        "áäčďéíĺľňóôŕšťúýž",  # Slovak
        "áéíóöőúüű",  # Hungarian
        "âîăşţșț",  # Romanian
        "čćđšž",  # Croatian, Serbian, Slovenian
        "çğıöşüâîûi̇",  # Turkish
        "ąčęėįšųūž",  # Lithuanian
        "āčēģīķļņšūž",  # Latvian
    )
)
_PUNCTUATION = frozenset("\xa0’‘‚“”„‹›«»–—…•·°§©™€£¥¿¡´")


def best_charset(data: bytes) -> str:
    """The charset in which the bytes spell one language best."""
    return max(CHARSETS, key=lambda charset: _fit(data.decode(charset, "replace")))


def _fit(text: str) -> float:
    """Share of the characters beyond ASCII that are letters of the language that has the most of them."""
    beyond = Counter(c for c in text if c > "\x7f" and c not in _PUNCTUATION)
    best = max(sum(beyond[letter] for letter in alphabet) for alphabet in _ALPHABETS)
    # In whole hundredths, so that a stray letter does not outweigh the order of the charsets.
    return round(best / beyond.total(), 2) if beyond else 1.0
