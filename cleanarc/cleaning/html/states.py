"""The data that a page's scripts hold for its own program: JSON-LD, states of React, Vue, Svelte, Apollo and others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleanarc.cleaning.html.literals import Value, read_literals, unescaped

_MOST_CHARS = 2_000_000
"""Of all scripts together: a million may take a second. Of 918 article pages none has more than that."""
_LEAST_CHARS = 500
"""Of a script or a string that may hold the body of an article."""
_LEAST_NAMING = 20
"""Characters of a row that may name a text or hold one."""
_MOST_NESTED = 3
"""Times that JSON is unpacked which stands in a string of JSON."""
_STOPS = (". ", ".<", "。", "।", "۔", "? ", "! ", "؟", "\\u3002", "\\u0964", "\\u06d4", ".\\", '."')
_LEAST_STOPS = 4
"""Ends of sentences in a script that may hold a body."""
_JSON_TYPES = re.compile(r"json|x-state|graphql|shoebox")
_CODE_TYPES = frozenset({"", "module", "text/javascript", "application/javascript", "text/ecmascript"})
_FLIGHT = re.compile(r'__next_f\.push\(\[\s*1\s*,\s*"((?:[^"\\]|\\.)*+)"')
_ROW = re.compile(r"([0-9a-f]*):(?:T([0-9a-f]+),)?")
_DEVALUED = re.compile(r"(?:Shallow)?(?:Reactive|Ref)|Empty(?:Shallow)?Ref")


@dataclass(frozen=True, slots=True)
class Script:
    """A <script> of a page: its type attribute, as written, and its text."""

    type: str
    text: str


def read_states(scripts: Sequence[Script]) -> Iterator[Value]:
    """The objects and lists in the scripts of a page that hold data, JSON in strings unpacked. Nothing is raised."""
    left = _MOST_CHARS
    flight: list[str] = []
    for script in scripts:
        kind = script.type.strip().lower()
        is_json = bool(_JSON_TYPES.search(kind))
        if left <= 0 or not (is_json or kind in _CODE_TYPES):
            continue
        text = script.text[:left]
        left -= len(text)
        # Next.js sends its stream in pieces, of which each may be short.
        if pushed := _FLIGHT.findall(text):
            flight += pushed
        elif len(text) >= _LEAST_CHARS and _has_sentences(text):
            for value in read_literals(text, is_json=is_json):
                yield from _unpacked(_hydrated(value))
    if flight:
        yield from _read_flight(unescaped("".join(flight)))


def _has_sentences(text: str) -> bool:
    """Whether a script may hold prose: tells most code and data apart without reading it."""
    return sum(text.count(stop) for stop in _STOPS) >= _LEAST_STOPS


def _unpacked(root: Value) -> Iterator[Value]:
    """A value, and the values in its strings that are JSON themselves."""
    level = [root]
    for _ in range(_MOST_NESTED):
        yield from level
        packed = [text for value in level for text in _strings(value) if _is_packed(text)]
        level = [value for text in packed for value in read_literals(text, is_json=True)]


def _is_packed(text: str) -> bool:
    return len(text) >= _LEAST_CHARS and text[0] in "{[" and text.rstrip()[-1:] in "}]" and '":' in text


def _strings(value: Value) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()


def _hydrated(root: Value) -> Value:
    """Nuxt's flat list (https://github.com/Rich-Harris/devalue) as the tree it stands for; other values as they are.

    In it each object and list holds, in the place of a value, the value's number in the list.
    """
    if not isinstance(root, list) or len(root) < 3 or not isinstance(root[0], list):
        return root
    mark = root[0][0] if root[0] else None
    if not isinstance(mark, str) or not _DEVALUED.fullmatch(mark):
        return root
    flat = root
    seen: set[int] = set()

    def follow(number: Value, depth: int) -> Value:
        if not isinstance(number, int) or not 0 <= number < len(flat) or depth > 100:
            return None
        value = flat[number]
        if not isinstance(value, list | dict) or number in seen:
            return value if isinstance(value, str) else None
        seen.add(number)
        if isinstance(value, dict):
            return {key: follow(one, depth + 1) for key, one in value.items()}
        if value and isinstance(value[0], str):
            return follow(value[1], depth + 1) if len(value) == 2 else None
        return [follow(one, depth + 1) for one in value]

    return follow(0, 0)


def _read_flight(stream: str) -> Iterator[Value]:
    """The rows that React's server sends to Next.js: `number:JSON`, and long texts as `number:T<bytes>,text`.

    Rows name each other; where a value is only "$" and the number of a text, the text is put in its place.
    """
    texts: dict[str, str] = {}
    rows: list[str] = []
    at = 0
    while at < len(stream):
        match = _ROW.match(stream, at)
        if match and match[2]:
            size = int(match[2][:7], 16)
            text = stream[match.end() : match.end() + size].encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
            texts["$" + match[1]] = text
            at = match.end() + len(text)
        else:
            start = match.end() if match else at
            end = stream.find("\n", start)
            end = len(stream) if end < 0 else end
            rows.append(stream[start:end])
            at = end + 1
    used: set[str] = set()
    for row in rows:
        if len(row) >= _LEAST_NAMING:
            for value in read_literals(row, is_json=True):
                _fill(value, texts, used)
                yield from _unpacked(value)
    for name, text in texts.items():
        if name not in used:
            yield text


def _fill(root: Value, texts: dict[str, str], used: set[str]) -> None:
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += [value for value in one if isinstance(value, list | dict)]
            named = {n: value for n, value in enumerate(one) if isinstance(value, str) and value in texts}
            for n, name in named.items():
                one[n] = texts[name]
            used.update(named.values())
        elif isinstance(one, dict):
            waiting += [value for value in one.values() if isinstance(value, list | dict)]
            told = {key: value for key, value in one.items() if isinstance(value, str) and value in texts}
            for key, name in told.items():
                one[key] = texts[name]
            used.update(told.values())
