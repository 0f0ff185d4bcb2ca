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
_LINK_ERRORS = {errno.ELOOP: "link-loop", errno.ENOENT: "broken-link", errno.ENOTDIR: "broken-link"}
_REFUSALS = {
    "link-loop": "The link leads back to where it stands.",
    "link-out": "The link leads out of the folder that was named: name its target as well, if it is wanted.",
    "broken-link": "The link leads to nothing.",
}


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
    target = _target(folder, entry) if entry.is_symlink() else folder.real / entry.name
    if isinstance(target, str):
        yield Unusable(relative, Problem(target, _REFUSALS[target]))
        return
    # What lies in a linked folder counts as linked to: so the walk ends, however links cross.
    if entry.is_symlink() or (folder.by_link and entry.is_dir()):
        if target in followed:
            return
        followed.add(target)
    if entry.is_dir():
        yield folder.below(entry.name, relative, target, by_link=entry.is_symlink())
    else:
        yield as_file(Found(folder.file / entry.name, relative))


def _target(folder: Folder, entry: os.DirEntry[str]) -> Path | str:
    """Where a link leads, or the code of the problem that forbids to follow it."""
    try:
        target = Path(os.path.realpath(entry.path, strict=True))
    except OSError as error:
        if error.errno in _LINK_ERRORS:
            return _LINK_ERRORS[error.errno]
        raise
    if not target.is_relative_to(folder.inside):
        return "link-out"
    return "link-loop" if target in folder.above else target


def as_file(found: Found) -> Found | Unusable:
    """What was found, when it is a file that can be read to its end; raises OSError when it is gone."""
    mode = found.file.stat().st_mode
    if stat.S_ISREG(mode):
        return found
    kind = _KINDS.get(stat.S_IFMT(mode), "something else")
    return Unusable(found.relative, Problem("not-a-file", f"It is {kind}, not a file."))
