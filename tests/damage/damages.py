"""Damage to archives, done on purpose, and what must be true of an archive afterwards."""

import gzip
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from archives import articles, ingest_in_segments, tree

from cleanarc import ingest, open_archive
from cleanarc.api import rebuild, repair, verify
from cleanarc.archive.journal import publish
from cleanarc.archive.layout import Layout
from cleanarc.archive.records import FileFacts
from cleanarc.archive.warc_writer import WarcWriter, pack
from cleanarc.formats.members import Member, walk
from cleanarc.formats.warc import Record, parse, sha256_digest

DERIVED = ("clean", "index", "catalog.sqlite")


@dataclass(frozen=True)
class Entry:
    """A record of a sound archive: what its manifest says, and its member."""

    id: str
    type: str
    offset: int
    length: int
    member: bytes


def an_archive(folder: Path) -> Path:
    """Three pairs of WARC files with documents, and one with revisits."""
    source = articles(folder / "in")
    ingest_in_segments(source, folder / "sound")
    ingest([source], archive=folder / "sound", url_prefix="https://mirror.example/")
    return folder / "sound"


def manifest_of(archive: Path, warc: Path) -> Path:
    return archive / "manifest" / warc.name.replace(".warc.gz", ".json")


def entries(archive: Path, warc: Path) -> list[Entry]:
    listed = json.loads(manifest_of(archive, warc).read_text())["entries"]
    data = warc.read_bytes()
    return [
        Entry(e["id"], e["type"], e["offset"], e["length"], data[e["offset"] : e["offset"] + e["length"]])
        for e in listed
    ]


def all_entries(archive: Path) -> list[Entry]:
    return [entry for warc in warcs(archive) for entry in entries(archive, warc)]


def warcs(archive: Path) -> list[Path]:
    return sorted([*archive.glob("raw/*.warc.gz"), *archive.glob("text/*.warc.gz")])


def cut(path: Path, size: int) -> None:
    with path.open("r+b") as stream:
        stream.truncate(size)


def flip(path: Path, at: int, bit: int = 0) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)


def spliced(path: Path, start: int, end: int, new: bytes) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:start] + new + data[end:])


