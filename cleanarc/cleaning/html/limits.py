"""Limits of an HTML page, met in one linear scan of its tags before any parser sees it.

Parsers of HTML are quadratic in places: lexbor in the depth of the tree, libxml2 in the attributes of one tag, and the
HTML standard asks for a copy of every unclosed formatting element in each paragraph that follows. The scan reads tags
as the standard's tokenizer does and keeps a stack of open elements that is never lower than the parser's. Limits are
counts, so that they fall alike on every machine.
"""

import re
from collections import Counter
from dataclasses import dataclass

from cleanarc.cleaning.html import tags
from cleanarc.model import Problem

MAX_CHARACTERS = 60_000_000
MAX_TAGS = 40_000
"""Start and end tags of a page. Article pages have about 4,000, the largest of 918 has 10,000."""
MAX_DEPTH = 512
"""Elements open at a time: the depth at which Blink, the engine of Chromium, stops nesting."""
MAX_ATTRIBUTES = 256
"""Attributes of one tag."""
MAX_REPAIRS = 150_000
"""Elements that the parser would have to copy or pass over to mend tags that are not closed in order. lexbor takes
a second for 200,000 copies."""

_MANY = 2 * MAX_ATTRIBUTES
"""Characters of a tag that may hold too many attributes."""
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(rf"<(?:(/?)([A-Za-z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE})*+)>?|!--|[!?][^>]*+)")
"""A tag, the start of a comment, or what is one to the tokenizer up to the next ">"."""
_COMMENT_END = re.compile("--!?>")
_START_TAG = re.compile(rb"""<[A-Za-z][^>=]*+(?:=(?:"[^"]*+"|\s*+(?:"[^"]*+"|'[^']*+')?+)[^>=]*+)*+""")
"""A start tag, or more than one: what it matches is never shorter than what the tokenizer takes for the tag."""
_COPIED = re.compile(
    rb"""<(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s/>])[^>"']*+(["']?)""", re.IGNORECASE
)
"""The start of a formatting element that may be copied: its whole tag, or what stands before a quotation mark in it."""
_ALIKE = 3
"""Formatting elements of the same tag that the standard keeps to be copied."""
_SMALL_PAGE = 1_000_000
_SMALL_TAGS = 8_000
_FEW_TAGS = 3_000
_SMALL_TAG = 2_048
"""Bytes of a page, its "<", those among which no formatting elements can be too many, and the bytes of a tag, or those
in it that may part attributes, up to which no parser takes long: lexbor, the slowest in each, takes 0.3 s for a page
that is one tower of such tags, 0.4 s for one of open formatting elements and paragraphs, and 2 s for one that is full
of such attributes. Nine article pages of ten are as small."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How large a page is: its tags, and the sum of the depths at which elements start. `problem` is the limit that it
    breaks, where the scan stopped; None when it can be parsed at leisure."""

    tags: int
    depths: int
    problem: Problem | None = None


def is_surely_small(html: bytes) -> bool:
    """Whether a page in UTF-8 is too small to break a limit but that of depth; tells it of most pages in a fifth of the
    time."""
    if len(html) > _SMALL_PAGE or (count := html.count(b"<")) > _SMALL_TAGS:
        return False
    starts = _START_TAG.findall(html)
    if count > _FEW_TAGS and count * _copied(b">".join(starts)) > MAX_REPAIRS:
        return False
    return all(_separators(tag) <= _SMALL_TAG for tag in starts if len(tag) > _SMALL_TAG)


def _copied(starts: bytes) -> int:
    """At most how many formatting elements may stand open at a time, to be copied into each paragraph that follows."""
    whole = set()
    others = 0
    for match in _COPIED.finditer(starts):
        if match[1]:
            others += 1
        else:
            whole.add(match[0])
    return _ALIKE * len(whole) + others


def _separators(tag: bytes) -> int:
    return len(tag) - len(tag.translate(None, b" \t\n\r\f/\"'"))


def measure(html: str) -> Measure:
    """Scans the tags of a page, in time linear in its length."""
    if len(html) > MAX_CHARACTERS:
        return Measure(0, 0, Problem("too-large", f"The page has more than {MAX_CHARACTERS} characters."))
    scan = _Scan()
    at = 0
    while match := _TAG.search(html, at):
        at = match.end()
        closing, name, attributes = match.groups()
        if name is None:
            if match[0] == "<!--":
                at = _end_of_comment(html, match.start())
            elif scan.foreign and match[0].startswith("<![CDATA["):
                at = max(at, html.find("]]>", match.start()))
            continue
        name = name.lower()
        scan.tags += 1
        if closing:
            scan.end(name)
        else:
            # The <title> of a drawing holds HTML, unlike that of a page.
            in_drawing = scan.foreign
            scan.start(name, attributes)
            if name in tags.OPAQUE and not in_drawing:
                at = _end_of_text(html, at, name)
        if (len(attributes) > _MANY or scan.is_over) and (problem := _problem(scan, attributes)):
            return Measure(scan.tags, scan.depths, problem)
    return Measure(scan.tags, scan.depths)


