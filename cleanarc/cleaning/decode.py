"""From bytes to text: which charset, and what to think of a page that declares another one.

Order: byte order mark, valid UTF-8 with non-ASCII bytes, the transport's charset, the page's meta tag, detection.
Valid UTF-8 beats a declaration because text in another charset hardly ever happens to be valid UTF-8, while saved
pages are often stored anew as UTF-8 under their old meta tag.
"""

from dataclasses import dataclass

from charset_normalizer import from_bytes

from cleanarc.formats.charsets import byte_order_mark, declared_charset, text_charset, wide_charset
from cleanarc.model import Problem

_DETECT_WITHIN = 65536


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the charset that it was read as, in Python's name for it; None when there was nothing to read."""

    text: str
    encoding: str | None
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, charset: str | None = None, *, is_html: bool = False) -> Decoded:
    """Decodes a document. Bytes that are wrong in their charset become U+FFFD, with a problem that says so.

    `charset` is what the transport declared. Nothing is raised.
    """
    if marked := byte_order_mark(data):
        mark, name = marked
        return _read(data[len(mark) :], name)
    if wide := wide_charset(data):
        return _read(data, wide)
    declared = text_charset(charset) or (declared_charset(data) if is_html else None)
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


def _not_utf8(declared: str | None) -> str | None:
    return None if declared and declared.startswith("utf") else declared


def _detected(data: bytes) -> str:
    best = from_bytes(data[:_DETECT_WITHIN]).best()
    found = text_charset(best.encoding) if best else None
    # Mostly UTF-8 with a few broken bytes is still UTF-8.
    broken = data.decode("utf-8", errors="replace").count("\ufffd")
    return found if found and broken * 20 > sum(byte > 127 for byte in data) else "utf-8"
