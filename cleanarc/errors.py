"""The errors that a caller meets; a bad document is never one of them, it becomes a `Problem`.

    CleanarcError
    +-- UsageError            what was asked makes no sense
    +-- NotFoundError         the archive has no such document
    +-- ArchiveError          the archive can't be used
        +-- ArchiveMissingError
        +-- ArchiveLockedError
        +-- ArchiveNewerError
        +-- ArchiveDamagedError
    +-- WorkersError          no processes can be started to work in

Every message is one sentence that says what to do.
"""


class CleanarcError(Exception):
    """Base of all errors that cleanarc raises on purpose."""


class UsageError(CleanarcError):
    """What was asked makes no sense: an unknown format, a path that does not exist."""


class NotFoundError(CleanarcError):
    """The archive has no document of that name."""


class ArchiveError(CleanarcError):
    """The archive can't be used."""


class ArchiveMissingError(ArchiveError):
    """There is no archive at that path."""


class ArchiveLockedError(ArchiveError):
    """Another run is writing to the archive."""


class ArchiveNewerError(ArchiveError):
    """The archive was written by a newer version of cleanarc."""


class ArchiveDamagedError(ArchiveError):
    """A file of the archive is missing or is not what its manifest says."""


class WorkersError(CleanarcError):
    """No process can be started to work in."""
