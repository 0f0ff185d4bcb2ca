"""What a walk comes upon."""

from dataclasses import dataclass
from pathlib import Path

from cleanarc.model import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, and its path relative to the PATH that was named."""

    file: Path
    relative: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """Something in the input that gives no document, and why."""

    relative: str
    problem: Problem


def unreadable(relative: str, error: OSError) -> Unusable:
    """What the system refused to open or read, in the system's words."""
    return Unusable(relative, Problem("unreadable", f"It can't be read: {error.strerror or 'an input error'}."))
