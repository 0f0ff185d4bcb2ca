"""Publishing several files as one: either all have their names in the end, or none.

Once every file is complete and synced under its unfinished name, `publish.json` is written with the renames that are
to be done, and the files in whose place the new ones stand, which are to go. From then on all this will be done: by
this run, or by the next one that opens the archive. An unfinished file for which there is no `publish.json` was never
published, and goes.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from cleanarc.archive.layout import FOLDERS, LEARNED, WRITTEN_ONCE, Layout
from cleanarc.archive.warc_writer import Finished
from cleanarc.errors import ArchiveDamagedError, ArchiveError
from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.files import OPEN, sync_folder, write_atomic
from cleanarc.formats.manifest import encode


@dataclass(frozen=True, slots=True)
class _Journal:
    """What is to be done: pairs of an unfinished and a last name, and files that go, relative to the archive."""

    renames: tuple[tuple[str, str], ...]
    outdated: tuple[str, ...]


def publish(layout: Layout, finished: Iterable[Finished], outdated: Iterable[str] = ()) -> None:
    """Gives WARC files and their manifests their names, all or none.

    `outdated` are WARC files, relative to the archive, that these take the place of: they go, with their manifests and
    with the catalog, which is to be made anew. Raises ArchiveError when somebody took away what was written; nothing is
    published then.
    """
    renames: list[tuple[str, str]] = []
    for warc in finished:
        if not warc.unfinished.exists():
            raise ArchiveError(f"{warc.unfinished} was removed while it was being written: ingest again.")
        manifest = layout.manifest(warc.manifest.file)
        unfinished = manifest.with_name(manifest.name + OPEN)
        # Not this name yet: it is the renaming that publishes.
        write_atomic(unfinished, encode(warc.manifest))
        renames.append((_relative(layout, warc.unfinished), warc.manifest.file))
        renames.append((_relative(layout, unfinished), _relative(layout, manifest)))
    for folder in WRITTEN_ONCE:
        sync_folder(layout.root / folder)
    gone = [name for file in outdated for name in (file, _relative(layout, layout.manifest(file)))]
    write_atomic(layout.journal, canonical_json(asdict(_Journal(tuple(renames), tuple(gone)))))
    recover(layout)


def recover(layout: Layout) -> None:
    """Does what a journal says is still to be done, and removes files that were never published.

    Raises ArchiveDamagedError when a file of the journal is nowhere to be found; all else is done first.
    """
    lost = _play(layout, _read(layout)) if layout.journal.exists() else []
    for folder in (layout.root, *(layout.root / name for name in (*FOLDERS, LEARNED))):
        for stray in folder.glob(f"*{OPEN}*"):
            stray.unlink()
    if lost:
        raise ArchiveDamagedError(f"{lost[0]} was removed before it was published: run 'cleanarc verify'.")


def _play(layout: Layout, journal: _Journal) -> list[str]:
    """Does what is left to do, and removes the journal. Returns the files that are nowhere to be found."""
    lost: list[str] = []
    if journal.outdated:
        # What it tells of files that go may be told to nobody from here on.
        layout.catalog.unlink(missing_ok=True)
        layout.catalog_journal.unlink(missing_ok=True)
        sync_folder(layout.root)
    for old, new in journal.renames:
        unfinished, published = layout.root / old, layout.root / new
        if unfinished.exists():
            unfinished.replace(published)
        elif not published.exists():
            lost.append(new)
    for name in journal.outdated if not lost else ():
        (layout.root / name).unlink(missing_ok=True)
    for folder in WRITTEN_ONCE:
        sync_folder(layout.root / folder)
    layout.journal.unlink()
    sync_folder(layout.root)
    return lost


def _read(layout: Layout) -> _Journal:
    try:
        fields = json.loads(layout.journal.read_bytes())
        renames = tuple((str(old), str(new)) for old, new in fields["renames"])
        journal = _Journal(renames, tuple(map(str, fields.get("outdated", ()))))
        if not all(map(_is_inside, (*(name for pair in renames for name in pair), *journal.outdated))):
            raise ValueError(journal)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveDamagedError(
            f"{layout.journal} is damaged, so what the last run wrote can't be published: remove it and ingest again."
        ) from error
    return journal


def _is_inside(name: str) -> bool:
    parts = Path(name).parts
    return len(parts) == 2 and parts[0] in WRITTEN_ONCE and parts[1] != ".."


def _relative(layout: Layout, path: Path) -> str:
    return path.relative_to(layout.root).as_posix()
