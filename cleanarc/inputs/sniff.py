"""What a document is, from its content rather than its name: HTML, plain text, or neither."""

import re

from cleanarc.formats.charsets import byte_order_mark, wide_charset

HTML = "text/html"
TEXT = "text/plain"
XML = "application/xml"
JSON = "application/json"
GZIP = "application/gzip"
UNKNOWN = "application/octet-stream"

CHARACTERS = frozenset({HTML, TEXT, XML, JSON})
"""The types that are made of characters, and so may be meant as text."""

_WINDOW = 65536
_END = 512
_CONTROLS = bytes(c for c in range(32) if c not in b"\b\t\n\v\f\r\x1b")
# Above this share of control characters it is no text. Text has none, or a few from damage; compressed data has a
# tenth, and what has numbers in it has more.
_MOST_CONTROLS = 0.05
# First bytes of what may pass for text otherwise, after the file formats' own definitions.
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"%!PS", "application/postscript"),
    (b"{\\rtf", "application/rtf"),
    (b"WARC/", "application/warc"),
    (b"\x1f\x8b", GZIP),
    (b"PK\x03\x04", "application/zip"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x7fELF", UNKNOWN),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
)

_BLOCK_NAMES = (
    "address|article|aside|blockquote|body|br|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|frameset|"
    "h[1-6]|head|header|hr|html|iframe|li|link|main|meta|nav|noscript|ol|p|pre|script|section|style|table|tbody|td|template|"
    "tfoot|th|thead|title|tr|ul"
)
_INLINE_NAMES = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|em|font|i|img|mark|picture|q|s|small|span|strike|strong|sub|sup|time|u|"
    "video"
)
_BLOCK = re.compile(rf"</?(?:{_BLOCK_NAMES})(?=[\s/>])", re.IGNORECASE)
_PREAMBLE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?>)*+", re.DOTALL)
_DOCUMENT = re.compile(r"<!doctype\s+html|<(?:html|head|body|title|meta|frameset|base)[\s>/]", re.IGNORECASE)
_FRAGMENT = re.compile(rf"<(?:{_BLOCK_NAMES}|{_INLINE_NAMES})(?=[\s/>])", re.IGNORECASE)
_LAST_TAG = re.compile(
    rf"</?(?:{_BLOCK_NAMES}|{_INLINE_NAMES})\b[^<>]*>\s*(?:<!--.*?-->\s*)*$", re.IGNORECASE | re.DOTALL
)
# Data that is made of characters and yet is no text to read.
_DATA = (
    (re.compile(r"<\?xml\s|<(?:rss|feed|svg|urlset|sitemapindex|opml)[\s>]", re.IGNORECASE), XML),
    (re.compile(r'(?:\[\s*)?\{\s*"[^"\n]{1,200}"\s*:'), JSON),
)
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


def sniff(data: bytes) -> str:
    """The media type of a document: `HTML`, `TEXT`, or that of what it is instead (`UNKNOWN` where that is not known).

    Text is what has next to no control characters, UTF-16 and UTF-32 included. It is HTML when it opens as an HTML
    document or fragment does; a tag inside a text makes no HTML of it.
    """
    known = next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), None)
    if known:
        return known
    mark = byte_order_mark(data)
    charset = mark[1] if mark else wide_charset(data)
    if charset and charset != "utf-8":
        # Cut at whole characters, counted from the start, so that both ends can be read.
        cut = len(data) - len(data) % (4 if charset.startswith("utf-32") else 2)
        end = data[max(0, cut - 4 * _END) : cut]
        return sniff_text(data[:_WINDOW].decode(charset, "replace"), end.decode(charset, "replace"))
    head = data[:_WINDOW]
    if len(head) - len(head.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(head):
        return UNKNOWN
    return sniff_text(head.decode("latin-1").removeprefix("ï»¿"), data[-_END:].decode("latin-1"))


def sniff_text(text: str, end: str | None = None) -> str:
    """The media type of characters, from a document's first ones and its last ones (those of `text` when None)."""
    head = text[:_WINDOW].lstrip("\ufeff")
    at = _PREAMBLE.match(head)
    start = at.end() if at else 0
    if _DOCUMENT.match(head, start):
        return HTML
    ends_in_tag = bool(_LAST_TAG.search((text if end is None else end)[-_END:]))
    if _FRAGMENT.match(head, start):
        return HTML if ends_in_tag or _mostly_tagged(head) else TEXT
    # Some servers write a notice before the document.
    if ends_in_tag and _DOCUMENT.search(head) and _mostly_tagged(head):
        return HTML
    return next((kind for form, kind in _DATA if form.match(head.lstrip())), TEXT)


def _mostly_tagged(head: str) -> bool:
    """Whether at least half of the paragraphs (lines, when no blank line parts any) have a tag that parts blocks."""
    parts = _PARAGRAPH.split(head.strip())
    if len(parts) == 1:
        parts = parts[0].splitlines()
    return sum(bool(_BLOCK.search(part)) for part in parts) * 2 >= len(parts)
