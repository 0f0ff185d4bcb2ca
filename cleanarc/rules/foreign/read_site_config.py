"""Reading an ftr-site-config.

A line that starts with "#" is a comment; any other is a directive, its name up to the first colon. What is wrong with
single lines is noted and not fatal: in nearly two thousand files that people keep, some line is always wrong.
"""

import hashlib
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleanarc.rules.foreign.directives import DIRECTIVES, WITH_ARGUMENT, Takes
from cleanarc.rules.foreign.site_config import Directive, Fault, SiteConfig

_CALL = re.compile(rf"({'|'.join(sorted(WITH_ARGUMENT))})\s*\((.*?)\)\s*:(.*)", re.IGNORECASE | re.DOTALL)
"""A directive with an argument; the argument may hold colons."""
_TAG_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_HOST = re.compile(r"\.?(?:[a-z0-9_-]+\.)+[a-z0-9_-]+\.txt|global\.txt", re.IGNORECASE)
_YES_NO = frozenset({"yes", "no", "true", "false"})


def is_site_config(file: str) -> bool:
    """Whether a file is named as a config is: after a host, example.com.txt or .example.com.txt, or global.txt."""
    return bool(_HOST.fullmatch(file))


def read_site_config(file: str, text: str) -> SiteConfig:
    """The config that a file holds. Never fails: what is wrong are faults of it."""
    reading = _Reading(file)
    for number, line in enumerate(text.splitlines(), 1):
        reading.take(number, line.strip())
    reading.finish()
    digest = hashlib.sha256(text.encode()).hexdigest()
    return SiteConfig(file, digest, tuple(reading.directives), tuple(reading.faults))


@dataclass(slots=True)
class _Reading:
    """A file on its way; `finds` are the find_strings that wait for what they are replaced with."""

    file: str
    directives: list[Directive] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    finds: deque[Directive] = field(default_factory=deque)

    def take(self, number: int, line: str) -> None:
        if not line or line.startswith("#"):
            return
        directive = self._parsed(number, line)
        problems = list(_faults(directive)) if directive else ["it is no directive: no colon follows a name"]
        if directive and directive.name == "find_string":
            self.finds.append(directive)
        elif problems or not directive:
            self.faults += [Fault(self.file, number, problem) for problem in problems]
        elif directive.name == "replace_string" and not directive.argument:
            self._pair(directive)
        else:
            self.directives.append(directive)

    def finish(self) -> None:
        unpaired = "no replace_string follows this find_string"
        self.faults += [Fault(self.file, find.line, unpaired) for find in self.finds]

    def _parsed(self, number: int, line: str) -> Directive | None:
        if call := _CALL.fullmatch(line):
            return Directive(self.file, number, call[1].lower(), call[3].strip(), call[2].strip())
        name, colon, value = line.partition(":")
        return Directive(self.file, number, name.strip().lower(), value.strip()) if colon else None

    def _pair(self, replacement: Directive) -> None:
        if not self.finds:
            self.faults.append(Fault(self.file, replacement.line, "no find_string stands before this replace_string"))
            return
        find = self.finds.popleft()
        self.directives.append(Directive(self.file, find.line, "replace_string", replacement.value, find.value))


def _faults(directive: Directive) -> Iterator[str]:
    name, meaning = directive.name, DIRECTIVES.get(directive.name)
    if name == "find_string":
        return
    if meaning is None:
        yield f"'{name}' is no directive"
    elif not directive.value and name != "replace_string":
        yield f"{name} has no value"
    elif meaning.takes is Takes.YES_NO and directive.value.lower() not in _YES_NO:
        yield f"{name} takes yes or no, not '{directive.value}'"
    elif name in WITH_ARGUMENT and not directive.argument and name != "replace_string":
        yield f"{name} is written {name}(…): …"
    elif name == "wrap_in" and not _TAG_NAME.fullmatch(directive.argument):
        yield f"'{directive.argument}' is no name of an element to wrap in"
