"""Writing and reading the records of an archive, beside warcio and FastWARC: CPU time of one core, each in its turn."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench.pages import write_pages
from bench.results import RecordSpeed
from bench.systems import OURS
from cleanarc import ingest
from cleanarc.archive.derive import Placed, read_warc
from cleanarc.archive.layout import Layout
from cleanarc.archive.records import FileFacts
from cleanarc.archive.warc_writer import WarcWriter, pack
from cleanarc.formats.members import Torn, walk
from cleanarc.formats.warc import Record, parse, serialize

REFERENCE = "warcio"
ROUNDS = 5
"""How often all is read: once takes too little time to tell much."""
_VERSION = "WARC/1.1"


def measure_records(corpora: Path, limit: int | None = None) -> Mapping[str, RecordSpeed]:
    """Archives the pages of the corpora (`limit` of each), then writes the records of that archive and reads them."""
    with TemporaryDirectory() as folder:
        layout = Layout(Path(folder) / "archive")
        ingest([write_pages(corpora, limit, Path(folder) / "pages")], archive=layout.root, learn=False)
        found = [placed for file in layout.all_warcs() for placed in read_warc(layout, file)]
        records = [placed.record for placed in found if isinstance(placed, Placed)]
        written, sizes = _write(records, Path(folder) / "written")
        read = _read([layout.root / file for file in layout.all_warcs()])
    plain = sum(len(serialize(record)) for record in records)
    return {
        name: RecordSpeed(
            write=written[REFERENCE] / written[name] if name in written else None,
            read=read[REFERENCE] / read[name],
            size=plain / sizes[name] if name in sizes else None,
        )
        for name in read
    }


def _write(records: Sequence[Record], folder: Path) -> tuple[dict[str, float], dict[str, int]]:
    """The seconds in which the records are written to a file, and its bytes."""
    (folder / "raw").mkdir(parents=True)
    ours = WarcWriter(Layout(folder), FileFacts("bench", OURS, "raw", 0, "2026-01-01T00:00:00Z", "sha256:0"))
    spent = dict.fromkeys((OURS, REFERENCE), 0.0)
    with (folder / "warcio.warc.gz").open("wb") as stream:
        theirs = WARCWriter(stream, gzip=True, warc_version=_VERSION)
        for record in records:
            start = process_time()
            ours.add([pack(record)])
            between = process_time()
            theirs.write_record(_for_warcio(record))
            spent[OURS] += between - start
            spent[REFERENCE] += process_time() - between
        size = stream.tell()
    finished = ours.finish()
    return spent, {OURS: finished.manifest.bytes if finished else 0, REFERENCE: size}


def _for_warcio(record: Record) -> ArcWarcRecord:
    return ArcWarcRecord(
        "warc",
        record.type,
        StatusAndHeaders("", list(record.headers), protocol=_VERSION),
        BytesIO(record.block),
        None,
        record.header("Content-Type"),
        len(record.block),
    )


def _by_us(stream: BinaryIO) -> int:
    return sum(len(parse(member.data).block) for member in walk(stream) if not isinstance(member, Torn))


def _by_fastwarc(stream: BinaryIO) -> int:
    return sum(len(record.reader.read()) for record in FastIterator(stream, parse_http=False))


def _by_warcio(stream: BinaryIO) -> int:
    return sum(len(record.content_stream().read()) for record in ArchiveIterator(stream))


_READERS: Mapping[str, Callable[[BinaryIO], int]] = {OURS: _by_us, "FastWARC": _by_fastwarc, REFERENCE: _by_warcio}
"""What read the blocks of all records of a file, and say how many bytes that were."""


def _read(warcs: Sequence[Path]) -> dict[str, float]:
    """The seconds in which all records are read. Raises ValueError where two read something else."""
    spent = dict.fromkeys(_READERS, 0.0)
    for warc in [*warcs] * ROUNDS:
        counts = set()
        for name, count in _READERS.items():
            with warc.open("rb") as stream:
                start = process_time()
                counts.add(count(stream))
                spent[name] += process_time() - start
        if len(counts) > 1:
            raise ValueError(f"{warc.name} has not the same records for all: {counts}")
    return spent
