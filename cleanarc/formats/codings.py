"""zstd and Brotli, unpacked within bounds. The only module that imports FastWARC."""

from io import BytesIO
from typing import BinaryIO, Protocol

from fastwarc.stream_io import BrotliReader, ZstdReader

from cleanarc.formats.damage import DamageError


class Reader(Protocol):
    """Unpacked bytes, as many as are asked for. `read` raises OSError for damage."""

    def read(self, size: int = ..., /) -> bytes: ...


def zstd_reader(packed: BinaryIO, dictionary: bytes | None = None) -> Reader:
    """Unpacks zstd frames as they are read."""
    return ZstdReader(packed, dictionary=dictionary)


def unpack_zstd(packed: bytes, most: int) -> bytes:
    """Unpacks zstd frames, `most` bytes of them. Raises DamageError."""
    return _read(ZstdReader(BytesIO(packed)), most)


def unpack_brotli(packed: bytes, most: int) -> bytes:
    """Unpacks Brotli (RFC 7932), `most` bytes of it. Raises DamageError."""
    return _read(BrotliReader(BytesIO(packed)), most)


def _read(reader: Reader, most: int) -> bytes:
    parts: list[bytes] = []
    try:
        while most > 0 and (part := reader.read(min(most, 1 << 20))):
            parts.append(part)
            most -= len(part)
    except (OSError, ValueError) as error:
        raise DamageError(str(error)) from error
    return b"".join(parts)
