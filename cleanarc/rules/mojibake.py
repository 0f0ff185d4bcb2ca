"""Text that was decoded wrongly before it came here, and what it should read: "cafÃ©" is "café".

Two mistakes are undone. UTF-8 was read in a charset of one byte a character, perhaps more than once: ftfy knows by
which characters stand together that it was, and which charsets are confused. And Cyrillic or Greek of one byte a
character was read as Western: no language in Latin script has text with hardly a letter of ASCII. What sound text may
hold is left alone, and so is what can't be undone whole.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ftfy.badness import is_bad
from ftfy.chardata import CHARMAP_ENCODINGS, UTF8_DETECTOR_RE, possible_encoding
from ftfy.fixes import A_GRAVE_WORD_RE, fix_c1_controls

_LAYERS = 4
"""Times that text may have been decoded wrongly: no more are undone, so that time is linear in the text."""


class Mended(NamedTuple):
    """A stretch of a text, by its offsets in it, and what it should read. `how` says what was done to it."""

    start: int
    end: int
    text: str
    how: str


class _Undone(NamedTuple):
    text: str
    how: str


def mend_utf8(text: str) -> Iterator[Mended]:
    """The stretches of a text that are UTF-8 in a wrong charset, none of which is longer than a sentence."""
    if text.isascii() or not _suspect().search(text) or not is_bad(text):
        return
    undone = _undone(text)
    for start, damaged, sound in _stretches(text, undone.text):
        if not is_bad(sound):
            yield _difference(start, damaged, sound, undone.how)


def mend_western(texts: Sequence[str]) -> Iterator[tuple[int, Mended]]:
    """The texts of a page, by their place among them, that are no Western ones but were read as such."""
    foreign = [(n, text) for n, text in enumerate(texts) if _is_without_ascii(text)]
    charset = _charset_of("".join(text for _, text in foreign)[:_MOST_READ]) if foreign else None
    if charset is None:
        return
    for n, text in foreign:
        sound = text.translate(_letters(charset))
        if sound != text:
            yield n, _difference(0, text, sound, f"{charset} was read as a Western charset")


def mended(text: str) -> str:
    """A text by itself, such as a title, as it should read."""
    if text.isascii():
        return text
    parts, at = [], 0
    for start, end, sound, _ in [found for _, found in mend_western([text])] or mend_utf8(text):
        parts += [text[at:start], sound]
        at = end
    return "".join([*parts, text[at:]])


# UTF-8 that was read in a charset of one byte.


@cache
def _suspect() -> re.Pattern[str]:
    """What nearly all such text has, and little else: the first byte of a character of UTF-8 and one that goes on, as
    charsets read them, or a control character. ftfy's own look takes ten times as long."""
    firsts, others = (_in_charsets(range(0xC2, 0xF5)), _in_charsets(range(0x80, 0xC0)))
    return re.compile(f"[{firsts}\x80-\x9f](?:[{others}]|(?<=[ÂÃ]) |(?<=[\x80-\x9f]))")


def _in_charsets(codes: range) -> str:
    read = {bytes([code]).decode(charset) for charset in CHARMAP_ENCODINGS for code in codes}
    return re.escape("".join(sorted(read)))


_OPENING = "â€œ"
_LOST_CLOSING = re.compile(r"â€(?:\ufffd|(?=[\s.,;:!?)]|\Z))")
"""The closing quotation mark, whose last byte Windows-1252 has no character for."""
_LOST_A0 = re.compile(rb"(?<=[\xc2\xc3\xc5\xce\xd0]) ")
"""The second byte of "à", "Š", "Π" and "Р", which many programs take for a space. In longer characters another byte may
have got lost before a space of the text's own."""
_STOPS = (".", "!", "?")


class _Run(NamedTuple):
    start: int
    damaged: list[str]
    sound: list[str]


def _undone(text: str) -> _Undone:
    if _OPENING in text:
        text = _LOST_CLOSING.sub("â€\x9d", text)
    charsets: list[str] = []
    for _ in range(_LAYERS):
        if not is_bad(text):
            break
        layer = _layer_off(text)
        if layer.text == text:
            break
        text = layer.text
        charsets.append(layer.how)
    how = f"UTF-8 was read as {' and again as '.join(charsets)}" if charsets else "Windows-1252 was read as Latin-1"
    return _Undone(fix_c1_controls(text), how)


