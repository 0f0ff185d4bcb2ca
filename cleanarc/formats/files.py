"""Files that are whole or not there: written beside their name, synced, then renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

OPEN = ".open"
"""What a file's name ends in while it is being written."""


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A stream to a file that gets its name when the block ends; where that raises, the file is as it was.

    Raises OSError when the file can't be written.
    """
    unfinished = path.with_name(path.name + OPEN)
    try:
        with unfinished.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_atomic(path: Path, data: bytes) -> None:
    """Writes a file so that its name never stands for half of it. Raises OSError; the file is then as it was."""
    with atomic_file(path) as stream:
        stream.write(data)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder last: without it a rename may be lost with the power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
