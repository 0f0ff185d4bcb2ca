"""Files as wholes: WARC files against their manifests, and indexes and catalog against what the manifests list.

Nothing is decompressed, so this takes as long as reading the WARC files does.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from typing import Any

from cleanarc.archive.catalog import connect
from cleanarc.archive.layout import SERIES, Layout
from cleanarc.errors import ArchiveDamagedError
from cleanarc.formats.damage import DamageError
from cleanarc.formats.manifest import Manifest, decode
from cleanarc.tools.verify.findings import Finding

_REBUILD = "run 'cleanarc rebuild'"
_TABLES = """
CREATE TABLE listed_files (file TEXT PRIMARY KEY, bytes INTEGER, manifest TEXT) WITHOUT ROWID;
CREATE TABLE listed (
    file TEXT, offset INTEGER, length INTEGER, id TEXT, type TEXT, uri TEXT, imported INTEGER,
    PRIMARY KEY (file, offset)
) WITHOUT ROWID;
"""
_UNSORTED = "the index is not sorted from here on"
_UNLISTED = "the line is of no record that a manifest lists"
_INDEXED = {"raw": ("resource", "revisit"), "text": ("conversion",)}
"""The types of record that each index has a line for. Of imported ones, no manifest tells which have one."""
_COMPARED = (
    ("files", "SELECT file, bytes, manifest FROM {} ORDER BY file", "listed_files"),
    (
        "records",
        "SELECT file, offset, length, id, type, uri FROM {} WHERE type != 'warcinfo' ORDER BY file, offset",
        "listed",
    ),
)


def read_manifest(layout: Layout, file: str) -> Manifest | Finding | None:
    """The manifest of a WARC file; None where there is none, which `check_presence` tells."""
    path = layout.manifest(file)
    if not path.is_file():
        return None
    relative = path.relative_to(layout.root).as_posix()
    try:
        manifest = decode(path.read_bytes())
    except DamageError as error:
        return Finding(relative, None, str(error))
    if manifest.file != file or manifest.records != len(manifest.entries):
        return Finding(relative, None, "the manifest does not agree with itself or with its name")
    return manifest


def against_manifest(layout: Layout, file: str, manifest: Manifest) -> Iterator[Finding]:
    """Size and SHA-256 of a WARC file against its manifest; where the sizes differ, at the end of the shorter one."""
    path = layout.root / file
    named = layout.manifest(file).relative_to(layout.root).as_posix()
    size = path.stat().st_size
    if size != manifest.bytes:
        at = min(size, manifest.bytes)
        yield Finding(file, at, f"the file has {size} bytes, {named} says {manifest.bytes}")
        return
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != manifest.sha256:
        yield Finding(file, None, f"the file's SHA-256 is not the one in {named}")


class Listing:
    """What the manifests list. `records` counts their entries."""

    def __init__(self, layout: Layout) -> None:
        self.records = 0
        self._layout = layout
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_TABLES)

    def close(self) -> None:
        self._db.close()

    def check_files(self) -> Iterator[Finding]:
        """Every WARC file against its manifest, which is taken in."""
        self._db.execute("BEGIN")
        for file in self._layout.all_warcs():
            manifest = read_manifest(self._layout, file)
            if isinstance(manifest, Finding):
                yield manifest
            elif manifest:
                yield from against_manifest(self._layout, file, manifest)
                self._take(manifest)
        self._db.execute("COMMIT")

    def check_indexes(self) -> Iterator[Finding]:
        """Whether each CDXJ is sorted, and has a line for each record that belongs into it, and no other."""
        for series in SERIES:
            path = self._layout.index(series)
            relative = path.relative_to(self._layout.root).as_posix()
            if not path.is_file():
                yield Finding(relative, None, f"the index is missing: {_REBUILD}")
                continue
            kinds = ", ".join(f"'{kind}'" for kind in _INDEXED[series])
            query = f"SELECT count(*) FROM listed WHERE NOT imported AND file LIKE '{series}/%' AND type IN ({kinds})"
            expected = self._db.execute(query).fetchone()[0]
            count = offset = 0
            last = b""
            with path.open("rb") as index:
                for line in index:
                    imported = self._is_imported(series, line)
                    if line <= last or imported is None:
                        wrong = _UNSORTED if line <= last else _UNLISTED
                        yield Finding(relative, offset, f"{wrong}: {_REBUILD}")
                        break
                    count, offset, last = count + (not imported), offset + len(line), line
                else:
                    if count != expected:
                        yield Finding(relative, offset, f"{expected - count} records have no line: {_REBUILD}")

    def check_catalog(self) -> Iterator[Finding]:
        """Whether the catalog knows the same files and records, and SQLite finds nothing wrong with it."""
        relative = self._layout.catalog.name
        if not self._layout.catalog.exists():
            yield Finding(relative, None, f"the catalog is missing: {_REBUILD}")
            return
        try:
            with closing(connect(self._layout.catalog)) as catalog:
                for table, query, ours in _COMPARED:
                    rows = zip_longest(catalog.execute(query.format(table)), self._db.execute(query.format(ours)))
                    if different := next((found or row for found, row in rows if found != row), None):
                        what = f"the table '{table}' does not agree with the manifests ({different})"
                        yield Finding(relative, None, f"{what}: {_REBUILD}")
                for (complaint,) in catalog.execute("PRAGMA integrity_check(1)"):
                    if complaint != "ok":
                        yield Finding(relative, None, f"{complaint}: {_REBUILD}")
        except (sqlite3.DatabaseError, ArchiveDamagedError) as error:
            yield Finding(relative, None, f"the catalog can't be read ({error}): {_REBUILD}")

    def _take(self, manifest: Manifest) -> None:
        self.records += manifest.records
        digest = hashlib.sha256(self._layout.manifest(manifest.file).read_bytes()).hexdigest()
        self._db.execute("INSERT INTO listed_files VALUES (?, ?, ?)", (manifest.file, manifest.bytes, digest))
        self._db.executemany(
            "INSERT OR IGNORE INTO listed VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((manifest.file, e.offset, e.length, e.id, e.type, e.uri, e.imported) for e in manifest.entries),
        )

    def _is_imported(self, series: str, line: bytes) -> bool | None:
        """Whether the record of a line is an imported one; None where it is of no record that a manifest lists."""
        try:
            fields: dict[str, Any] = json.loads(line.split(b" ", 2)[2])
            place = (f"{series}/{fields['filename']}", int(fields["offset"]), int(fields["length"]), fields["url"])
            found = self._db.execute(
                "SELECT imported FROM listed WHERE file = ? AND offset = ? AND length = ? AND uri IS ?", place
            ).fetchone()
        except (ValueError, LookupError, TypeError, OverflowError, RecursionError, sqlite3.Error):
            return None
        return bool(found[0]) if found else None
