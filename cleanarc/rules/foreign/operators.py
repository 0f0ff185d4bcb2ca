"""The operators that filter lists add to CSS, in the text of a selector."""

import re
from collections.abc import Iterator

_NAMES = {
    "has-text": "has-text",
    "contains": "has-text",
    "-abp-contains": "has-text",
    "upward": "upward",
    "nth-ancestor": "upward",
    "-abp-has": "has",
    "if": "has",
}
"""Operators of uBlock Origin, AdGuard and Adblock Plus by the names that they have here."""
_TOKEN = re.compile(r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\\.|:([\w-]+)\(|.""", re.S)
_EXPRESSION = re.compile(r"\s*+/(?:[^/\\\[]|\\.|\[(?:[^\]\\]|\\.)*+\])++/[a-z]*+\s*+\)", re.S)
_QUOTED = re.compile(r"""\s*+(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')\s*+\)""", re.S)


def lifted(text: str) -> tuple[str, dict[int, str]]:
    """A selector as CSS, in which numbers stand for the arguments of operators, and the arguments by these numbers."""
    if not any(f":{name}(" in text for name in _NAMES):
        return text, {}
    written: list[str] = []
    arguments: dict[int, str] = {}
    at = 0
    while found := _TOKEN.match(text, at):
        at = found.end()
        name = _NAMES.get(found[1] or "")
        if name is None:
            written.append(found[0])
        elif name == "has":
            written.append(":has(")
        else:
            end = _end_of_argument(text, at)
            arguments[len(arguments)] = text[at : end - 1]
            written.append(f":{name}({len(arguments) - 1})")
            at = end
    return "".join(written), arguments


def parts_of(text: str) -> Iterator[str]:
    """The alternatives of a list of selectors, which commas part."""
    start = at = depth = 0
    while found := _TOKEN.match(text, at):
        at = found.end()
        token = found[0]
        if _NAMES.get(found[1] or "") in ("has-text", "upward"):
            at = _end_of_argument(text, at)
        elif token == "," and not depth:
            yield text[start : at - 1].strip()
            start = at
        else:
            depth += (token[-1] in "([") - (token in (")", "]"))
    yield text[start:].strip()


def _end_of_argument(text: str, start: int) -> int:
    """Where an argument that starts there has ended, its bracket closed: regular expressions and texts in quotes may
    have brackets of their own, other texts have them in pairs."""
    if found := _EXPRESSION.match(text, start) or _QUOTED.match(text, start):
        return found.end()
    depth, at = 1, start
    while at < len(text):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at + 1
        at += 2 if text[at] == "\\" else 1
    return len(text) + 1
