"""What a page's head says of its address and title, read without a tree: an ingest asks it of every page it plans."""

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape

from cleanarc.formats.charsets import byte_order_mark, declared_charset, wide_charset
from cleanarc.formats.urls import http_url, own_canonical, registered_domain
from cleanarc.inputs.limits import HEAD_BYTES

# The patterns for markup are held against bytes in lower case, as ignoring case is slow.
_START = re.compile(rb"<(!--|/head\b|(?:body|script|style|noscript|template|svg|title|link|meta|base)\b)")
_ENDS = {
    b"!--": b"-->",
    b"script": b"</script",
    b"style": b"</style",
    b"noscript": b"</noscript",
    b"template": b"</template",
    b"svg": b"</svg",
    b"title": b"</title",
}
_ATTRIBUTES = re.compile(rb"(?:[^>\"']|\"[^\"]*\"|'[^']*')*+")
_LINK = re.compile(rb"<a\s[^<>]{0,500}?\bhref\s*=\s*[\"']?(?:(https?://[^/\"'\s>?#]+)|[^\"'\s>#])")
_ATTRIBUTE = re.compile(r"(?<![^\s\"'>/=])([^\s\"'>/=]++)\s*+=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
# What browsers write on top of a page that they save, and the SingleFile extension likewise.
_SAVED_FROM = re.compile(r"\bsaved from url=\(\d+\)(\S+)|\bsaved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
_LEAST_LINKS = 3
_MAX_TITLE = 500


@dataclass(frozen=True, slots=True)
class Hints:
    """The page's own address (http or https, on its own site, no bare root) and its title; None where it gives none."""

    canonical: str | None = None
    title: str | None = None


@dataclass(slots=True)
class _Said:
    """What a head says, as it stands there; the first of each kind counts."""

    canonical: str | None = None
    og_url: str | None = None
    saved_from: str | None = None
    base: str | None = None
    title: str | None = None
    og_title: str | None = None


def hints_of(data: bytes) -> Hints:
    """The hints in an HTML document. Nothing is raised.

    The address is the first that is the page's own of: canonical link, og:url, "saved from url". Where the page stands
    is told by the address it was saved from, its base, and the site that most of its links lead to.
    """
    head = _readable(data)
    lowered = head.lower()
    said = _head(head, lowered)
    title = " ".join(unescape(said.title or said.og_title or "").split())[:_MAX_TITLE]
    return Hints(_canonical(said, lowered), title or None)


def _readable(data: bytes) -> bytes:
    """The first part of the document, in a charset that has ASCII in its place: UTF-16 becomes UTF-8."""
    mark = byte_order_mark(data)
    charset = mark[1] if mark else wide_charset(data)
    if charset in {None, "utf-8"}:
        return data[:HEAD_BYTES]
    return data[: 4 * HEAD_BYTES].decode(charset or "utf-8", "replace").encode("utf-8", "replace")[:HEAD_BYTES]


def _head(head: bytes, lowered: bytes) -> _Said:
    said = _Said()
    charset = declared_charset(head) or "cp1252"
    at = 0
    while (start := _START.search(lowered, at)) and start[1] not in {b"/head", b"body"}:
        name = start[1]
        if name in _ENDS:
            end = lowered.find(_ENDS[name], start.end())
            # What is not ended runs to the end of the document.
            at = end if end >= 0 else len(lowered)
        else:
            attributes = _ATTRIBUTES.match(lowered, start.end())
            at = attributes.end() if attributes else start.end()
        _note(said, name, head[start.end() : at], charset)
    return said


def _decoded(part: bytes, charset: str) -> str:
    try:
        return part.decode()
    except UnicodeDecodeError:
        return part.decode(charset, "replace")


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), unescape("".join(values)).strip())
    return found


def _note(said: _Said, name: bytes, content: bytes, charset: str) -> None:
    if name == b"title":
        said.title = said.title or _decoded(content, charset).partition(">")[2]
    elif name == b"!--":
        saved = _SAVED_FROM.search(_decoded(content, charset))
        said.saved_from = said.saved_from or (saved and (saved[1] or saved[2]))
    elif name not in _ENDS:
        _note_tag(said, name, _attributes(_decoded(content, charset)))


def _note_tag(said: _Said, name: bytes, attributes: dict[str, str]) -> None:
    what = (attributes.get("property") or attributes.get("name") or "").lower()
    if name == b"base":
        said.base = said.base or attributes.get("href")
    elif name == b"link" and "canonical" in attributes.get("rel", "").lower().split():
        said.canonical = said.canonical or attributes.get("href")
    elif what == "og:url":
        said.og_url = said.og_url or attributes.get("content")
    elif what == "og:title":
        said.og_title = said.og_title or attributes.get("content")


def _canonical(said: _Said, lowered: bytes) -> str | None:
    saved_from = http_url(said.saved_from or "")
    base = http_url(said.base or "", saved_from)
    places = [place for place in (saved_from, base, _linked_most(lowered)) if place]
    og_url = http_url(said.og_url or "", base or saved_from)
    claims = ((said.canonical, [*places, og_url] if og_url else places), (said.og_url, places), (saved_from, places))
    # A relative address counts only from one that the page was saved from or names as its base.
    found = (own_canonical(claim, evidence, base or saved_from) for claim, evidence in claims if claim)
    return next((url for url in found if url), None)


def _linked_most(lowered: bytes) -> str | None:
    """An address on the site that more than half of the page's links name; None when there is none.

    Relative links stay on the page's own site, and so speak against any other that the full links name.
    """
    hosts = Counter(_LINK.findall(lowered))
    sites: Counter[str | None] = Counter()
    for host, count in hosts.items():
        sites[registered_domain(host.decode("ascii", "replace")) if host else None] += count
    site, count = max(sites.items(), key=lambda item: item[1], default=(None, 0))
    return f"https://{site}/" if site and count >= _LEAST_LINKS and count * 2 > hosts.total() else None
