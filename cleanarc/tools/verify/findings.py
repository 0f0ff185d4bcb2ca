"""What `verify` finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: in which file, relative to the archive, and at which byte, if any."""

    file: str
    offset: int | None
    message: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The findings, none of a sound archive, and how much was looked at.

    `replayed` counts the cleanings whose text was made again from page and ledger; those that another version of the
    renderer wrote can't be.
    """

    findings: tuple[Finding, ...]
    files: int
    records: int
    documents: int
    replayed: int

    @property
    def sound(self) -> bool:
        return not self.findings
