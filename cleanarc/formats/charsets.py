"""Names of charsets, and the marks by which a document tells its own: no guessing from the text's language."""

import codecs
import re
import unicodedata

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([-\w.:]+)"""
    rb"""|<\?xml[^>]{0,200}?encoding\s*=\s*["']([-\w.:]+)""",
    re.IGNORECASE,
)
_META_WITHIN = 4096
_WIDE_WITHIN = 4096
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_ASCII = bytes(range(128))
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\f\r")
# Charsets that the Encoding Standard reads as a larger one (encoding.spec.whatwg.org, "Names and labels").
_WIDENED = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-11": "cp874",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
# Labels of the same standard that Python does not know.
_LABELS = {
    "dos-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "logical": "iso8859-8",
    "unicode-1-1-utf-8": "utf-8",
    "visual": "iso8859-8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-cp1253": "cp1253",
    "x-cp1254": "cp1254",
    "x-cp1255": "cp1255",
    "x-cp1256": "cp1256",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-roman": "mac_roman",
    "x-sjis": "cp932",
    "x-x-big5": "big5hkscs",
}
# Codecs that Python counts as text though no document is written in them.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "utf-7"}
)


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark that `data` starts with and the charset that it means, in Python's name; None without."""
    return next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), None)


def declared_charset(data: bytes) -> str | None:
    """The charset that an HTML document's meta tag or XML declaration names; None when there is no such charset."""
    match = _META.search(data[:_META_WITHIN])
    return text_charset((match[1] or match[2]).decode("ascii", "replace")) if match else None


def text_charset(name: str | None) -> str | None:
    """Python's name of a charset, widened as browsers do; None when there is no text charset of that name."""
    label = (name or "").strip("\"' \t\r\n").lower()
    try:
        info = codecs.lookup(_LABELS.get(label, label))
    except (LookupError, ValueError):
        return None
    # Python also calls base64, rot13 and the like codecs: only text charsets count.
    if not info._is_text_encoding or info.name in _NO_CHARSETS:
        return None
    return _WIDENED.get(info.name, info.name)


def wide_charset(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, told by what the bytes say in it; None for any other data."""
    head = data[:_WIDE_WITHIN]
    if b"\0" not in head or _is_narrow(head):
        return None
    sound = [(reading, name) for name in _WIDE if (reading := _reading(head, name))]
    return min(sound)[1] if sound else None


def _is_narrow(head: bytes) -> bool:
    """Whether it is text in bytes with a few zeros for damage, which often makes sense in UTF-16, as ideographs.

    Latin text in UTF-16 is zeros by half; text in other scripts has control characters, or bytes that are no UTF-8.
    """
    rest = head.translate(None, b"\0")
    if (len(head) - len(rest)) * 5 > len(head) or (len(rest) - len(rest.translate(None, _CONTROLS))) * 50 > len(rest):
        return False
    beyond_ascii = len(rest.translate(None, _ASCII))
    return beyond_ascii * 4 < len(rest) or _decoded(rest, "utf-8") is not None


def _reading(head: bytes, name: str) -> tuple[int, int] | None:
    """How odd the text is when the bytes are read in the charset, the less the better; None when it is no text."""
    text = _decoded(head, name)
    # The zero bytes of UTF-16 are those of its ASCII characters: spaces and line breaks at the least.
    ascii_characters = sum(map(str.isascii, text or ""))
    if not text or not ascii_characters:
        return None
    # U+2000 is what a space becomes when its two bytes are swapped.
    odd = sum(c == "\u2000" or (unicodedata.category(c) in {"Cc", "Cn", "Co"} and c not in "\t\n\r\f") for c in text)
    return (odd, -ascii_characters) if odd * 50 <= len(text) else None


def _decoded(head: bytes, name: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return None