NOISE = random.Random(7).randbytes(3_000)
A_MEMBER = gzip.compress(b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 0\r\n\r\n\r\n\r\n", mtime=0)

Damage = Callable[[Path, list[Entry]], int | None]
"""Damages a WARC file; the result is the byte at which `verify` must see it, None where only the file is named."""


def _inside(warc: Path, all_: list[Entry]) -> int:
    cut(warc, all_[-1].offset + all_[-1].length // 2)
    return all_[-1].offset


def _trailer(size: int) -> Damage:
    def damage(warc: Path, all_: list[Entry]) -> int:
        cut(warc, warc.stat().st_size - size)
        return all_[-1].offset

    return damage


def _boundary(warc: Path, all_: list[Entry]) -> int:
    cut(warc, all_[-1].offset)
    return all_[-1].offset


def _emptied(warc: Path, all_: list[Entry]) -> int:
    cut(warc, 0)
    return 0


def _zeros(warc: Path, all_: list[Entry]) -> int:
    spliced(warc, all_[-1].offset, warc.stat().st_size, bytes(all_[-1].length))
    return all_[-1].offset


def _appended(data: bytes) -> Damage:
    def damage(warc: Path, all_: list[Entry]) -> int:
        size = warc.stat().st_size
        spliced(warc, size, size, data)
        return size

    return damage


def _inserted(warc: Path, all_: list[Entry]) -> int:
    at = all_[len(all_) // 2].offset
    spliced(warc, at, at, NOISE)
    return at


def _swapped(warc: Path, all_: list[Entry]) -> int:
    one, other = all_[1], all_[2]
    spliced(warc, one.offset, other.offset + other.length, other.member + one.member)
    return one.offset


def _doubled(warc: Path, all_: list[Entry]) -> int:
    last = all_[-1]
    spliced(warc, last.offset, last.offset, last.member)
    return last.offset + last.length


def _replaced(warc: Path, all_: list[Entry]) -> int:
    """A member becomes a copy of another one of the file."""
    one, other = all_[1], all_[-1]
    spliced(warc, one.offset, one.offset + one.length, other.member)
    return one.offset


def _first_flipped(warc: Path, all_: list[Entry]) -> int:
    flip(warc, all_[0].length // 2)
    return 0


def _header_flipped(warc: Path, all_: list[Entry]) -> int:
    """A byte of the gzip header that no reader looks at: the record is sound, its compressed bytes are not."""
    flip(warc, all_[1].offset + 5)
    return all_[1].offset


def _deleted(warc: Path, all_: list[Entry]) -> None:
    warc.unlink()


def _renamed(warc: Path, all_: list[Entry]) -> None:
    warc.rename(warc.with_name(f"{warc.name[:4]}0123456789abcdef.warc.gz"))


def _misnamed(warc: Path, all_: list[Entry]) -> None:
    warc.rename(warc.with_name("what is this.bin"))


DAMAGES: dict[str, Damage] = {
    "cut inside a record": _inside,
    "cut of 4 bytes": _trailer(4),
    "cut of 8 bytes": _trailer(8),
    "cut between records": _boundary,
    "emptied": _emptied,
    "zeros at the end": _zeros,
    "noise appended": _appended(NOISE),
    "a member appended": _appended(A_MEMBER),
    "noise inserted": _inserted,
    "members swapped": _swapped,
    "a member twice": _doubled,
    "a member replaced": _replaced,
    "warcinfo flipped": _first_flipped,
    "gzip header flipped": _header_flipped,
    "deleted": _deleted,
    "renamed": _renamed,
    "misnamed": _misnamed,
}


def untouched(archive: Path, of: list[Entry]) -> set[str]:
    """The ids of the records whose members still stand somewhere in the WARC files."""
    files = [path.read_bytes() for folder in ("raw", "text") for path in (archive / folder).glob("*") if path.is_file()]
    return {entry.id for entry in of if any(entry.member in data for data in files)}


def explained(archive: Path, ids: set[str], of: list[Entry]) -> set[str]:
    """Those ids without the conversions whose metadata record, the one behind them, is not among them, and without the
    warcinfo records of whose files no other record is."""
    behind = {one.id: other.id for one, other in pairwise(of)}
    conversions = {entry.id for entry in of if entry.type == "conversion"}
    found = {name for name in ids if name not in conversions or behind[name] in ids}
    info = ""
    led = set()
    for entry in of:
        if entry.type == "warcinfo":
            info = entry.id
        elif entry.id in found:
            led.add(info)
    return {entry.id for entry in of if entry.id in found and (entry.type != "warcinfo" or entry.id in led)}


def kept_aside(archive: Path, before: dict[str, str]) -> None:
    """Asserts that each file that is no longer what it was is in quarantine, byte for byte."""
    after = tree(archive)
    aside = {digest for name, digest in after.items() if name.startswith("quarantine/")}
    changed = {n: d for n, d in before.items() if after.get(n) != d and not n.startswith(DERIVED) and n != "lost.jsonl"}
    unfinished = {name for name in changed if ".open" in name or name == "publish.json"}
    assert {name for name, digest in changed.items() if digest not in aside} <= unfinished


def repaired(archive: Path, sound: Path) -> None:
    """Asserts that an archive is repaired as it should be, and that a second repair does nothing."""
    of = all_entries(sound)
    before = tree(archive)
    left = explained(archive, untouched(archive, of), of)
    foreseen = repair(archive, dry_run=True)
    assert tree(archive) == before
    report = repair(archive)
    assert report.left == ()
    assert foreseen.salvaged.lost == report.salvaged.lost
    listed = Counter(entry.id for entry in all_entries(archive))
    assert left <= set(listed)
    assert set(listed.values()) <= {1}
    kept_aside(archive, before)
    assert {e.id for e in of if e.type != "warcinfo"} - set(listed) <= {loss.id for loss in report.salvaged.lost}
    after = tree(archive)
    assert repair(archive).salvaged.written == ()
    assert tree(archive) == after


def brought_back(archive: Path, source: Path, sound: Path) -> None:
    """Asserts that ingesting the sources brings all documents back, under their names."""
    ingest([source], archive=archive)
    ingest([source], archive=archive, url_prefix="https://mirror.example/")
    assert verify(archive).findings == ()
    assert verify(archive).lost == 0
    assert documents(archive) == documents(sound)
    with open_archive(archive) as opened:
        texts = {f"{document.name}.txt": document.text for document in opened if document.text}
    assert {path.name: path.read_text("utf-8") for path in archive.glob("clean/*")} == texts


def documents(archive: Path) -> dict[str, tuple[object, ...]]:
    with open_archive(archive) as opened:
        return {d.name: (d.sha256, d.raw, d.text, d.result, frozenset(d.sources), d.problems) for d in opened}


def forge(archive: Path, change: Callable[[Record], bytes]) -> None:
    """Gives the records of the one text file other blocks, and makes all that is computed from them right again."""
    layout = Layout(archive)
    (warc,) = archive.glob("text/*")
    with warc.open("rb") as stream:
        records = [parse(found.data) for found in walk(stream) if isinstance(found, Member)]
    blocks = [change(record) for record in records[1:]]
    warc.unlink()
    layout.manifest(f"text/{warc.name}").unlink()
    writer = WarcWriter(layout, FileFacts("articles", "forger", "text", 0, records[0].date, "sha256:0"))
    for record, block in zip(records[1:], blocks, strict=True):
        digest = sha256_digest(block)
        headers = {
            name: digest if name in ("WARC-Block-Digest", "WARC-Payload-Digest") else value
            for name, value in record.headers
        }
        writer.add([pack(Record(tuple({**headers, "WARC-Warcinfo-ID": writer.info}.items()), block))])
    finished = writer.finish()
    assert finished
    publish(layout, [finished])
    rebuild(archive)
