"""From bytes to text: which charset, and what to think of a page that declares another one.

Order: byte order mark, valid UTF-8 with non-ASCII bytes, the transport's charset, the page's meta tag, detection.
Valid UTF-8 beats a declaration because text in another charset hardly ever happens to be valid UTF-8, while saved
pages are often stored anew as UTF-8 under their old meta tag.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from cleanarc.model import Problem

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([-\w.:]+)"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([-\w.:]+)""",
    re.IGNORECASE,
)
_META_WITHIN = 4096
_DETECT_WITHIN = 65536
# Names that the Encoding Standard of the web reads as a larger charset.
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
              "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the charset that it was read as, in Python's name for it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, charset: str | None = None, *, is_html: bool = False) -> Decoded:
    """Decodes a document. Bytes that are wrong in their charset become U+FFFD, with a problem that says so.

    `charset` is what the transport declared. Nothing is raised.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _read(data[len(mark) :], name)
    declared = _known(charset) or (_declared_in(data) if is_html else None)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _read(data, _not_utf8(declared) or _detected(data))
    if text.isascii():
        # A seven-bit charset such as ISO-2022-JP looks like ASCII.
        return _read(data, declared) if declared and declared.startswith("iso2022") else Decoded(text, "utf-8")
    return Decoded(text, "utf-8", _conflict(declared))


def _conflict(declared: str | None) -> tuple[Problem, ...]:
    if declared in (None, "utf-8"):
        return ()
    return (Problem("charset-conflict", f"The page declares {declared} but is valid UTF-8, so it was read as UTF-8."),)


def _read(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    bad = text.count("\ufffd")
    if not bad:
        return Decoded(text, encoding)
    return Decoded(
        text,
        encoding,
        (Problem("undecodable", f"{bad} characters could not be read as {encoding} and became U+FFFD."),),
    )


def _declared_in(data: bytes) -> str | None:
    match = _META.search(data[:_META_WITHIN])
    return _known((match[1] or match[2]).decode("ascii", "replace")) if match else None


def _known(name: str | None) -> str | None:
    """Python's name of the charset, widened as browsers do; None when there is no such text charset."""
    try:
        info = codecs.lookup((name or "").strip("\"' "))
    except (LookupError, ValueError):
        return None
    # Python also calls base64, rot13 and the like codecs, and private ones execute: only text charsets count.
    if not info._is_text_encoding or info.name in (
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "mbcs",
        "oem",
    ):
        return None
    return _WEB_NAMES.get(info.name, info.name)


def _not_utf8(declared: str | None) -> str | None:
    return None if declared and declared.startswith("utf") else declared


def _detected(data: bytes) -> str:
    best = from_bytes(data[:_DETECT_WITHIN]).best()
    found = _known(best.encoding) if best else None
    # Mostly UTF-8 with a few broken bytes is still UTF-8.
    broken = data.decode("utf-8", errors="replace").count("\ufffd")
    return found if found and broken * 20 > sum(byte > 127 for byte in data) else "utf-8"