def _layer_off(text: str) -> _Undone:
    """A text decoded once more: whole where it can be, else what in it can be."""
    for charset in _charsets_of(text):
        data = text.encode(charset)
        try:
            # In Mac Roman that is a dash before a space.
            return _Undone((data if charset == "macroman" else _with_a0(data)).decode(), _plain(charset))
        except UnicodeDecodeError:
            pass
    undone: Counter[str] = Counter()

    def decoded(found: re.Match[str]) -> str:
        for charset in _charsets_of(found[0]) if is_bad(found[0]) else ():
            try:
                sound = found[0].encode(charset).decode()
            except UnicodeDecodeError:
                continue
            undone[_plain(charset)] += 1
            return sound
        return found[0]

    sound = UTF8_DETECTOR_RE.sub(decoded, text)
    return _Undone(sound, next((charset for charset, _ in undone.most_common(1)), ""))


def _with_a0(data: bytes) -> bytes:
    return _LOST_A0.sub(b"\xa0", A_GRAVE_WORD_RE.sub(b"\xc3\xa0 ", data))


def _charsets_of(text: str) -> Iterator[str]:
    """The charsets as which bytes may have been read to give a text, the commoner first."""
    return (charset for charset in CHARMAP_ENCODINGS if possible_encoding(text, charset))


def _plain(charset: str) -> str:
    return charset.removeprefix("sloppy-")


def _stretches(damaged: str, sound: str) -> Iterator[tuple[int, str, str]]:
    """Neighbouring words that differ, as far as a sentence goes, each with the place where it starts."""
    # To decode leaves ASCII as it is, so both have the same words, but where a space was part of a character.
    before, after = damaged.split(" "), sound.split(" ")
    if len(before) != len(after):
        yield 0, damaged, sound
        return
    at, run = 0, _Run(0, [], [])
    for one, other in zip(before, after, strict=True):
        if one != other:
            run = run if run.damaged else _Run(at, [], [])
            run.damaged.append(one)
            run.sound.append(other)
        if run.damaged and (one == other or other.endswith(_STOPS)):
            yield run.start, " ".join(run.damaged), " ".join(run.sound)
            run = _Run(0, [], [])
        at += len(one) + 1
    if run.damaged:
        yield run.start, " ".join(run.damaged), " ".join(run.sound)


def _difference(at: int, damaged: str, sound: str, how: str) -> Mended:
    """What differs, without what is the same at both ends; `at` is where the damaged text starts."""
    start, most = 0, min(len(damaged), len(sound))
    while start < most and damaged[start] == sound[start]:
        start += 1
    end = 0
    while end < most - start and damaged[-1 - end] == sound[-1 - end]:
        end += 1
    return Mended(at + start, at + len(damaged) - end, sound[start : len(sound) - end], how)


# Charsets of other scripts that were read as Western.

_FOREIGN = {
    "cp1251": "аеионтрсві",
    "koi8_u": "аеионтрсві",
    "cp1253": "αάοόιίεέτςσνηήυύρ",
}
"""Charsets, and the letters that make up more than half of text in their script, whatever the language."""
# A set first is looked for twice as fast as a repeated one.
_WESTERN_RUN = re.compile(r"[À-ÖØ-öø-ÿ][À-ÖØ-öø-ÿ]{3}")
_WESTERN = re.compile(r"[À-ÖØ-öø-ÿ]")
_ASCII = re.compile(r"[A-Za-z]")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zα-ωа-яіїєґ])[A-ZΑ-ΩА-ЯІЇЄҐ]")
_SHARE = 0.8
"""Of the letters of such text that are of the upper half of Latin-1; the rest is names in Latin script."""
_COMMON_SHARE = 0.5
_LEAST_LETTERS = 12
_MOST_READ = 20_000
"""Letters by which a charset is told, and characters that are read for it."""


def _is_without_ascii(text: str) -> bool:
    if text.isascii() or not _WESTERN_RUN.search(text):
        return False
    western = len(_WESTERN.findall(text))
    return western > _SHARE * (western + len(_ASCII.findall(text)))


def _charset_of(text: str) -> str | None:
    """The charset in which a text reads best, where it reads well in it."""
    letters = "".join(_WESTERN.findall(text))
    if len(letters) < _LEAST_LETTERS:
        return None
    fit = {charset: _fit(text.translate(_letters(charset)), common) for charset, common in _FOREIGN.items()}
    best = max(fit, key=lambda charset: fit[charset])
    return best if fit[best] >= _COMMON_SHARE else None


def _fit(text: str, common: str) -> float:
    """The share of the letters that are common ones; capitals inside of words show the wrong charset."""
    letters = [char for char in text if char.isalpha()]
    return (sum(char.lower() in common for char in letters) - len(_CAPITAL_INSIDE.findall(text))) / len(letters)


@cache
def _letters(charset: str) -> dict[int, str]:
    """What each character that Western charsets read a byte as is in a charset."""
    table: dict[int, str] = {}
    for code in range(0x80, 0x100):
        read = bytes([code]).decode(charset, "ignore")
        western = bytes([code]).decode("cp1252", "ignore")
        table |= {ord(char): read for char in (chr(code), western) if char and read}
    return table
