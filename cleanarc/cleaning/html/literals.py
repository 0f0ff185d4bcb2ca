"""The objects, lists and strings that a script writes down, be it JSON or JavaScript.

No script is run and no grammar is asked for: strings, brackets and keys are read as they come, so that JSON with
comments or trailing commas, object literals with bare keys and the arguments of calls all give their values.
"""

import json
import re

Value = str | int | None | list["Value"] | dict[str, "Value"]
"""What a script says. Other numbers than small whole ones, and names, are None: they only hold their place."""

_DEEPEST = 120
"""Levels of brackets that are read; what lies deeper is passed over. React's trees take two levels an element."""
_ABSURD = 1_000
"""Levels at which reading ends: brackets that nest so deep are no data."""
_LONG = 500
"""Characters of a string outside of all objects that is read: such as JSON that a script has yet to parse."""
_REST = r"|'(?:[^'\\\n]|\\.)*+'?|`(?:[^`\\]|\\.)*+`?|[{}\[\]:,]|[A-Za-z_$][\w$]*+|-?\d[\w.+-]*+"
# A string without its end goes on to where the line or the script ends, so that none is read twice. JSON of the wild
# has line breaks in its strings; in JavaScript an odd quotation mark, in a comment say, ends with its line.
_JSON = re.compile(r'"(?:[^"\\]|\\.)*+"?' + _REST, re.DOTALL)
_JAVASCRIPT = re.compile(r'"(?:[^"\\\n]|\\.)*+"?' + _REST, re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|(.))", re.DOTALL)
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_literals(script: str, *, is_json: bool = False) -> list[Value]:
    """The outermost objects, lists and long strings of a script, in order.

    Nothing is raised, and the time is linear in the script.
    """
    if is_json:
        try:
            # Not strict: control characters in strings, as many systems write them.
            return [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            pass
    roots: list[Value] = []
    open_: list[list[Value] | dict[str, Value]] = []
    keys: list[str | None] = []
    last: str | None = None
    for match in (_JSON if is_json else _JAVASCRIPT).finditer(script):
        token = match[0]
        first = token[0]
        if first in "}]":
            if open_:
                open_.pop()
                keys.pop()
            last = None
        elif first == ":":
            if open_ and isinstance(open_[-1], dict) and keys[-1] is None:
                keys[-1] = last
        elif first == ",":
            if keys:
                keys[-1] = None
        else:
            value = _value(token)
            _put(value, open_, keys, roots)
            last = token if first.isalpha() or first in "_$" else value if isinstance(value, str) else None
            if isinstance(value, list | dict):
                open_.append(value)
                keys.append(None)
                if len(open_) > _ABSURD:
                    break
    return roots


def _put(value: Value, open_: list[list[Value] | dict[str, Value]], keys: list[str | None], roots: list[Value]) -> None:
    """Puts a value where it stands; what is large and has no place, as in a block of code, is one of the roots."""
    inside = open_[-1] if open_ else None
    if len(open_) > _DEEPEST:
        return
    if isinstance(inside, list):
        inside.append(value)
    elif inside is not None and (key := keys[-1]) is not None:
        inside.setdefault(key, value)
    elif isinstance(value, list | dict) or (isinstance(value, str) and len(value) >= _LONG):
        roots.append(value)


def _value(token: str) -> Value:
    first = token[0]
    if first == "{":
        return {}
    if first == "[":
        return []
    if first in "\"'`":
        return unescaped(token[1:-1] if len(token) > 1 and token[-1] == first else token[1:])
    return int(token) if len(token) < 10 and token.isascii() and token.isdigit() else None


def unescaped(literal: str) -> str:
    """The text that the inside of a string literal stands for; an escape that means nothing is its character."""
    if "\\" not in literal:
        return literal
    text = _ESCAPE.sub(_character, literal)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _SURROGATE.search(text) else text


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code is None:
        return _SHORT.get(match[4], match[4])
    number = int(code, 16)
    return chr(number) if number < 0x110000 else "�"
