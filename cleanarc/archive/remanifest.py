"""Manifests of whole WARC files, made anew where they are lost or edited: a file's records tell all that is in one."""

import hashlib
from dataclasses import replace
from itertools import starmap

from cleanarc.archive.assemble import Piece
from cleanarc.archive.carry_over import proven
from cleanarc.archive.salvage import CONTENT, read_manifest, visible
from cleanarc.archive.work import Work
from cleanarc.formats.manifest import Entry, Manifest, encode


def mend_manifests(work: Work) -> None:
    """Plans the manifests of the files that stay; all others go aside. Raises OSError."""
    for file in work.stays:
        path = work.layout.manifest(file)
        data = path.read_bytes() if path.is_file() else None
        right = _right_manifest(work, file)
        if data != right:
            work.replace(path, right)
    belonging = {work.layout.manifest(file) for file in work.stays}
    for path in visible(work.layout.root / "manifest"):
        if path not in belonging:
            work.aside(path)


def _right_manifest(work: Work, file: str) -> bytes:
    """What the manifest of a whole file should be. Only the compressor is not told by the file: it is the one that the
    manifest names or the one that gives the same bytes, and the old catalog knows which, where there is doubt."""
    rows = work.stock.db.execute(
        f"SELECT type, id, uri, offset, length, crc32, imported, {CONTENT} FROM found WHERE file = ? ORDER BY offset",
        (file,),
    )
    # SQLite knows no truth values.
    entries = tuple(replace(entry, imported=bool(entry.imported)) for entry in starmap(Entry, rows.fetchall()))
    with (work.layout.root / file).open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        size = stream.seek(0, 2)
    there = read_manifest(work.layout.manifest(file))
    compressors = [there.compressor] if there else []
    compressors.append(proven(work, [Piece(file, entries[0].offset, entries[0].length)]))
    candidates = [encode(Manifest(file, len(entries), size, sha256, made, entries)) for made in compressors]
    known = work.old.manifest(file)
    return next((data for data in candidates if hashlib.sha256(data).hexdigest() == known), candidates[0])
