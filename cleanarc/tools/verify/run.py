"""Verify from end to end: what is there, the WARC files, the references between records, and what is derived."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from cleanarc.archive.catalog import CatalogReader, create
from cleanarc.archive.catalog_writer import CatalogWriter
from cleanarc.archive.derive import Deriver
from cleanarc.archive.layout import Layout, Settings
from cleanarc.archive.losses import excused, read_losses
from cleanarc.archive.settings import settings_or_complaint
from cleanarc.archive.store import failures_told, lock
from cleanarc.formats.damage import DamageError
from cleanarc.tools.verify.derived import check_catalog, check_clean_files, check_indexes
from cleanarc.tools.verify.findings import Depth, Finding, VerifyReport
from cleanarc.tools.verify.learned import check_learned, check_lines
from cleanarc.tools.verify.manifests import Listing
from cleanarc.tools.verify.presence import check_losses, check_presence
from cleanarc.tools.verify.references import References
from cleanarc.tools.verify.warcs import WarcChecker


def verify(root: Path, depth: Depth = Depth.REPLAY) -> VerifyReport:
    """Checks an archive as deep as is asked.

    Where records are read, every WARC file is read once; from its records the catalog and the indexes are made again,
    in private, and held against those on disk. Raises ArchiveMissingError, ArchiveNewerError, ArchiveLockedError while
    a run writes, and ArchiveError when the system does not let a file be read.
    """
    layout = Layout(root)
    with failures_told(root):
        settings, complaint = settings_or_complaint(layout)
        with lock(root, exclusive=False):
            findings = list(_about_the_whole(layout, complaint))
            if depth.reads_records:
                return _read_records(layout, settings, depth, findings)
            return _compare_files(layout, findings)


def _about_the_whole(layout: Layout, complaint: str | None) -> Iterator[Finding]:
    if complaint:
        yield Finding(layout.settings.name, None, f"{complaint}: run 'cleanarc repair'")
    yield from check_presence(layout)
    yield from check_losses(layout)
    yield from check_learned(layout)


def _compare_files(layout: Layout, findings: list[Finding]) -> VerifyReport:
    with closing(Listing(layout)) as listing:
        findings += listing.check_files()
        # Nothing can be held against manifests that are not right.
        if not any(finding.file.startswith(("raw/", "text/", "manifest/")) for finding in findings):
            findings += listing.check_indexes()
            findings += listing.check_catalog()
        return VerifyReport(Depth.FILES, tuple(findings), len(layout.all_warcs()), listing.records, 0, 0, 0, 0)


def _read_records(layout: Layout, settings: Settings, depth: Depth, findings: list[Finding]) -> VerifyReport:
    with closing(sqlite3.connect("", isolation_level=None)) as again:
        create(again)
        with closing(Deriver(CatalogWriter(again), _ignore)) as deriver:
            warcs = WarcChecker(layout, settings.collection, deriver, again, replay=depth is Depth.REPLAY)
            references = References(again, _excused(layout))
            files = layout.all_warcs()
            again.execute("BEGIN")
            for file in files:
                findings += warcs.check(file)
            if depth is Depth.REPLAY:
                findings += references.check(settings.hash.digits)
                findings += check_lines(layout, warcs.replayer.learned - _excused(layout))
            again.execute("COMMIT")
            # What is derived can only be held against WARC files that can be read.
            if not any(finding.file in files for finding in findings):
                findings += check_indexes(layout, deriver.lines)
                findings += check_catalog(layout, again)
        if settings.clean_files:
            findings += check_clean_files(layout, again)
        return VerifyReport(
            depth,
            tuple(findings),
            len(files),
            warcs.records,
            CatalogReader(again).count(),
            warcs.replayer.replayed,
            warcs.replayer.segmented,
            references.lost,
            warcs.foreign_faults,
        )


def _excused(layout: Layout) -> frozenset[str]:
    try:
        return excused(read_losses(layout))
    except (DamageError, OSError):
        return frozenset()


def _ignore(name: str, text: bytes | None) -> None:
    """Clean files are held against the hashes of the texts."""
