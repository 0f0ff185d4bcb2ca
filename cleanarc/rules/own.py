"""Rules of one's own: the files that somebody names, each read by the reader of its form.

A form is an entry of FORMS; the first that knows a file by its name and its text reads it.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cleanarc.errors import UsageError
from cleanarc.rules.foreign.cosmetic import FilterList, first_filter, has_list_header, is_filter_list, read_list
from cleanarc.rules.foreign.read_site_config import is_site_config, read_site_config
from cleanarc.rules.foreign.site_config import Fault, SiteConfig
from cleanarc.rules.sites import SitePack, parse_pack

_MAX_BYTES = 64_000_000
"""Of a file: the largest filter lists have a tenth of that."""

_DOUBT = (
    "this may be a cosmetic filter, but most lines of the file are none, so it was left alone; a list starts with "
    "'[Adblock Plus 2.0]'"
)

OwnRule = SitePack | SiteConfig | FilterList


class Form(NamedTuple):
    """A form that rules may have: whether a file is of it, by its name and text, and its reader, which raises
    UsageError for a file that can't be used."""

    name: str
    takes: Callable[[str, str], bool]
    read: Callable[[str, str], OwnRule]


def _is_list(file: str, text: str) -> bool:
    # Two number signs start a comment of a config, too.
    return has_list_header(text) or (not is_site_config(file) and is_filter_list(text))


FORMS: tuple[Form, ...] = (
    Form("a site pack (*.toml)", lambda file, text: file.endswith(".toml"), parse_pack),
    Form("a list of cosmetic filters (by a header, or by its lines)", _is_list, read_list),
    Form("an ftr-site-config (HOST.txt)", lambda file, text: is_site_config(file), read_site_config),
)


@dataclass(frozen=True, slots=True)
class OwnRules:
    """What was read, in the order of the paths and in a folder by path; `digest` is the SHA-256 of the files' names and
    bytes in that order, in hex. `doubts` are files of a folder that were left alone, though they might be lists."""

    rules: tuple[OwnRule, ...]
    digest: str
    doubts: tuple[Fault, ...] = ()


def read_own(paths: Iterable[str | os.PathLike[str]]) -> OwnRules:
    """The rules in files and folders. In a folder, files of no known form are left alone, and so is what is hidden but
    for .HOST.txt. Raises UsageError where a path or file can't be read or a named file is of no form."""
    rules: list[OwnRule] = []
    doubts: list[Fault] = []
    digest = hashlib.sha256()
    for path, is_named in _files(paths):
        data = _bytes(path)
        text = _text(path, data)
        rule = _read(path, text, is_named=is_named)
        if rule is not None:
            rules.append(rule)
            digest.update(f"{path.name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        elif line := first_filter(text):
            doubts.append(Fault(path.name, line, _DOUBT))
    return OwnRules(tuple(rules), digest.hexdigest(), tuple(doubts))


def _files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[tuple[Path, bool]]:
    """The files, and whether each was named itself."""
    for path in map(Path, paths):
        if path.is_dir():
            inside = (found.relative_to(path) for found in path.rglob("*") if found.suffix in {".txt", ".toml"})
            yield from ((path / found, False) for found in sorted(inside) if not _is_hidden(found))
        elif path.is_file():
            yield path, True
        else:
            raise UsageError(f"There are no rules at {path}: name a file or folder.")


def _is_hidden(path: Path) -> bool:
    hidden = path.name.startswith(".") and not is_site_config(path.name)
    return hidden or any(part.startswith(".") for part in path.parts[:-1])


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UsageError(f"{path} has more than {_MAX_BYTES} bytes: rules are smaller.")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.") from error


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}, line {line}: this is not UTF-8; save the file as UTF-8.") from error


def _read(path: Path, text: str, *, is_named: bool) -> OwnRule | None:
    form = next((form for form in FORMS if form.takes(path.name, text)), None)
    if form is not None:
        return form.read(path.name, text)
    if is_named:
        raise UsageError(f"{path} is of no form that rules have: {' or '.join(form.name for form in FORMS)}.")
    return None
