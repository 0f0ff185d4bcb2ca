"""Publishing several files as one: either all have their names in the end, or none.

Once every file is complete and synced under its unfinished name, `publish.json` is written with the renames that are
to be done. From then on they will be: by this run, or by the next one that opens the archive. An unfinished file for
which there is no `publish.json` was never published, and goes.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from cleanarc.archive.layout import FOLDERS, LEARNED, WRITTEN_ONCE, Layout
from cleanarc.archive.warc_writer import Finished
from cleanarc.errors import ArchiveDamagedError, ArchiveError
from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.files import OPEN, sync_folder, write_atomic
from cleanarc.formats.manifest import encode


def publish(layout: Layout, finished: Iterable[Finished]) -> None:
    """Gives WARC files and their manifests their names, all or none.

    Raises ArchiveError when somebody took away what was written; nothing is published then.
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
    write_atomic(layout.journal, canonical_json({"renames": [list(pair) for pair in renames]}))
    recover(layout)


def recover(layout: Layout) -> None:
    """Does what a journal says is still to be done, and removes files that were never published.

    Raises ArchiveDamagedError when a file of the journal is nowhere to be found; all else is done first.
    """
    lost: list[str] = []
    if layout.journal.exists():
        for old, new in _read(layout):
            unfinished, published = layout.root / old, layout.root / new
            if unfinished.exists():
                unfinished.replace(published)
            elif not published.exists():
                lost.append(new)
        for name in WRITTEN_ONCE:
            sync_folder(layout.root / name)
        layout.journal.unlink()
        sync_folder(layout.root)
    for folder in (layout.root, *(layout.root / name for name in (*FOLDERS, LEARNED))):
        for stray in folder.glob(f"*{OPEN}*"):
            stray.unlink()
    if lost:
        raise ArchiveDamagedError(f"{lost[0]} was removed before it was published: run 'cleanarc verify'.")


def _read(layout: Layout) -> list[tuple[str, str]]:
    try:
        renames = [(str(old), str(new)) for old, new in json.loads(layout.journal.read_bytes())["renames"]]
        if not all(_is_inside(name) for pair in renames for name in pair):
            raise ValueError(renames)
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveDamagedError(
            f"{layout.journal} is damaged, so what the last run wrote can't be published: remove it and ingest again."
        ) from error
    return renames


def _is_inside(name: str) -> bool:
    parts = Path(name).parts
    return len(parts) == 2 and parts[0] in WRITTEN_ONCE and parts[1] != ".."


def _relative(layout: Layout, path: Path) -> str:
    return path.relative_to(layout.root).as_posix()
