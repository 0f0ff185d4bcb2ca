"""Making anew what is derived: catalog, indexes and clean files, from the WARC files alone."""

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from cleanarc.archive.catalog import CatalogReader, connect_for_writing
from cleanarc.archive.derive import Damage, derive
from cleanarc.archive.journal import recover
from cleanarc.archive.layout import FOLDERS, Layout, Settings, read_settings
from cleanarc.archive.store import failures_told, lock
from cleanarc.errors import ArchiveDamagedError
from cleanarc.formats.files import OPEN, sync_folder


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """How many documents the catalog holds again, from how many WARC files, and what of those can't be read."""

    documents: int
    files: int
    damaged: tuple[Damage, ...]


def rebuild(root: Path) -> RebuildReport:
    """Makes the catalog, the indexes and the clean files anew; the old ones stay until the new ones are whole.

    Raises ArchiveMissingError, ArchiveNewerError, ArchiveLockedError, or ArchiveError when it can't be written to.
    """
    layout = Layout(root)
    settings = read_settings(layout)
    with failures_told(root), lock(root, exclusive=True):
        for folder in FOLDERS:
            if folder != "clean" or settings.clean_files:
                (root / folder).mkdir(exist_ok=True)
        damaged: tuple[Damage, ...] = ()
        try:
            recover(layout)
        except ArchiveDamagedError as error:
            damaged = (Damage(layout.journal.name, 0, str(error)),)
        report = derive_anew(layout, settings)
    return replace(report, damaged=damaged + report.damaged)


def derive_anew(layout: Layout, settings: Settings) -> RebuildReport:
    """What `rebuild` does once the archive is locked and nothing is left of an interrupted run."""
    unfinished = layout.catalog.with_name(layout.catalog.name + OPEN)
    unfinished.unlink(missing_ok=True)
    files = layout.all_warcs()
    with closing(connect_for_writing(unfinished)) as connection:
        damaged = derive(layout, connection, files, clean_files=settings.clean_files, anew=True)
        documents = CatalogReader(connection).count()
    # The rollback journal of the old catalog would be played back into the new one.
    layout.catalog.with_name(f"{layout.catalog.name}-journal").unlink(missing_ok=True)
    unfinished.replace(layout.catalog)
    sync_folder(layout.root)
    return RebuildReport(documents, len(files), damaged)
