"""Writing a WARC file anew from chosen records: those that stay are copied member by member, byte for byte."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleanarc.archive.layout import Layout, warc_number
from cleanarc.archive.warc_writer import Finished, Packed, WarcFile, written
from cleanarc.errors import ArchiveDamagedError
from cleanarc.formats.damage import DamageError
from cleanarc.formats.manifest import Manifest, decode
from cleanarc.formats.members import Torn, walk
from cleanarc.formats.warc import Record, parse


@dataclass(frozen=True, slots=True)
class Copy:
    """A record of a file, and its member as it stands there."""

    record: Record
    packed: Packed


def copies(layout: Layout, file: str) -> Iterator[Copy]:
    """The records of a WARC file. Raises ArchiveDamagedError where one or the manifest can't be read, and OSError."""
    path = layout.root / file
    entries = {entry.offset: entry for entry in read_manifest(layout, file).entries}
    with path.open("rb") as stream, path.open("rb") as members:
        for found in walk(stream):
            if isinstance(found, Torn):
                raise _damaged(file, found.offset, found.message)
            try:
                record = parse(found.data)
            except DamageError as error:
                raise _damaged(file, found.offset, str(error)) from error
            members.seek(found.offset)
            member = members.read(found.length)
            entry = entries.get(found.offset)
            told = (entry.imported, entry.content) if entry else (False, None)
            yield Copy(record, Packed(record.type, record.id, record.uri, found.data, member, *told))


def rewrite(layout: Layout, file: str, records: Iterable[Packed]) -> Finished:
    """A file of these records, synced, that is to take the place of `file`: of its number, and named by its content.

    They begin with a warcinfo record. The manifest names the compressor that the one of `file` names. Raises
    ArchiveDamagedError when that can't be read.
    """
    compressor = read_manifest(layout, file).compressor
    finished = written(WarcFile(layout, file.partition("/")[0], warc_number(file)), records, compressor)
    if finished is None:
        raise ValueError(f"no records to write in the place of {file}")
    return finished


def read_manifest(layout: Layout, file: str) -> Manifest:
    """The manifest of a WARC file. Raises ArchiveDamagedError when it is missing or none."""
    path = layout.manifest(file)
    try:
        return decode(path.read_bytes())
    except (FileNotFoundError, DamageError) as error:
        raise ArchiveDamagedError(f"{path} is missing or damaged: run 'cleanarc verify'.") from error


def _damaged(file: str, offset: int, message: str) -> ArchiveDamagedError:
    return ArchiveDamagedError(f"{file} is damaged at byte {offset} ({message}): run 'cleanarc verify'.")
