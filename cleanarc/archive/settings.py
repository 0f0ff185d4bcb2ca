"""archive.json where it is damaged: what it said is told by the rest of the archive."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from cleanarc.archive.catalog import connect
from cleanarc.archive.layout import HEX_DIGITS, HashScheme, Layout, Settings, read_settings
from cleanarc.archive.salvage import Origin, origin
from cleanarc.errors import ArchiveDamagedError, ArchiveMissingError
from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.damage import DamageError
from cleanarc.formats.members import Member, walk
from cleanarc.formats.warc import parse


def settings_or_complaint(layout: Layout) -> tuple[Settings, str | None]:
    """What archive.json says, or should say, and what is wrong with it, if anything.

    Raises ArchiveMissingError where there is no archive.json, nor anything else of an archive, and ArchiveNewerError.
    """
    try:
        settings = read_settings(layout)
    except ArchiveMissingError:
        if not any(layout.all_warcs()):
            raise
        return _told_by_the_rest(layout), "archive.json is missing"
    except ArchiveDamagedError:
        return _told_by_the_rest(layout), "archive.json is damaged"
    data = layout.settings.read_bytes()
    if settings.hash.algorithm != HashScheme().algorithm or settings.format < 1:
        return _told_by_the_rest(layout), "archive.json tells of a format that there never was"
    if canonical_json(json.loads(data)) + b"\n" != data:
        return _told_by_the_rest(layout), "archive.json is not as it was written"
    collections = Counter(file.collection for file in _origins(layout))
    if collections and settings.collection != _most(collections):
        return _told_by_the_rest(layout), f"the WARC files are of the collection '{_most(collections)}'"
    return settings, None


def right_digits(names: Collection[str], said: int) -> int:
    """How many digits of their hashes archive.json should say that the names of documents have.

    It is what it says, unless a name has less, or all have more though no two of them share as many.
    """
    digits = [name.partition("_")[2] for name in names]
    shortest = min(map(len, digits), default=said)
    needless = shortest > said and len({some[:said] for some in digits}) == len(digits)
    return shortest if shortest < said or needless else said


def _told_by_the_rest(layout: Layout) -> Settings:
    """The settings by the warcinfo records, by whether clean/ is there, and by the names of the documents."""
    origins = _origins(layout)
    return Settings(
        collection=_most(Counter(file.collection for file in origins)) or "articles",
        cleaner=origins[0].software if origins else "",
        clean_files=(layout.root / "clean").is_dir(),
        hash=HashScheme(digits=_digits(layout)),
    )


def _most(collections: Counter[str]) -> str:
    return min(collections, key=lambda name: (-collections[name], name), default="")


def _origins(layout: Layout) -> list[Origin]:
    """What the first records of the WARC files tell, in the order of the files."""
    return [found for file in layout.all_warcs() if (found := _first(layout.root / file))]


def _first(path: Path) -> Origin | None:
    with path.open("rb") as stream:
        member = next(walk(stream), None)
    try:
        return origin(parse(member.data)) if isinstance(member, Member) else None
    except DamageError:
        return None


def _digits(layout: Layout) -> int:
    """How many digits of their hashes the documents' names have: more only where so many are the same."""
    try:
        with closing(connect(layout.catalog)) as catalog:
            query = "SELECT min(length(name) - instr(name, '_')) FROM documents"
            found = catalog.execute(query).fetchone()[0]
    except (ArchiveDamagedError, sqlite3.DatabaseError):
        found = None
    names = [path.stem.partition("_")[2] for path in (layout.root / "clean").glob("*_*.txt")]
    return int(found or min(map(len, names), default=HEX_DIGITS))
