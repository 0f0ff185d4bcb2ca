"""What a file's name says of records in it."""

from cleanarc.formats.unpack import Packing

_RECORDS = (".warc", ".arc", ".wet")
_PACKED = {".gz": Packing.GZIP, ".zst": Packing.ZSTD}
_EXTRACTED = ".wet"


def named_packing(name: str) -> Packing | None:
    """How the records of a file are packed, as its suffix has it; None where the name tells of no records."""
    stem, packing = _parted(name)
    return packing if stem.endswith(_RECORDS) else None


def is_named_extracted(name: str) -> bool:
    """Whether a file's name says that it holds texts that were extracted from pages."""
    return _parted(name)[0].endswith(_EXTRACTED)


def _parted(name: str) -> tuple[str, Packing]:
    """A name in lower case without the suffix that says how the file is packed, and how that is."""
    lowered = name.lower()
    suffix = next((suffix for suffix in _PACKED if lowered.endswith(suffix)), "")
    return lowered.removesuffix(suffix), _PACKED.get(suffix, Packing.PLAIN)
