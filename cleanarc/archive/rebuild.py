"""Making anew what is derived: catalog, indexes and clean files, from the WARC files alone."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cleanarc.archive.catalog import CatalogReader, connect
from cleanarc.archive.derive import Damage, derive_anew
from cleanarc.archive.journal import recover
from cleanarc.archive.layout import FOLDERS, Layout, read_settings
from cleanarc.archive.store import failures_told, lock
from cleanarc.errors import ArchiveDamagedError


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
        damaged += derive_anew(layout, clean_files=settings.clean_files)
        with closing(connect(layout.catalog)) as connection:
            documents = CatalogReader(connection).count()
    return RebuildReport(documents, len(layout.all_warcs()), damaged)
