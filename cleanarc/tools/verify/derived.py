"""Indexes, catalog and clean files against what the WARC files say."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import zip_longest

from cleanarc.archive.catalog import TABLES, connect
from cleanarc.archive.derive import SortedLines
from cleanarc.archive.layout import Layout
from cleanarc.errors import ArchiveDamagedError
from cleanarc.tools.verify.findings import Finding

_REBUILD = "run 'cleanarc rebuild'"


def check_indexes(layout: Layout, lines: Mapping[str, SortedLines]) -> Iterator[Finding]:
    """The first line of each CDXJ that is not as it should be, by its byte."""
    for series, expected in lines.items():
        path = layout.index(series)
        relative = path.relative_to(layout.root).as_posix()
        if not path.is_file():
            yield Finding(relative, None, f"the index is missing: {_REBUILD}")
            continue
        offset = 0
        with path.open("rb") as index:
            for found, line in zip_longest(index, expected):
                if found != line:
                    yield Finding(
                        relative, offset, f"the index does not agree with the records from here on: {_REBUILD}"
                    )
                    break
                offset += len(line)


def check_catalog(layout: Layout, again: sqlite3.Connection) -> Iterator[Finding]:
    """The first row of each table that is not as it should be."""
    relative = layout.catalog.relative_to(layout.root).as_posix()
    if not layout.catalog.exists():
        yield Finding(relative, None, f"the catalog is missing: {_REBUILD}")
        return
    try:
        with closing(connect(layout.catalog)) as catalog:
            for table in TABLES:
                query = f"SELECT * FROM {table} ORDER BY 1, 2"
                for found, row in zip_longest(catalog.execute(query), again.execute(query)):
                    if found != row:
                        what = f"the table '{table}' does not agree with the records ({found or row})"
                        yield Finding(relative, None, f"{what}: {_REBUILD}")
                        break
            for (complaint,) in catalog.execute("PRAGMA integrity_check(1)"):
                if complaint != "ok":
                    yield Finding(relative, None, f"{complaint}: {_REBUILD}")
    except (sqlite3.DatabaseError, ArchiveDamagedError) as error:
        yield Finding(relative, None, f"the catalog can't be read ({error}): {_REBUILD}")


def check_clean_files(layout: Layout, again: sqlite3.Connection) -> Iterator[Finding]:
    """Clean files that are missing, changed, or of no document."""
    query = (
        "SELECT d.name, c.text_sha256 FROM documents d JOIN cleanings c"
        " ON c.id = (SELECT max(id) FROM cleanings WHERE document = d.number) WHERE c.conversion IS NOT NULL"
    )
    for name, sha256 in again.execute(f"{query} ORDER BY d.number"):
        path = layout.clean(name)
        relative = path.relative_to(layout.root).as_posix()
        if not path.is_file():
            yield Finding(relative, None, f"the clean file is missing: {_REBUILD}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            yield Finding(relative, None, f"the clean file is not the clean text: {_REBUILD}")
    for path in sorted((layout.root / "clean").glob("*")):
        known = again.execute(f"{query} AND d.name = ?", (path.name.removesuffix(".txt"),)).fetchone()
        if not path.name.startswith(".") and not (path.suffix == ".txt" and known):
            yield Finding(f"clean/{path.name}", None, "there is no document of this name that has a text")
