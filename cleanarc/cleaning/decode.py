"""From bytes to text: which charset, and what to think of a page that declares another one.

Order: byte order mark, UTF-8 where the bytes are that, the transport's charset, the page's meta tag, detection. UTF-8
beats a declaration because text in another charset hardly ever happens to be valid UTF-8, while saved pages are often
stored anew as UTF-8 under their old meta tag.
"""

import re
import string
from dataclasses import dataclass

from charset_normalizer import from_bytes

from cleanarc.cleaning import latin
from cleanarc.formats.charsets import byte_order_mark, declared_charset, text_charset, wide_charset
from cleanarc.model import Problem

_BEYOND_ASCII = bytes(range(128, 256))
_ASCII_LETTERS = string.ascii_letters.encode()
# No multibyte charset has these bytes in a character, nor (the second) any below "0".
_NEVER_INSIDE = re.compile(rb"[<>\"\r\n]")
_SAFE_CUT = re.compile(rb".*[\x00-/]", re.DOTALL)
_TELLING = re.compile(rb"[\x80-\xff][^<>\"\r\n]*")
_BEFORE = 200
_SAMPLE = 16384
# One in so many characters beyond ASCII may be damaged in a text that still is in its charset.
_DAMAGED = 20
_UNDECODABLE = "undecodable"
_SEVEN_BIT = ("iso2022", "hz")
_JAPANESE_ESCAPE = re.compile(rb"\x1b\$[@B]")
# The charsets of documents, by the Encoding Standard of the web; Python's list has dozens more that look alike.
_CANDIDATES = [
    "big5hkscs", "cp866", "cp874", "cp932", "cp949", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255",
    "cp1256", "cp1257", "euc_jp", "gb18030", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "koi8_r",
    "koi8_u", "mac_roman",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the charset that it was read as, in Python's name for it; None when there was nothing to read.

    `utf8` is the text in UTF-8, where the document came so.
    """

    text: str
    encoding: str | None
    problems: tuple[Problem, ...] = ()
    utf8: bytes | None = None


def decode(data: bytes, charset: str | None = None, *, is_html: bool = False) -> Decoded:
    """Decodes a document. Bytes that are wrong in their charset become U+FFFD, with a problem that says so.

    `charset` is what the transport declared. NULs, which no text has, are left out. Nothing is raised.
    """
    if marked := byte_order_mark(data):
        mark, name = marked
        return _read(data[len(mark) :], name)
    if wide := wide_charset(data):
        return _read(data, wide)
    declared = text_charset(charset) or (declared_charset(data) if is_html else None)
    if data.isascii():
        return _read(data, _seven_bit(data, declared) or "utf-8")
    read = _read(data, "utf-8", _conflict(declared))
    if _is_sound(read, data):
        return read
    if declared and not declared.startswith("utf"):
        read = _read(data, declared)
        if _is_sound(read, data):
            return read
    return _read(data, _detected(data))


def _read(data: bytes, encoding: str, problems: tuple[Problem, ...] = ()) -> Decoded:
    utf8 = data if encoding == "utf-8" else None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        utf8 = None
        text = data.decode(encoding, "replace")
        bad = text.count("\ufffd")
        message = f"{bad} characters could not be read as {encoding} and became U+FFFD."
        problems = (*problems, Problem(_UNDECODABLE, message))
    # To look through the bytes first takes a tenth of the time.
    if b"\0" in data and "\0" in text:
        problems = (*problems, Problem("nul-characters", f"{text.count(chr(0))} NUL characters were left out."))
        text, utf8 = text.replace("\0", ""), None
    return Decoded(text, encoding, problems, utf8)


def _conflict(declared: str | None) -> tuple[Problem, ...]:
    if declared in {None, "utf-8"}:
        return ()
    return (Problem("charset-conflict", f"The page declares {declared} but is UTF-8, so it was read as UTF-8."),)


def _seven_bit(data: bytes, declared: str | None) -> str | None:
    """The charset that hides in what looks like ASCII."""
    if declared and declared.startswith(_SEVEN_BIT):
        return declared
    return "iso2022_jp" if _JAPANESE_ESCAPE.search(data) else None


def _is_sound(read: Decoded, data: bytes) -> bool:
    """Whether nearly all characters beyond ASCII could be read in a charset: a page may be cut short or damaged."""
    if not any(problem.code == _UNDECODABLE for problem in read.problems):
        return True
    return read.text.count("\ufffd") * _DAMAGED <= _count(data, _BEYOND_ASCII)


def _count(data: bytes, which: bytes) -> int:
    return len(data) - len(data.translate(None, which))


def _detected(data: bytes) -> str:
    sample = _sample(data)
    # In a script of its own hardly a letter is ASCII; what a library's statistics make of a lone accent is chance.
    if _count(sample, _ASCII_LETTERS) > 2 * _count(sample, _BEYOND_ASCII):
        return latin.best_charset(sample)
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    found = text_charset(best.encoding) if best else None
    if found is None or found in latin.CHARSETS:
        return latin.best_charset(sample)
    return found


def _sample(data: bytes) -> bytes:
    """The first stretches of text that tell something of the charset: markup and scripts are ASCII in all of them."""
    parts: list[bytes] = []
    length = 0
    for match in _TELLING.finditer(data):
        before = _NEVER_INSIDE.split(data[max(0, match.start() - _BEFORE) : match.start()])[-1]
        part = before + match[0]
        if len(part) > _SAMPLE:
            cut = _SAFE_CUT.match(part, 0, _SAMPLE)
            part = cut[0] if cut else part[:_SAMPLE]
        parts.append(part)
        length += len(part)
        if length >= _SAMPLE:
            break
    return b"\n".join(parts)
