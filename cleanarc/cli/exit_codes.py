"""The exit codes, declared once: the help and the reference are written from here."""

from enum import IntEnum

from cleanarc.errors import ArchiveError, CleanarcError, UsageError


class ExitCode(IntEnum):
    """What the program tells the shell when it ends."""

    DONE = 0
    DOES_NOT_HOLD = 1
    WRONG_USE = 2
    UNUSABLE = 3
    INTERRUPTED = 130
    """128 + SIGINT, as shells have it."""
    BROKEN_PIPE = 141
    """128 + SIGPIPE: the reader of the output went away, which `set -o pipefail` expects to hear in this form."""


MEANINGS = {
    ExitCode.DONE: "done; a bad document is a reported problem, not a failed run",
    ExitCode.DOES_NOT_HOLD: "what was asked does not hold",
    ExitCode.WRONG_USE: "wrong use",
    ExitCode.UNUSABLE: "the archive can't be used",
    ExitCode.INTERRUPTED: "interrupted",
}
"""The codes that the help lists."""


def code_of(error: CleanarcError) -> ExitCode:
    """The exit code of an error."""
    match error:
        case UsageError():
            return ExitCode.WRONG_USE
        case ArchiveError():
            return ExitCode.UNUSABLE
        case _:
            return ExitCode.DOES_NOT_HOLD
