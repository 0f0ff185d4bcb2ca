"""What an archive keeps of learning: the lines that its texts were cleaned with, and runs of sightings to count from.

Both are files written once, named by their content: the same run writes the same files again, or none.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from cleanarc.archive.layout import HEX_DIGITS, LEARNED, LINES, SIGHTINGS, Layout
from cleanarc.errors import ArchiveDamagedError
from cleanarc.formats.files import OPEN, sync_folder, write_atomic
from cleanarc.formats.learned_jsonl import encode
from cleanarc.model import Learned


def keep_lines(layout: Layout, learned: Learned) -> None:
    """Writes the lines, where there are any, before the first text that was cleaned with them is published."""
    if learned.digest and not (path := layout.learned(learned.digest, LINES)).exists():
        _keep(path, encode(learned))


def keep_run(layout: Layout, parts: Iterator[bytes]) -> None:
    """Writes a run of sightings."""
    data = b"".join(parts)
    _keep(layout.learned(hashlib.sha256(data).hexdigest(), SIGHTINGS), data)


def stored_runs(layout: Layout) -> list[Path]:
    """The runs of sightings. Raises ArchiveDamagedError when one is not what its name says; the lines, which nothing is
    learned from, are for `verify` to look at."""
    for path, what in wrong_files(layout):
        if path.suffix != LINES:
            raise unusable(path, what)
    return layout.sightings


def unusable(path: Path, what: str) -> ArchiveDamagedError:
    """The error that says what to do with a file that can't be learned from."""
    return ArchiveDamagedError(f"{path} can't be used ({what}): remove it, and ingest its sources to learn anew.")


def wrong_files(layout: Layout) -> Iterator[tuple[Path, str]]:
    """The files that are not what their names say, and what is wrong. Raises OSError."""
    for path in sorted((layout.root / LEARNED).glob("[!.]*")):
        if path.suffix == OPEN:
            yield path, "a run was interrupted: run 'cleanarc ingest' again"
        elif path.suffix not in {LINES, SIGHTINGS} or not path.is_file():
            yield path, "this file does not belong to the archive"
        elif not _is_as_named(path):
            yield path, "its SHA-256 is not that in its name"


def _is_as_named(path: Path) -> bool:
    with path.open("rb") as file:
        return path.stem == hashlib.file_digest(file, "sha256").hexdigest()[:HEX_DIGITS]


def _keep(path: Path, data: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(exist_ok=True)
    write_atomic(path, data)
    sync_folder(path.parent.parent)
