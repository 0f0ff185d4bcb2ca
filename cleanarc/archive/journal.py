"""Publishing several files as one: either all have their names in the end, or none.

Once every file is complete and synced under its unfinished name, `publish.json` is written with what is to be done:
files that go to quarantine first, then the renames, then the files that go for good, because new ones take their place.
From then on it will be done: by this run, or by the next one that opens the archive. An unfinished file for which there
is no `publish.json` was never published, and goes.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cleanarc.archive.layout import FOLDERS, LEARNED, QUARANTINE, WRITTEN_ONCE, Layout
from cleanarc.archive.losses import Loss, encode_losses
from cleanarc.archive.warc_writer import Finished
from cleanarc.errors import ArchiveDamagedError, ArchiveError
from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.files import OPEN, sync_folder, write_atomic
from cleanarc.formats.manifest import encode


@dataclass(frozen=True, slots=True)
class Move:
    """A file's name and the one it gets, both relative to the archive."""

    old: str
    new: str


@dataclass
class Publication:
    """What is published together: `aside`, by their old names, go to quarantine before `renames` give unfinished files
    their names, and then the `outdated` files go for good."""

    aside: dict[str, Move] = field(default_factory=dict)
    renames: list[Move] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        return not (self.aside or self.renames or self.outdated)

    def put_aside(self, layout: Layout, name: str) -> None:
        """Plans a file's way to quarantine, where nothing is ever overwritten, and plans it once."""
        if name not in self.aside:
            free = (new for new in _names(name) if new not in self._taken and not (layout.root / new).exists())
            self.aside[name] = Move(name, next(free))
            self._taken.add(self.aside[name].new)

    def add_file(self, layout: Layout, path: Path, data: bytes) -> None:
        """Writes a file under its unfinished name, to be published."""
        unfinished = path.with_name(path.name + OPEN)
        # Not this name yet: it is the renaming that publishes.
        write_atomic(unfinished, data)
        self.renames.append(Move(_relative(layout, unfinished), _relative(layout, path)))

    def add_warc(self, layout: Layout, warc: Finished) -> None:
        """A WARC file that is finished, and its manifest. Raises ArchiveError when somebody took it away."""
        if not warc.unfinished.exists():
            raise ArchiveError(f"{warc.unfinished} was removed while it was being written: ingest again.")
        self.renames.append(Move(_relative(layout, warc.unfinished), warc.manifest.file))
        self.add_file(layout, layout.manifest(warc.manifest.file), encode(warc.manifest))


def publish(
    layout: Layout,
    finished: Iterable[Finished],
    outdated: Iterable[str] = (),
    losses: Iterable[Loss] | None = None,
) -> None:
    """Gives WARC files and their manifests their names, all or none.

    `outdated` are WARC files, relative to the archive, that these take the place of: they go, with their manifests and
    with the catalog, which is to be made anew. `losses` take the place of those that were noted. Raises ArchiveError
    when somebody took away what was written; nothing is published then.
    """
    publication = Publication()
    for warc in finished:
        publication.add_warc(layout, warc)
    if losses is not None:
        publication.add_file(layout, layout.losses, encode_losses(losses))
    for file in outdated:
        publication.outdated += [file, _relative(layout, layout.manifest(file))]
    carry_out(layout, publication)


def carry_out(layout: Layout, publication: Publication) -> None:
    """Does all of a publication, or leaves it to the next run that opens the archive."""
    if publication.is_empty:
        return
    _sync(layout)
    moves = {"aside": publication.aside.values(), "renames": publication.renames}
    journal: dict[str, object] = {name: [[move.old, move.new] for move in found] for name, found in moves.items()}
    write_atomic(layout.journal, canonical_json({**journal, "outdated": publication.outdated}))
    recover(layout)


