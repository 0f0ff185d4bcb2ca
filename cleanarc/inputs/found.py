"""What a walk comes upon."""

from dataclasses import dataclass
from pathlib import Path

from cleanarc.inputs.place import Place
from cleanarc.model import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be read: a file, and its path relative to the PATH that was named.

    `place` says where in the file it is, where the file holds many records; `relative` then tells that too.
    """

    file: Path
    relative: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """Something in the input that gives no document, and why."""

    relative: str
    problem: Problem


def unreadable(relative: str, error: OSError) -> Unusable:
    """What the system refused to open or read, in the system's words."""
    return Unusable(relative, Problem("unreadable", f"It can't be read: {error.strerror or 'an input error'}."))
