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
MAX_TAGS = 200_000
"""Start and end tags of a page. Article pages have about 4,000."""
MAX_DEPTH = 512
"""Elements open at a time: the depth at which Blink, the engine of Chromium, stops nesting."""
MAX_ATTRIBUTES = 256
"""Attributes of one tag."""
MAX_REPAIRS = 100_000
"""Elements that the parser would have to copy or pass over to mend tags that are not closed in order."""

_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(rf"<(/?)([A-Za-z][^\s/>]*+)((?:[\s/]++|{_ATTRIBUTE})*+)>?|<!--")


@dataclass(frozen=True, slots=True)
class Measure:
    """How large a page is: its tags, and the sum of the depths at which elements start. `problem` is the limit that it
    breaks, where the scan stopped; None when it can be parsed at leisure."""

    tags: int
    depths: int
    problem: Problem | None = None


def measure(html: str) -> Measure:
    """Scans the tags of a page, in time linear in its length."""
    if len(html) > MAX_CHARACTERS:
        return Measure(0, 0, Problem("too-large", f"The page has more than {MAX_CHARACTERS} characters."))
    scan = _Scan()
    problem = None
    at = 0
    while problem is None and (match := _TAG.search(html, at)):
        at = match.end()
        closing, name, attributes = match.groups()
        if name is None:
            at = _end_of_comment(html, match.start())
            continue
        name = name.lower()
        scan.tags += 1
        if closing:
            scan.end(name)
        else:
            scan.start(name, attributes)
            if name in tags.OPAQUE and not scan.foreign:
                at = _end_of_text(html, at, name)
        problem = _problem(scan, attributes)
    return Measure(scan.tags, scan.depths, problem)


def _problem(scan: "_Scan", attributes: str) -> Problem | None:
    if scan.tags > MAX_TAGS:
        return Problem("too-large", f"The page has more than {MAX_TAGS} tags.")
    if len(attributes) > 2 * MAX_ATTRIBUTES and len(_ATTRIBUTES.findall(attributes)) > MAX_ATTRIBUTES:
        return Problem("too-many-attributes", f"A tag of the page has more than {MAX_ATTRIBUTES} attributes.")
    if len(scan.open) > MAX_DEPTH:
        return Problem("too-deep", f"The page nests more than {MAX_DEPTH} elements.")
    if scan.repairs > MAX_REPAIRS:
        return Problem("too-tangled", f"Mending the page's tags takes more than {MAX_REPAIRS} elements.")
    return None


def _end_of_comment(html: str, start: int) -> int:
    end = html.find("-->", start + 2)
    return end + 3 if end >= 0 else len(html)


def _end_of_text(html: str, start: int, name: str) -> int:
    end = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(html, start)
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
    def foreign(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def start(self, name: str, attributes: str) -> None:
        while name in tags.BREAKOUT and self.foreign:
            self.count[self.open.pop()[0]] -= 1
        foreign = name in {"svg", "math"} or (self.foreign and name not in tags.HTML_AGAIN)
        if name in tags.VOID or (foreign and attributes.endswith("/")):
            return
        if name in tags.FORMATTING:
            self._start_formatting(name, attributes)
        else:
            self.repairs += self.unended
        if name in tags.CLOSED_BY_OTHERS:
            return
        if name in tags.NEVER_IN_ITSELF:
            self._take_out(name)
        self.open.append((name, foreign))
        self.count[name] += 1
        self.depths += len(self.open)

    def end(self, name: str) -> None:
        started = self.formatting.get(name)
        if started:
            started.pop()
            self.unended -= 1
        if name in tags.FORMATTING:
            self._take_out(name)
        elif self.count[name]:
            self._close(name)

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
        if not self.count[name]:
            return
        for n in range(len(self.open) - 1, -1, -1):
            self.repairs += 1
            if self.open[n][0] == name:
                del self.open[n]
                self.count[name] -= 1
                return

    def _close(self, name: str) -> None:
        for n in range(len(self.open) - 1, -1, -1):
            open_name = self.open[n][0]
            if open_name == name:
                for closed, _ in self.open[n:]:
                    self.count[closed] -= 1
                del self.open[n:]
                return
            self.repairs += 1
            if (open_name in tags.SPECIAL and name not in tags.SPECIAL) or (
                open_name in tags.BARRIERS and name != "table"
            ):
                return
