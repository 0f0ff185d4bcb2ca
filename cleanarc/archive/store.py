"""An archive opened for writing: locked, made sound after an interrupted run, its catalog up to date."""

import fcntl
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cleanarc.archive.catalog import CatalogReader, connect_for_writing, readable
from cleanarc.archive.derive import Damage, derive, derive_anew
from cleanarc.archive.journal import publish, recover
from cleanarc.archive.layout import (
    FOLDERS,
    SERIES,
    WRITTEN_ONCE,
    Layout,
    Settings,
    encode_settings,
    read_settings,
    warc_number,
)
from cleanarc.archive.losses import Loss
from cleanarc.archive.warc_writer import Finished, WarcWriter
from cleanarc.errors import ArchiveDamagedError, ArchiveError, ArchiveLockedError, UsageError
from cleanarc.formats.files import OPEN, write_atomic


@dataclass(frozen=True, slots=True)
class Store:
    """An archive that may be written to, for as long as the lock is held."""

    layout: Layout
    settings: Settings
    connection: sqlite3.Connection

    @property
    def catalog(self) -> CatalogReader:
        return CatalogReader(self.connection)

    def next_number(self, series: str) -> int:
        """The number of the next WARC file of a series."""
        return max((warc_number(file) for file in self.layout.warcs(series)), default=-1) + 1

    def has(self, record: str) -> bool:
        """Whether the archive has a record of this id."""
        return self.catalog.locate(record) is not None

    def publish(self, writers: tuple[WarcWriter, ...]) -> None:
        """Publishes WARC files together, and makes what is derived from them."""
        finished = [warc for writer in writers if (warc := writer.finish())]
        if finished:
            publish(self.layout, finished)
            self.catch_up()

    def replace(
        self, finished: Iterable[Finished], outdated: Iterable[str], losses: Iterable[Loss] | None = None
    ) -> None:
        """Publishes WARC files in the place of others, `losses` in the place of those that were noted, and makes anew
        all that is derived; nothing of what was is left in it. The catalog can't be asked after that."""
        self.connection.close()
        publish(self.layout, finished, outdated, losses)
        _must_be_sound(derive_anew(self.layout, clean_files=self.settings.clean_files))

    def catch_up(self) -> None:
        """Adds to the catalog, the indexes and the clean files what they lack of the WARC files."""
        known = self.catalog.files()
        missing = [file for file in self.layout.all_warcs() if file not in known]
        if not missing:
            return
        _must_be_sound(derive(self.layout, self.connection, missing, clean_files=self.settings.clean_files))


@contextmanager
def open_for_writing(root: Path, wanted: Settings) -> Iterator[Store]:
    """The archive in a folder, made as `wanted` where there is none.

    Raises ArchiveLockedError when another run is writing to it, UsageError when the folder holds something else, and
    ArchiveError when the archive can't be used or can't be written to.
    """
    layout = Layout(root)
    with failures_told(root):
        root.mkdir(parents=True, exist_ok=True)
        with lock(root, exclusive=True):
            if not layout.settings.exists():
                _make(layout, wanted)
            settings = read_settings(layout)
            _check_complete(layout)
            recover(layout)
            if not layout.catalog.exists():
                _must_be_sound(derive_anew(layout, clean_files=settings.clean_files))
            with closing(connect_for_writing(layout.catalog)) as connection, readable(layout.catalog):
                store = Store(layout, settings, connection)
                store.catch_up()
                yield store


@contextmanager
def lock(root: Path, *, exclusive: bool) -> Iterator[None]:
    """Holds the lock on an archive's folder: one run may write, or any number read. Raises ArchiveLockedError."""
    handle = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ArchiveLockedError(f"Another run is using the archive at {root}: wait until it has ended.") from error
        yield
    finally:
        os.close(handle)


@contextmanager
def failures_told(root: Path) -> Iterator[None]:
    """Turns what the system says of a file or disk into an ArchiveError that says what to do."""
    try:
        yield
    except OSError as error:
        where = error.filename or root
        raise ArchiveError(f"{where} can't be read or written ({error.strerror}): mend that and run again.") from error


def _make(layout: Layout, wanted: Settings) -> None:
    """A new archive; archive.json comes last, so that its presence means that all the rest is there."""
    left_by_us = {*FOLDERS, layout.settings.name + OPEN}
    others = sorted(path.name for path in layout.root.iterdir() if path.name not in left_by_us)
    if others:
        raise UsageError(
            f"{layout.root} is no archive, it holds {others[0]} and no archive.json: name a new or empty folder."
        )
    for folder in FOLDERS:
        if folder != "clean" or wanted.clean_files:
            (layout.root / folder).mkdir(exist_ok=True)
    for series in SERIES:
        write_atomic(layout.index(series), b"")
    write_atomic(layout.settings, encode_settings(wanted))


def _must_be_sound(damages: tuple[Damage, ...]) -> None:
    if damages:
        first = damages[0]
        raise ArchiveDamagedError(
            f"{first.file} is damaged at byte {first.offset} ({first.message}): run 'cleanarc repair'."
        )


def _check_complete(layout: Layout) -> None:
    for path in [*(layout.root / folder for folder in WRITTEN_ONCE), *map(layout.index, SERIES)]:
        if not path.exists():
            raise ArchiveDamagedError(f"{path} is missing: run 'cleanarc repair'.")
