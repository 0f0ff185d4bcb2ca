"""Saving what can be saved: sound records are carried over into WARC files written anew, originals go to quarantine.

Nothing is changed in place. What is written and what goes aside is planned first, and then published as one; a repair
that is killed is finished or undone by the next one. Records keep their bytes, so documents keep their names.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from cleanarc.archive.carry_over import CarryOver
from cleanarc.archive.derive import Damage, derive_anew
from cleanarc.archive.journal import Move, Publication, carry_out, recover
from cleanarc.archive.layout import FOLDERS, LEARNED, QUARANTINE, SERIES, Layout, Settings, encode_settings
from cleanarc.archive.learned import wrong_files
from cleanarc.archive.losses import Loss
from cleanarc.archive.missing import note_losses
from cleanarc.archive.old_catalog import OldCatalog
from cleanarc.archive.remanifest import mend_manifests
from cleanarc.archive.restore import Render
from cleanarc.archive.salvage import Stock, visible
from cleanarc.archive.settings import right_digits, settings_or_complaint
from cleanarc.archive.store import failures_told, lock
from cleanarc.archive.work import Work
from cleanarc.errors import ArchiveDamagedError
from cleanarc.formats.files import OPEN


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a repair did, or would do.

    `damages` are the places in WARC files at which there was no sound record. `quarantined` files were put aside, and
    `written` ones made, WARC files and manifests alike; `records` counts the sound records of the archive, `restored`
    those that were made again: conversions from their ledgers, tombstones from the old catalog. `lost` is what is lost
    since the last repair.
    """

    damages: tuple[Damage, ...] = ()
    quarantined: tuple[Move, ...] = ()
    written: tuple[str, ...] = ()
    records: int = 0
    restored: int = 0
    lost: tuple[Loss, ...] = ()


def salvage(root: Path, render: Render, *, dry_run: bool = False) -> Salvaged:
    """Writes anew what is damaged from what is sound, and makes all that is derived from it again.

    `render` gives the clean text of a cleaning, to make lost conversions again. With `dry_run` nothing is changed.
    Raises ArchiveMissingError, ArchiveNewerError, ArchiveLockedError, or ArchiveError when it can't be written to.
    """
    layout = Layout(root)
    with failures_told(root), lock(root, exclusive=True):
        if not dry_run:
            _finish_interrupted(layout)
        settings, complaint = settings_or_complaint(layout)
        with closing(Stock(layout)) as stock, closing(OldCatalog(layout.catalog)) as old:
            stock.take()
            stock.add_known(old.records())
            work = Work(layout, stock, old, dry_run)
            named = stock.document_names()
            digits = right_digits(named, settings.hash.digits)
            if complaint or digits != settings.hash.digits:
                settings = replace(settings, hash=replace(settings.hash, digits=digits))
                work.replace(layout.settings, encode_settings(settings))
            salvaged = _plan(work, settings, render)
            if dry_run:
                return salvaged
            carry_out(layout, work.publication)
            if settings.clean_files:
                (root / "clean").mkdir(exist_ok=True)
            derive_anew(layout, clean_files=settings.clean_files)
            return replace(salvaged, quarantined=salvaged.quarantined + _put_away_texts_of_nothing(layout))


def _plan(work: Work, settings: Settings, render: Render) -> Salvaged:
    """Decides on everything, and writes what is new under unfinished names."""
    carried = CarryOver(work, settings, render)
    carried.run()
    mend_manifests(work)
    for path in _strays(work.layout):
        work.aside(path)
    lost = note_losses(work)
    return Salvaged(
        tuple(work.stock.damages),
        tuple(work.publication.aside.values()),
        tuple(work.written),
        work.stock.db.execute("SELECT count(*) FROM kept").fetchone()[0],
        carried.restored,
        lost,
    )


def _strays(layout: Layout) -> Iterator[Path]:
    """What does not belong to an archive; texts in clean/ are looked at when it is known which there are."""
    ours = {
        "": {
            *(path.name for path in (layout.settings, layout.losses, layout.catalog)),
            *(f"{layout.catalog.name}-journal", *FOLDERS, LEARNED, QUARANTINE),
        },
        "index": {layout.index(series).name for series in SERIES},
    }
    for folder, names in ours.items():
        yield from (path for path in visible(layout.root / folder) if path.name not in names)
    files = [layout.catalog, *map(layout.index, SERIES), *visible(layout.root / "clean")]
    yield from (path for path in files if path.exists() and not path.is_file())
    yield from (path for path, _ in wrong_files(layout))


def _finish_interrupted(layout: Layout) -> None:
    """Finishes an interrupted publication; one whose journal can't be read goes aside, with all that it was about."""
    _set_aside(layout, list(_misfits(layout)))
    for folder in FOLDERS:
        if folder != "clean":
            (layout.root / folder).mkdir(exist_ok=True)
    try:
        recover(layout)
    except ArchiveDamagedError:
        if layout.journal.exists():
            _set_aside_unpublished(layout)


def _misfits(layout: Layout) -> Iterator[Path]:
    """Files in the place of folders, and what stands in the way of the files that a publication needs."""
    names = {layout.journal.name, layout.journal.name + OPEN, layout.catalog_journal.name}
    for path in visible(layout.root):
        if (path.name in names and not path.is_file()) or (path.name in {*FOLDERS, LEARNED} and not path.is_dir()):
            yield path


def _set_aside_unpublished(layout: Layout) -> None:
    # The journal goes last: without it, whoever opens the archive next removes the rest.
    unpublished = [path for folder in FOLDERS for path in visible(layout.root / folder) if path.name.endswith(OPEN)]
    _set_aside(layout, [*unpublished, layout.journal])
    recover(layout)


def _set_aside(layout: Layout, paths: list[Path]) -> None:
    """Moves what a repair can't begin with to quarantine, one by one."""
    for path in paths:
        publication = Publication()
        publication.put_aside(layout, path.relative_to(layout.root).as_posix())
        for move in publication.aside.values():
            (layout.root / move.new).parent.mkdir(parents=True, exist_ok=True)
            path.rename(layout.root / move.new)


def _put_away_texts_of_nothing(layout: Layout) -> tuple[Move, ...]:
    """Files in clean/ of which the new catalog knows no text."""
    strays = Publication()
    with closing(OldCatalog(layout.catalog)) as catalog:
        for path in visible(layout.root / "clean"):
            if path.suffix != ".txt" or not catalog.has_text(path.stem):
                strays.put_aside(layout, f"clean/{path.name}")
    carry_out(layout, strays)
    return tuple(strays.aside.values())
