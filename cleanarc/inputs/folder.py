"""What one folder holds: files, folders to go down into, and things that give no document."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cleanarc.inputs.found import Found, Unusable, unreadable
from cleanarc.inputs.names import Globs, encoded, sort_key
from cleanarc.model import Problem

_KINDS = {stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on the way down.

    `real` is its path with all links resolved, `inside` that of the PATH, where links must stay. `above` are the real
    paths on the way to it, its own included; `by_link` says that a link is among them.
    """

    file: Path
    relative: str
    real: Path
    inside: Path
    above: frozenset[Path]
    by_link: bool = False

    def below(self, name: str, relative: str, real: Path, *, by_link: bool) -> "Folder":
        """A folder in this one, or one that a link in it leads to."""
        return Folder(self.file / name, relative, real, self.inside, self.above | {real}, self.by_link or by_link)


def steps(folder: Folder, globs: Globs, followed: set[Path]) -> Iterator[Found | Unusable | Folder]:
    """What the folder holds, in order. `followed` are the targets that links have led to, and grows."""
    try:
        with os.scandir(folder.file) as scan:
            entries = [(encoded(entry.name), entry) for entry in scan if not entry.name.startswith(".")]
    except OSError as error:
        yield unreadable(folder.relative or folder.file.name or ".", error)
        return
    for name, entry in sorted(
        entries, key=lambda pair: (sort_key(pair[0], is_folder=_is_folder(pair[1])), pair[1].name)
    ):
        relative = f"{folder.relative}/{name}" if folder.relative else name
        if globs.enter(relative) if _is_folder(entry) else globs.take(relative):
            try:
                yield from _step(folder, entry, relative, followed)
            except OSError as error:
                yield unreadable(relative, error)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _step(
    folder: Folder, entry: os.DirEntry[str], relative: str, followed: set[Path]
) -> Iterator[Found | Unusable | Folder]:
    real = folder.real / entry.name
    if entry.is_symlink():
        try:
            real = Path(os.path.realpath(entry.path, strict=True))
        except OSError as error:
            yield _refused(relative, "link-loop" if error.errno == errno.ELOOP else "broken-link")
            return
        if not real.is_relative_to(folder.inside):
            yield _refused(relative, "link-out")
            return
        if real in folder.above:
            yield _refused(relative, "link-loop")
            return
    # What lies in a linked folder counts as linked to: so the walk ends, however links cross.
    if entry.is_symlink() or (folder.by_link and entry.is_dir()):
        if real in followed:
            return
        followed.add(real)
    mode = entry.stat().st_mode
    if stat.S_ISDIR(mode):
        yield folder.below(entry.name, relative, real, by_link=entry.is_symlink())
    elif stat.S_ISREG(mode):
        yield Found(folder.file / entry.name, relative)
    else:
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        yield Unusable(relative, Problem("not-a-file", f"It is {kind}, not a file."))


_REFUSALS = {
    "link-loop": "The link leads back to where it stands.",
    "link-out": "The link leads out of the folder that was named: name its target as well, if it is wanted.",
    "broken-link": "The link leads to nothing.",
}


def _refused(relative: str, code: str) -> Unusable:
    return Unusable(relative, Problem(code, _REFUSALS[code]))
