"""Verify from end to end: what is there, the WARC files, the references between records, and what is derived."""

import sqlite3
from contextlib import closing
from pathlib import Path

from cleanarc.archive.catalog import CatalogReader, CatalogWriter, create
from cleanarc.archive.derive import Deriver
from cleanarc.archive.layout import Layout, Settings, read_settings
from cleanarc.archive.store import failures_told, lock
from cleanarc.tools.verify.derived import check_catalog, check_clean_files, check_indexes
from cleanarc.tools.verify.findings import VerifyReport
from cleanarc.tools.verify.learned import check_learned
from cleanarc.tools.verify.presence import check_presence
from cleanarc.tools.verify.references import check_references
from cleanarc.tools.verify.warcs import WarcChecker


def verify(root: Path) -> VerifyReport:
    """Checks everything in an archive.

    Every WARC file is read once; from its records the catalog and the indexes are made again, in private, and held
    against those on disk. Raises ArchiveMissingError, ArchiveNewerError, ArchiveLockedError while a run writes, and
    ArchiveError when a file can't be read.
    """
    layout = Layout(root)
    settings = read_settings(layout)
    with failures_told(root), lock(root, exclusive=False), closing(sqlite3.connect("", isolation_level=None)) as again:
        create(again)
        with closing(Deriver(CatalogWriter(again), _ignore)) as deriver:
            return _verify(layout, settings, again, deriver)


def _verify(layout: Layout, settings: Settings, again: sqlite3.Connection, deriver: Deriver) -> VerifyReport:
    findings = list(check_presence(layout))
    files = layout.all_warcs()
    warcs = WarcChecker(layout, deriver, again)
    again.execute("BEGIN")
    for file in files:
        findings += warcs.check(file)
    findings += check_references(again, settings.hash.digits)
    again.execute("COMMIT")
    # What is derived can only be held against WARC files that can be read.
    if not any(finding.file in files for finding in findings):
        findings += check_indexes(layout, deriver.lines)
        findings += check_catalog(layout, again)
    findings += check_learned(layout, warcs.replayer.learned)
    if settings.clean_files:
        findings += check_clean_files(layout, again)
    return VerifyReport(
        tuple(findings), len(files), warcs.records, CatalogReader(again).count(), warcs.replayer.replayed
    )


def _ignore(name: str, text: bytes | None) -> None:
    """Clean files are held against the hashes of the texts."""
