"""What stands behind the last full stop of a paragraph and is no sentence."""

import re

from cleanarc.rules.line import Line
from cleanarc.rules.prose import ends_sentence

_ENDS = ".!?…。！？؟।"
_STOP = re.compile(rf"[{_ENDS}][\"'”’»“」』)\]]*(?P<gap>\s*)(?P<tail>\S(?:.{{0,60}}\S)?)$", re.DOTALL)


def tail_of(line: Line) -> re.Match[str] | None:
    """What stands behind the last full stop of a line, where that is short and no sentence: groups `gap` and `tail`."""
    if ends_sentence(line.text):
        return None
    at = max(map(line.text.rfind, _ENDS))
    return _STOP.match(line.text, at) if at >= 0 else None


def is_set_off(tail: re.Match[str]) -> bool:
    """Whether a tail starts anew behind the full stop, and does not go on as a number or an address does."""
    first = tail["tail"][0]
    return bool(tail["gap"]) or not (first.islower() or first.isdigit())
