"""Finding sources: folders walked in an order that is the same on every machine."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from cleanarc.errors import UsageError
from cleanarc.inputs.containers import expand
from cleanarc.inputs.folder import Folder, as_file, steps
from cleanarc.inputs.found import Found, Unusable, unreadable
from cleanarc.inputs.names import Globs, encoded, sort_key


def walk(
    paths: Iterable[str | os.PathLike[str]],
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    without: Path | None = None,
) -> Iterator[Found | Unusable]:
    """Every file in the PATHs, in the order of the UTF-8 bytes of its relative path; of one that holds records, each.

    Paths are relative to the PATH; of several PATHs each stands under its last name, and where two have the same last
    name, the one named later becomes "name-2", then "name-3", …. A PATH that is named twice counts once. `include` and
    `exclude` are globs on the relative path (see `Globs`). Hidden files are left alone, unless a PATH names them, and
    so is all that lies in the folder `without`.

    A link is followed when it stays inside the PATH, once for each target; further links to it are left alone. Loops,
    links out, broken links, pipes, sockets, devices and folders that can't be read come as `Unusable`.

    Only the names in the folders on the way down are held in memory. Raises UsageError for a PATH that does not exist.
    """
    tops = _tops([Path(path) for path in paths])
    globs = Globs(tuple(include), tuple(exclude))
    return _expanded(_walk(tops, globs), without.resolve() if without else None)


def _expanded(steps: Iterable[Found | Unusable], without: Path | None) -> Iterator[Found | Unusable]:
    @cache
    def is_left_alone(folder: Path) -> bool:
        return without is not None and folder.resolve().is_relative_to(without)

    for step in steps:
        if isinstance(step, Unusable):
            yield step
        elif not is_left_alone(step.file.parent):
            yield from expand(step)


def _tops(paths: list[Path]) -> list[Folder | Found]:
    """The PATHs in order, with the relative path that each begins with."""
    real: dict[Path, Path] = {}
    for path in paths:
        try:
            real.setdefault(Path(os.path.realpath(path, strict=True)), path)
        except OSError as error:
            raise UsageError(f"{path} can't be read ({error.strerror}): name a file or folder that exists.") from error
    labels: set[str] = set()
    tops: list[Folder | Found] = []
    for resolved, path in real.items():
        # "." and ".." are no names.
        name = encoded(path.name if path.name not in {"", ".."} else resolved.name)
        label = next(label for label in _numbered(name) if label not in labels)
        labels.add(label)
        if resolved.is_dir():
            below = label if len(real) > 1 else ""
            tops.append(Folder(path, below, resolved, inside=resolved, above=frozenset({resolved})))
        else:
            tops.append(Found(path, label))
    return sorted(tops, key=lambda top: sort_key(top.relative, is_folder=isinstance(top, Folder)))


def _numbered(name: str) -> Iterator[str]:
    yield name
    n = 2
    while True:
        yield f"{name}-{n}"
        n += 1


def _walk(tops: list[Folder | Found], globs: Globs) -> Iterator[Found | Unusable]:
    for top in tops:
        if isinstance(top, Folder):
            yield from _below(top, globs)
        elif globs.take(top.relative):
            try:
                yield as_file(top)
            except OSError as error:
                yield unreadable(top.relative, error)


def _below(top: Folder, globs: Globs) -> Iterator[Found | Unusable]:
    """All below a folder, by a stack of what is still to be seen at each level: paths may be deeper than calls."""
    followed: set[Path] = set()
    stack = [steps(top, globs, followed)]
    while stack:
        step = next(stack[-1], None)
        if step is None:
            stack.pop()
        elif isinstance(step, Folder):
            stack.append(steps(step, globs, followed))
        else:
            yield step
