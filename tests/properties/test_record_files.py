"""Any bytes can be read for records, and records that are there come out as they went in."""

import gzip
import io
import tempfile
import zlib
from pathlib import Path

from crawls import crawl
from fastwarc.stream_io import ZstdWriter
from hypothesis import example, given
from hypothesis import strategies as st

from cleanarc.formats.framing import Spot, records
from cleanarc.formats.unpack import packing_of, unpacker
from cleanarc.inputs import Found, Read, Unusable, read, walk
from cleanarc.inputs.stretch import Inflated

NAMES = st.sampled_from(["a.warc.gz", "a.warc", "a.arc.gz", "a.warc.zst", "a.wet.gz", "a.wacz", "a"])
WHOLE = crawl().gz()
BLOCKS = st.one_of(
    st.binary(max_size=300),
    st.sampled_from(
        [b"", b"\r\n\r\n", b"WARC/1.1\r\n\r\n", b"\nWARC/1.0\r\nContent-Length: 5\r\n\r\n", b"\x1f\x8b\x08"]
    ),
)
PARTS = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([*(gzip.compress(r, mtime=0) for r in crawl().records), crawl().zst(), crawl().plain(), bytes(50)]),
)


def all_read(name: str, data: bytes) -> list[Read | Unusable]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(data)
        return [read(found) if isinstance(found, Found) else found for found in walk([folder])]


@given(NAMES, st.lists(PARTS, max_size=5).map(b"".join))
def test_any_bytes_can_be_read(name: str, data: bytes) -> None:
    for source in all_read(name, data):
        if isinstance(source, Unusable):
            assert source.problem.message.endswith(".")
            assert "\n" not in source.problem.message


@given(
    st.integers(0, len(WHOLE) - 1),
    st.integers(0, 20),
    st.binary(max_size=5),
    st.sampled_from(["a.warc.gz", "a.arc.gz"]),
)
def test_any_damage_can_be_read(at: int, gone: int, put_in: bytes, name: str) -> None:
    sources = all_read(name, WHOLE[:at] + put_in + WHOLE[at + gone :])
    told = sum(isinstance(source, Unusable) for source in sources)
    # A change costs the record that it is in, and one more where it lies between two.
    assert len(sources) - told >= len(crawl().records) - 3


def test_all_of_a_deflated_file_is_read() -> None:
    """Also what its last bytes give beyond the room that there was for one piece."""
    for more in range(600):
        data = bytes(2**16 + more)
        deflater = zlib.compressobj(wbits=-15)
        assert Inflated(io.BytesIO(deflater.compress(data) + deflater.flush())).read() == data


def record_of(number: int, block: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: resource\r\nX-Number: {number}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def packed(made: list[bytes], form: str) -> bytes:
    match form:
        case "gzip":
            return b"".join(map(gzip.compress, made))
        case "gzip, as one":
            return gzip.compress(b"".join(made))
        case "zstd" | "zstd, as one":
            out = io.BytesIO()
            for part in made if form == "zstd" else [b"".join(made)]:
                writer = ZstdWriter(out)
                writer.write(part)
                writer.finish()
                writer.close()
            return out.getvalue()
    return b"".join(made)


@given(
    st.lists(BLOCKS, min_size=1, max_size=6),
    st.sampled_from(["plain", "gzip", "gzip, as one", "zstd", "zstd, as one"]),
)
@example([b"\r\n" * 40, b"WARC/1.1\r\n"], "gzip")
def test_records_are_found_where_they_are(blocks: list[bytes], form: str) -> None:
    made = [record_of(number, block) for number, block in enumerate(blocks)]
    data = packed(made, form)
    spots = list(records(unpacker(packing_of(data[:4]), io.BytesIO(data)), 2**20))
    assert all(isinstance(spot, Spot) for spot in spots)
    assert [spot.length for spot in spots if isinstance(spot, Spot)] == list(map(len, made))
    if form == "gzip":
        members = [data[s.member : s.member + (s.packed or 0)] for s in spots if isinstance(s, Spot)]
        assert list(map(gzip.decompress, members)) == made
