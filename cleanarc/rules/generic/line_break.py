"""What the end of a line that was wrapped by hand leaves in the text: "har-bour" over two lines, a space in 港 口."""

import re
from collections.abc import Iterator

from cleanarc.model import Kind, Proposal, Repair, Role, Span
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY
from cleanarc.rules.line import Line
from cleanarc.rules.view import View

_BREAK = r"[^\S\n\r\u2028\u2029\x85]*(?:\r\n|[\n\r\u2028\u2029\x85])\s*"
_UNSPACED = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff65"
"""Characters of scripts that are written without spaces. Korean has them."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 60
"""Letters of a word: more are none, and need not be looked at."""
_LETTERS = rf"[^\W\d_]{{1,{_LONGEST}}}"
_HALF = re.compile(rf"{_LETTERS}\Z")
_HYPHENATED = re.compile(rf"(?<=[^\W\d_])[-\u2010\xad\xac]{_BREAK}(?P<after>{_LETTERS})")
_BETWEEN_UNSPACED = re.compile(rf"(?<=[{_UNSPACED}]){_BREAK}(?=[{_UNSPACED}])")
_SURE = ("\xad", "\xac")
"""The soft hyphen, and what some scanners write for it: they stand where a word is parted and nowhere else."""
_JOINED_ROLES = (Role.PARAGRAPH, Role.ITEM, Role.HEADING)
_AND = re.compile(
    "and|or|nor|to|und|oder|bzw|sowie|bis|en|of|och|eller|og|ja|tai|et|ou|y|o|e|u|i|lub|a|nebo|ve|és|vagy|või|ir|un"
    "|и|или|та|і"
)
"""Words behind the first half of "vor- und nachmittags": its hyphen stays, and so does the space behind it."""


def _propose(view: View) -> Iterator[Proposal]:
    if view.is_html:
        return
    wrapped = (line for line in view.lines if line.role in _JOINED_ROLES and not line.text.isprintable())
    lines = [line for line in wrapped if len(line.text.splitlines()) > 1]
    words = set(_WORD.findall(view.page.text.casefold())) if lines else set()
    for line in lines:
        yield from (repair for found in _HYPHENATED.finditer(line.text) if (repair := _rejoined(line, found, words)))
        for found in _BETWEEN_UNSPACED.finditer(line.text):
            # A repair that leaves nothing is none in some formats: the character beside it goes with it.
            where, kept = (found.start(), found.end() + 1), line.text[found.end()]
            yield _repair(line, where, kept, "its script has no spaces, and the line was wrapped")


def _rejoined(line: Line, found: re.Match[str], words: set[str]) -> Repair | None:
    """A word that was parted at the end of a line, as the rest of the page writes it. Where that tells nothing the
    hyphen stays: many words have one."""
    start, after = found.start(), found["after"]
    half = _HALF.search(line.text[max(0, start - _LONGEST) : start])
    before = half[0] if half else ""
    if found[0][0] in _SURE or f"{before}{after}".casefold() in words:
        joint, why = "", "the word was parted at the end of a line"
    elif not after[0].islower() or _AND.fullmatch(after.casefold()):
        return None
    else:
        joint, why = "-", "a word goes on behind the hyphen at the end of a line"
    return _repair(line, (start, found.start("after") + 1), joint + after[0], why)


def _repair(line: Line, where: tuple[int, int], text: str, evidence: str) -> Repair:
    start = line.span.start
    return RULE.repair(Span(start + where[0], start + where[1]), text, evidence)


def _wrapped(*lines: str) -> str:
    return "\n".join(lines)


_ENGLISH = _wrapped(
    "The old pier of Lindmouth, which the harbour master had closed in au-",
    "tumn, was opened on Monday after six weeks of dredging. The long-",
    "awaited ferry is back, and so are the visitors of last autumn, who had",
    "waited for it on the other side of the bay.",
)
_GERMAN = _wrapped(
    "Die Hafenbehörde von Lindmünde hat am Montag den Betrieb der Hafen-",
    "fähre wieder freigegeben, nachdem sechs Wochen lang gebaggert wurde. Vor-",
    "und nachmittags fährt sie nun stündlich, sagte die Sprecherin der",
    "Behörde; auch die Hafenfähre nach Norden fährt wieder.",
)
_CHINESE = _wrapped(
    "林德港在经历六周的疏浚工程之后于星期一重新开放，首批货船已经顺利进港停靠",
    "码头。港务局表示，在未来几个月内还将继续清理航道，以便更大的船只能够安全",
    "进出港口，并且恢复通往外岛的渡轮。当地居民对此表示欢迎，并且希望游客早日",
    "回来。",
)

RULE = Rule(
    name="line-break",
    code="F13",
    kind=Kind.MARKUP,
    why="Where a line of a paragraph ends is an accident of its width, and so is what was put there to mark it.",
    risk="A compound that the page writes without its hyphen elsewhere, too.",
    removes=(
        Example(_ENGLISH, ("-\nt", "-\na")),
        Example(_GERMAN, ("-\nf",)),
        Example(_CHINESE, ("码", "进", "回")),
        Example(_ENGLISH.replace("au-", "au\xad"), ("\xad\nt", "-\na")),
    ),
    keeps=(
        f"{BODY['en']}\nPre-\nand post-war",
        "salt-\nbread-\nwater-",
        f"{BODY['zh']}\n{BODY['zh']}",
        "<p>The long-\nawaited ferry is back.</p>",
    ),
    propose=_propose,
)
