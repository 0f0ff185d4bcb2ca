"""Records of other archives, as they came: what is copied, and what is asked of them."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from cleanarc.formats.arc import as_warc
from cleanarc.formats.damage import DamageError
from cleanarc.formats.warc import Record, parse, serialize

# WARC 1.1 allows to leave off what is not known, from the end.
_DATE = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?)(\.\d{1,9})?(?:Z|\+00:00)?", re.ASCII)
_LEAST = "0000-01-01T00:00:00"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_WITHOUT_URI = ("warcinfo", "metadata", "continuation")


@dataclass(frozen=True, slots=True)
class Imported:
    """A record that was made by others: parsed, its bytes, and its gzip member, None where it had none of its own.

    `info` is the warcinfo record that it stood behind.
    """

    record: Record
    plain: bytes
    member: bytes | None = None
    info: Self | None = None

    @property
    def date(self) -> str:
        """The record's date as this archive writes dates. Raises DamageError when it has none that can be read."""
        written = self.record.date.strip()
        found = _DATE.fullmatch(written)
        date = found[1] + _LEAST[len(found[1]) :] if found else ""
        try:
            datetime.fromisoformat(date)
        except ValueError as error:
            raise DamageError(f"its WARC-Date can't be read ('{written[:40]}')") from error
        return f"{date}{(found and found[2]) or ''}Z"

    def without_bytes(self) -> Self:
        """The record's headers alone."""
        return replace(self, record=replace(self.record, block=b""), plain=b"", member=None, info=None)


def imported(plain: bytes, member: bytes | None = None, info: Imported | None = None) -> Imported:
    """A record to be copied, from its bytes.

    Raises DamageError when they are no record, or lack what every record must have: type, id, date, and the address of
    what was captured.
    """
    if not plain.startswith(b"WARC/"):
        record = as_warc(plain, info.record.id if info else None)
        plain, member = serialize(record), None
    else:
        record = parse(plain)
    found = Imported(record, plain, member, info)
    for name in ("WARC-Type", "WARC-Record-ID", *(() if record.type in _WITHOUT_URI else ("WARC-Target-URI",))):
        if _CONTROLS.search(record.header(name) or "\0"):
            raise DamageError(f"it has no {name}, or none that can be read")
    _ = found.date
    return found
