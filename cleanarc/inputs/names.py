"""Names of sources: relative paths in plain UTF-8, and the globs that choose among them."""

import os
import re
from dataclasses import dataclass
from functools import cache

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_GLOB = re.compile(
    r"(?P<folders>\*\*/)|(?P<all>\*\*)|(?P<some>\*)|(?P<one>\?)|\[(?P<set>!?\]?[^\]]*)\]|(?P<plain>.)", re.DOTALL
)
_GLOB_PARTS = {"folders": "(?:.*/)?", "all": ".*", "some": "[^/]*", "one": "[^/]"}


def encoded(name: str) -> str:
    """A file's name as sources are named: as it is where it is UTF-8, else with its other bytes percent-encoded.

    Such a name has its percent signs encoded as well, so that it can be told back.
    """
    text = os.fsencode(name).decode("utf-8", "surrogateescape")
    if not _NOT_UTF8.search(text):
        return text
    return _NOT_UTF8.sub(lambda match: f"%{ord(match[0]) - 0xDC00:02X}", text.replace("%", "%25"))


@dataclass(frozen=True, slots=True)
class Globs:
    """Which relative paths are wanted: all when `include` is empty, less those that `exclude` names.

    `*` and `?` stand for characters of one name, `[…]` for one of a set, `**` for any number of folders. A pattern with
    a slash is held against the path from its beginning, one without against each name in it. A pattern that matches
    a folder matches all that lies in it.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def take(self, relative: str) -> bool:
        """Whether a file is wanted."""
        return (not self.include or _matches(self.include, relative)) and not _matches(self.exclude, relative)

    def enter(self, relative: str) -> bool:
        """Whether a folder is looked into."""
        return not _matches(self.exclude, relative)


def _matches(patterns: tuple[str, ...], relative: str) -> bool:
    return any(_matches_one(pattern, relative.split("/")) for pattern in patterns)


def _matches_one(pattern: str, names: list[str]) -> bool:
    glob = _compiled(pattern.strip("/"))
    if "/" in pattern.rstrip("/"):
        return any(glob.fullmatch("/".join(names[:n])) for n in range(1, len(names) + 1))
    return any(glob.fullmatch(name) for name in names)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(_translated(part) for part in _GLOB.finditer(pattern)), re.DOTALL)


def _translated(part: re.Match[str]) -> str:
    if part["plain"]:
        return re.escape(part["plain"])
    if part["set"] is None:
        return _GLOB_PARTS[part.lastgroup or ""]
    negated = part["set"].startswith("!")
    members = part["set"].removeprefix("!")
    if not members:
        return re.escape(part[0])
    low_to_high = re.sub(r"([\\\[\]^&~|])", r"\\\1", members)
    return f"[{'^' if negated else ''}{low_to_high}]"


def sort_key(name: str, *, is_folder: bool) -> bytes:
    """The key that puts the names in a folder in the order of the whole paths below it: "a-b" before "a/b"."""
    return f"{name}/".encode() if is_folder and name else name.encode()