def has_grown(html: bytes, markup: str) -> Problem | None:
    """What is wrong with a page whose tree, written as `markup`, holds far more elements than it has tags."""
    return _too_tangled() if len(markup) > len(html) and markup.count("<") > 2 * MAX_TAGS else None


def _too_tangled() -> Problem:
    return Problem("too-tangled", f"Mending the page's tags takes more than {MAX_REPAIRS} elements.")


def too_deep() -> Problem:
    return Problem("too-deep", f"The page nests more than {MAX_DEPTH} elements.")


def _problem(scan: "_Scan", attributes: str) -> Problem | None:
    if scan.tags > MAX_TAGS:
        return Problem("too-large", f"The page has more than {MAX_TAGS} tags.")
    if len(attributes) > _MANY and len(_ATTRIBUTES.findall(attributes)) > MAX_ATTRIBUTES:
        return Problem("too-many-attributes", f"A tag of the page has more than {MAX_ATTRIBUTES} attributes.")
    if len(scan.open) > MAX_DEPTH:
        return too_deep()
    if scan.repairs > MAX_REPAIRS:
        return _too_tangled()
    return None


def _end_of_comment(html: str, start: int) -> int:
    end = _COMMENT_END.search(html, start + 2)
    return end.end() if end else len(html)


def _end_of_text(html: str, start: int, name: str) -> int:
    end = re.compile(rf"</(?i:{name})[\s/>]").search(html, start)
    return end.start() if end else len(html)


class _Scan:
    """The open elements as a parser would have them, and how many it copies or passes over to mend the page."""

    def __init__(self) -> None:
        self.open: list[tuple[str, bool]] = []
        """Name of each open element, and whether it is of SVG or MathML."""
        self.count: Counter[str] = Counter()
        self.tags = 0
        self.depths = 0
        self.repairs = 0
        self.formatting: dict[str, list[str]] = {}
        """By name, the start tags of the formatting elements that are not ended yet."""
        self.unended = 0

    @property
    def is_over(self) -> bool:
        return self.tags > MAX_TAGS or len(self.open) > MAX_DEPTH or self.repairs > MAX_REPAIRS

    @property
    def foreign(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def start(self, name: str, attributes: str) -> None:
        while name in tags.BREAKOUT and self.foreign:
            self.count[self.open.pop()[0]] -= 1
        foreign = name in {"svg", "math"} or (self.foreign and name not in tags.HTML_AGAIN)
        if not foreign:
            self._end_before(name)
        if name in tags.VOID or (foreign and attributes.endswith("/")):
            return
        if name in tags.FORMATTING:
            self._start_formatting(name, attributes)
        else:
            self.repairs += self.unended
        if name in tags.NEVER_OPEN_LONG:
            return
        if name in tags.NEVER_IN_ITSELF:
            self._take_out(name)
        self.open.append((name, foreign))
        self.count[name] += 1
        self.depths += len(self.open)

    def end(self, name: str) -> None:
        while name in {"p", "br"} and self.foreign:
            self.count[self.open.pop()[0]] -= 1
        started = self.formatting.get(name)
        if started:
            started.pop()
            self.unended -= 1
        if self.open and self.open[-1][0] == name:
            self._cut(len(self.open) - 1)
        elif name in tags.FORMATTING:
            self._take_out(name)
        else:
            self._close(name, tags.BARRIERS if name in tags.SPECIAL else tags.SPECIAL | tags.BARRIERS)

    def _end_before(self, name: str) -> None:
        """Ends what the start of an element ends: a paragraph, a list item, all that is open in a table."""
        if name in {"li", "dd", "dt"}:
            for item in ("li",) if name == "li" else ("dd", "dt"):
                self._close(item, tags.LIST_BARRIERS)
        elif name in tags.TABLE_PARTS and (table := self._find("table", tags.BARRIERS)) is not None:
            self._cut(table + 1)
        if name in tags.ENDS_PARAGRAPH:
            self._close("p", tags.BARRIERS | {"button"})

    def _start_formatting(self, name: str, attributes: str) -> None:
        started = self.formatting.setdefault(name, [])
        if name in tags.NEVER_IN_ITSELF:
            self.unended -= len(started)
            started.clear()
        # The standard keeps at most three that are alike.
        if started.count(attributes) < 3:
            started.append(attributes)
            self.unended += 1

    def _take_out(self, name: str) -> None:
        """An end tag of a formatting element closes that one alone: what stands in it stays open."""
        if (at := self._find(name, frozenset())) is not None:
            del self.open[at]
            self.count[name] -= 1

    def _close(self, name: str, stops: frozenset[str]) -> None:
        if (at := self._find(name, stops)) is not None:
            self._cut(at)

    def _find(self, name: str, stops: frozenset[str]) -> int | None:
        """The place of the innermost open element of that name, unless one of `stops` stands inside it."""
        if not self.count.get(name):
            return None
        for n in range(len(self.open) - 1, -1, -1):
            if self.open[n][0] == name:
                return n
            self.repairs += 1
            if self.open[n][0] in stops:
                return None
        return None

    def _cut(self, at: int) -> None:
        for closed, _ in self.open[at:]:
            self.count[closed] -= 1
        del self.open[at:]
