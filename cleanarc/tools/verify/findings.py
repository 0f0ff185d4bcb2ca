"""What `verify` finds."""

from dataclasses import dataclass
from enum import StrEnum


class Depth(StrEnum):
    """How deep `verify` looks; each depth is all of the one before it, and more."""

    FILES = "files"
    """Files, sizes and SHA-256s against manifests, indexes and catalog against manifests. Nothing is decompressed."""
    DIGESTS = "digests"
    """Every record: its headers and digests, and whether it is listed, indexed and in the catalog as it is."""
    REPLAY = "replay"
    """What records say of one another, and every cleaning done again from the original bytes."""

    @property
    def reads_records(self) -> bool:
        return self is not Depth.FILES


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: in which file, relative to the archive, and at which byte, if any."""

    file: str
    offset: int | None
    message: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The findings, none of a sound archive, and how much was looked at.

    `replayed` counts the cleanings whose text was made again from page and ledger, `segmented` those whose page text
    was made again from the original bytes; those that another version of renderer or segmenter wrote can't be. `lost`
    counts what records lean on and repairs could not save: that is noted, and no finding. `foreign_faults` counts
    imported records that are against the standard or carry a false digest, as they came: that is no damage either.
    """

    depth: Depth
    findings: tuple[Finding, ...]
    files: int
    records: int
    documents: int
    replayed: int
    segmented: int
    lost: int
    foreign_faults: int = 0

    @property
    def sound(self) -> bool:
        return not self.findings
