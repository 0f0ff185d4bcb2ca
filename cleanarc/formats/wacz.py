"""WACZ 1.1.1: WARC files, their index and a list of their pages in one ZIP, for replay in a browser.

https://specs.webrecorder.net/wacz/1.1.1/. Nothing in it tells when or where it was written, and nothing is compressed
again, so that the same records and pages give the same bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.warc import sha256_digest

VERSION = "1.1.1"
ARCHIVE, INDEX, PAGES = "archive/", "indexes/index.cdx", "pages/pages.jsonl"
PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
PAGES_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True}

_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP can tell."""
_LARGE = 2**30
"""Above this size a part is announced as one that may need the 64-bit fields of ZIP64 (2 GiB do)."""
_LOOK_AT_LOCAL = b"\xfe\xca\0\0"
"""An empty extra field. Where the directory has none, wabac takes it that the part's own header has none either, and
looks for the data where the sizes of ZIP64 are."""
_MODE = 0o644 << 16
_UNIX = 3
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class WaczPage:
    """A page to list: `ts` is the capture's date in WARC form, `text` what a search looks through."""

    id: str
    url: str
    ts: str
    title: str | None
    text: str


class WaczWriter:
    """A WACZ on its way to a stream; a context manager. Of each part, no more than a piece is in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._zip = ZipFile(stream, "w")
        self._resources: list[dict[str, Any]] = []
        self._newest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._zip.close()

    def add_warc(self, warc: Path) -> None:
        """Adds a WARC file as it is. Raises OSError."""
        with warc.open("rb") as stream:
            self._add(f"{ARCHIVE}{warc.name}", iter(lambda: stream.read(_CHUNK), b""), warc.stat().st_size)

    def add_index(self, lines: Iterable[bytes], size: int) -> None:
        """Adds the sorted lines of a CDXJ index of all WARC files, `size` bytes in all."""
        self._add(INDEX, map(self._dated, lines), size)

    def add_pages(self, pages: Iterable[WaczPage]) -> None:
        """Adds the list of pages."""
        self._add(PAGES, _page_lines(pages))

    def finish(self, title: str, software: str) -> None:
        """Adds what describes the parts; it is as old as the newest capture in the index."""
        package = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": title,
            "software": software,
            "resources": self._resources,
        }
        if self._newest:
            package["created"] = "{}{}{}{}-{}{}-{}{}T{}{}:{}{}:{}{}Z".format(*self._newest.decode("ascii"))
        data = json.dumps(package, ensure_ascii=False, indent=1).encode("utf-8")
        self._zip.writestr(_entry(PACKAGE), data)
        self._zip.writestr(_entry(DIGEST), canonical_json({"path": PACKAGE, "hash": sha256_digest(data)}))

    def _dated(self, line: bytes) -> bytes:
        self._newest = max(self._newest, line.split(b" ", 2)[1])
        return line

    def _add(self, path: str, parts: Iterable[bytes], size: int | None = None) -> None:
        entry = _entry(path)
        may_be_large = size is None or size > _LARGE
        if may_be_large:
            entry.extra = _LOOK_AT_LOCAL
        digest, written = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=may_be_large) as out:
            for part in parts:
                out.write(part)
                digest.update(part)
                written += len(part)
        told = {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{digest.hexdigest()}", "bytes": written}
        self._resources.append(told)


def _page_lines(pages: Iterable[WaczPage]) -> Iterator[bytes]:
    yield _line(PAGES_HEAD)
    for page in pages:
        title = {} if page.title is None else {"title": page.title}
        yield _line({"id": page.id, "url": page.url, "ts": page.ts, **title, "text": page.text})


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, _NO_DATE)
    entry.compress_type = ZIP_STORED
    entry.external_attr = _MODE
    entry.create_system = _UNIX
    return entry
