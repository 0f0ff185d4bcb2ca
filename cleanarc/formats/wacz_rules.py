"""What a WACZ of ours must hold to: every part there, described and true. `wacz validate` asks for far less.

Sources: https://specs.webrecorder.net/wacz/1.1.1/; that ZIPs of ours are STORED and have no dates is `wacz.py`'s own.
"""

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from cleanarc.formats.cdxj import cdxj_line, is_indexed
from cleanarc.formats.damage import DamageError
from cleanarc.formats.members import Torn, walk
from cleanarc.formats.wacz import ARCHIVE, DIGEST, INDEX, PACKAGE, PAGES, PAGES_HEAD, VERSION
from cleanarc.formats.warc import parse, sha256_digest

_PIECE = 1 << 20
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError)


def violations(wacz: Path) -> tuple[str, ...]:
    """What is wrong with a WACZ, a sentence each. Raises OSError when it can't be read."""
    try:
        with ZipFile(wacz) as opened:
            return tuple(_Check(opened).all())
    except (BadZipFile, NotImplementedError) as error:
        return (f"this is no sound ZIP: {error}",)


class _Check:
    """The parts of one WACZ, looked at in turn."""

    def __init__(self, opened: ZipFile) -> None:
        self._zip = opened
        self._names = [entry.filename for entry in opened.infolist()]
        self._captured: set[tuple[str, str]] = set()
        """The URI and the date of each capture."""

    def all(self) -> Iterator[str]:
        at_a_glance = [
            *(f"{name} is missing" for name in (INDEX, PAGES, PACKAGE, DIGEST) if name not in self._names),
            *(f"{name} is there twice" for name, count in Counter(self._names).items() if count > 1),
            *(f"{entry.filename} is compressed" for entry in self._zip.infolist() if entry.compress_type != ZIP_STORED),
        ]
        yield from at_a_glance
        if not at_a_glance:
            yield from self._described()
            yield from self._indexed()
            yield from self._listed()

    def _described(self) -> Iterator[str]:
        """Whether the package describes all parts, and they are as it says."""
        data = self._zip.read(PACKAGE)
        try:
            digest, package = json.loads(self._zip.read(DIGEST)), json.loads(data)
            if digest != {"path": PACKAGE, "hash": sha256_digest(data)}:
                yield f"{DIGEST} is not that of {PACKAGE}"
            if (package["profile"], package["wacz_version"]) != ("data-package", VERSION):
                yield f"{PACKAGE} is not of version {VERSION}"
            told = {str(one["path"]): (one["hash"], one["bytes"]) for one in package["resources"]}
        except _MALFORMED:
            yield f"{PACKAGE} or {DIGEST} is malformed"
            return
        others = set(self._names) - {PACKAGE, DIGEST}
        yield from (f"{PACKAGE} does not tell of {name}" for name in sorted(others - set(told)))
        yield from (f"{PACKAGE} tells of {name}, which is not there" for name in sorted(set(told) - others))
        for name in sorted(others & set(told)):
            if told[name] != (self._digest(name), self._zip.getinfo(name).file_size):
                yield f"{name} is not as {PACKAGE} says"

    def _digest(self, name: str) -> str:
        digest = hashlib.sha256()
        with self._zip.open(name) as part:
            while piece := part.read(_PIECE):
                digest.update(piece)
        return f"sha256:{digest.hexdigest()}"

    def _indexed(self) -> Iterator[str]:
        """Whether the WARC files are sound, and the index has a line for each capture in them, sorted, and no other."""
        expected: set[str] = set()
        for name in self._names:
            if name.startswith(ARCHIVE):
                yield from self._captures(name, expected)
        lines = self._zip.read(INDEX).decode("utf-8", "replace").splitlines(keepends=True)
        if lines != sorted(lines):
            yield f"{INDEX} is not sorted"
        yield from (f"{INDEX} does not tell of {line.rstrip()}" for line in sorted(expected - {*lines}))
        yield from (f"{INDEX} tells of what is not there: {line.rstrip()}" for line in sorted({*lines} - expected))

    def _captures(self, name: str, lines: set[str]) -> Iterator[str]:
        with TemporaryFile() as warc:
            # A part of a ZIP can be read on, but not gone back in without reading all of it again.
            with self._zip.open(name) as part:
                shutil.copyfileobj(part, warc)
            for found in walk(warc):
                try:
                    if isinstance(found, Torn):
                        raise DamageError(found.message)
                    record = parse(found.data)
                except DamageError as error:
                    yield f"{name} is damaged at byte {found.offset}: {error}"
                    continue
                if is_indexed(record, "raw"):
                    lines.add(cdxj_line(record, name.removeprefix(ARCHIVE), found.offset, found.length))
                    self._captured.add((record.uri or "", record.date))

    def _listed(self) -> Iterator[str]:
        """Whether the list of pages opens as it should, and each page is a capture, with a text, once."""
        head, *rows = self._zip.read(PAGES).split(b"\n")[:-1] or [b""]
        try:
            if json.loads(head) != PAGES_HEAD:
                yield f"{PAGES} does not open as a list of pages with texts"
            pages: list[dict[str, Any]] = [json.loads(row) for row in rows]
            ids = [str(page["id"]) for page in pages]
            yield from (f"{PAGES} has the page {one} twice" for one, count in Counter(ids).items() if count > 1)
            for page in pages:
                if (page["url"], page["ts"]) not in self._captured:
                    yield f"{PAGES} lists {page['url']} of {page['ts']}, which was not captured"
                if not page["text"]:
                    yield f"{PAGES} has no text of {page['url']}"
        except _MALFORMED:
            yield f"{PAGES} is malformed"
