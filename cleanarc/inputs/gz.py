"""Unpacking `.gz` files, within bounds."""

import gzip
import io
import zlib
from dataclasses import dataclass

from cleanarc.inputs.limits import SOURCE_BYTES
from cleanarc.model import Problem

_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What is inside a `.gz`; where that can't be had, the file's own bytes, with a problem that says why."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def unpack(data: bytes) -> Unpacked:
    """The bytes inside gzip data, all members of it. Nothing is raised, and no more than SOURCE_BYTES are unpacked."""
    if not data.startswith(_MAGIC):
        # An empty file is told by the reader.
        note = Problem("misdeclared", "The name says gzip, but the content is not packed.")
        return Unpacked(data, (note,) if data else ())
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            inside = file.read(SOURCE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        return Unpacked(data, (Problem("gzip-damaged", f"The gzip file can't be unpacked: {error}."),))
    if len(inside) > SOURCE_BYTES:
        return Unpacked(data, (Problem("too-large", f"The gzip file holds more than {SOURCE_BYTES} bytes."),))
    return Unpacked(inside)
