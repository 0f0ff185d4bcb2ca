"""cleanarc: cleans articles of boilerplate and archives them, raw and clean, in WARC files."""

from cleanarc.api import clean, ingest, learn, open_archive, read_learned, reclean, remove
from cleanarc.archive import Archive
from cleanarc.errors import (
    ArchiveDamagedError,
    ArchiveError,
    ArchiveLockedError,
    ArchiveMissingError,
    ArchiveNewerError,
    CleanarcError,
    NotFoundError,
    UsageError,
)
from cleanarc.jobs.events import Event
from cleanarc.jobs.reclean_report import DocumentChange, RecleanReport
from cleanarc.jobs.remove import RemoveReport
from cleanarc.jobs.report import IngestReport
from cleanarc.model import (
    CleanResult,
    Document,
    Learned,
    Ledger,
    Metadata,
    Page,
    Policy,
    Problem,
    Removal,
    Repair,
    Source,
)
from cleanarc.rules.registry import RuleSet, load_rules

__all__ = [
    "Archive",
    "ArchiveDamagedError",
    "ArchiveError",
    "ArchiveLockedError",
    "ArchiveMissingError",
    "ArchiveNewerError",
    "CleanResult",
    "CleanarcError",
    "Document",
    "DocumentChange",
    "Event",
    "IngestReport",
    "Learned",
    "Ledger",
    "Metadata",
    "NotFoundError",
    "Page",
    "Policy",
    "Problem",
    "RecleanReport",
    "Removal",
    "RemoveReport",
    "Repair",
    "RuleSet",
    "Source",
    "UsageError",
    "clean",
    "ingest",
    "learn",
    "load_rules",
    "open_archive",
    "read_learned",
    "reclean",
    "remove",
]