def recover(layout: Layout) -> None:
    """Does what a journal says is still to be done, and removes files that were never published.

    Raises ArchiveDamagedError when a file of the journal is nowhere to be found; all else is done first.
    """
    lost = _play(layout, _read(layout)) if layout.journal.exists() else []
    for folder in _folders(layout):
        for stray in folder.glob(f"*{OPEN}*"):
            if not stray.is_dir():
                stray.unlink()
    if lost:
        raise ArchiveDamagedError(f"{lost[0]} was removed before it was published: run 'cleanarc verify'.")


def _play(layout: Layout, publication: Publication) -> list[str]:
    """Does what is left to do, and removes the journal. Returns the files that are nowhere to be found."""
    lost: list[str] = []
    for move in publication.aside.values():
        _put_aside(layout, move)
    quarantine = layout.root / QUARANTINE
    for folder in {quarantine, *((layout.root / move.new).parent for move in publication.aside.values())}:
        if folder.is_dir():
            sync_folder(folder)
    if publication.outdated:
        # What it tells of files that go may be told to nobody from here on.
        layout.catalog.unlink(missing_ok=True)
        layout.catalog_journal.unlink(missing_ok=True)
    # What a rename takes the place of must not be lost with the power.
    _sync(layout)
    for move in publication.renames:
        unfinished, published = layout.root / move.old, layout.root / move.new
        if unfinished.exists():
            unfinished.replace(published)
        elif not published.exists():
            lost.append(move.new)
    for name in publication.outdated if not lost else ():
        (layout.root / name).unlink(missing_ok=True)
    _sync(layout)
    layout.journal.unlink()
    sync_folder(layout.root)
    return lost


def _put_aside(layout: Layout, move: Move) -> None:
    old, new = layout.root / move.old, layout.root / move.new
    # Where it is in quarantine already, its old name may by now be that of the file that took its place.
    if os.path.lexists(old) and not os.path.lexists(new):
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)


def _sync(layout: Layout) -> None:
    for folder in _folders(layout):
        if folder.is_dir():
            sync_folder(folder)


def _folders(layout: Layout) -> list[Path]:
    return [layout.root, *(layout.root / name for name in (*FOLDERS, LEARNED))]


def _names(name: str) -> Iterable[str]:
    """Names in quarantine that a file may get, in the order in which they are tried."""
    yield f"{QUARANTINE}/{name}"
    yield from (f"{QUARANTINE}/{name}.{number}" for number in range(2, 1 << 30))


def _read(layout: Layout) -> Publication:
    try:
        fields = json.loads(layout.journal.read_bytes())
        renames = [Move(str(old), str(new)) for old, new in fields["renames"]]
        aside = [Move(str(old), str(new)) for old, new in fields.get("aside", [])]
        outdated = [str(name) for name in fields.get("outdated", [])]
        if not all(_is_published(layout, name) for move in renames for name in (move.old, move.new)):
            raise ValueError(renames)
        if not all(_is_published(layout, name) for name in outdated):
            raise ValueError(outdated)
        if not all(_is_inside(move.old) and move.new.startswith(f"{QUARANTINE}/{move.old}") for move in aside):
            raise ValueError(aside)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveDamagedError(
            f"{layout.journal} is damaged, so what the last run wrote can't be published: run 'cleanarc repair'."
        ) from error
    return Publication({move.old: move for move in aside}, renames, outdated)


def _is_published(layout: Layout, name: str) -> bool:
    """Whether a name is one that a publication may give, or take away."""
    path = Path(name.removesuffix(OPEN))
    written_once = len(path.parts) == 2 and path.parts[0] in WRITTEN_ONCE
    return _is_inside(name) and (written_once or layout.root / path in (layout.settings, layout.losses))


def _is_inside(name: str) -> bool:
    parts = Path(name).parts
    return len(parts) in (1, 2) and ".." not in parts and not Path(name).is_absolute()


def _relative(layout: Layout, path: Path) -> str:
    return path.relative_to(layout.root).as_posix()
