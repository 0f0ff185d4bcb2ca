"""Where a record is in a file that holds many, so that it can be read again by itself."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from cleanarc.formats.unpack import Packing


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a file that is a file itself: one in a zip. Its bytes are stored as they are, or deflated."""

    start: int
    end: int
    is_deflated: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is in a file of records: `skip` unpacked bytes into the member at an offset, `length` bytes long.

    `packed` is the length of its member where that holds nothing else, so that it can be copied; `window` where the
    file of records is in a zip, `info` where the warcinfo record is that the record stands behind. `is_extracted` says
    that the file holds texts that were extracted from pages.
    """

    packing: Packing
    member: int
    skip: int
    length: int
    packed: int | None = None
    window: Window | None = None
    info: "Place | None" = None
    is_extracted: bool = False

    @property
    def label(self) -> str:
        """What tells the record from others of its file: where it is, as `warcio extract` takes it."""
        if self.packing is Packing.PLAIN:
            return str(self.skip)
        return f"{self.member}+{self.skip}" if self.skip else str(self.member)


def encode_place(place: Place) -> str:
    """A place as text that `decode_place` reads."""
    return json.dumps(asdict(place))


def decode_place(text: str) -> Place:
    return _read(json.loads(text))


def _read(fields: dict[str, Any]) -> Place:
    window, info = fields.pop("window"), fields.pop("info")
    packing = Packing(fields.pop("packing"))
    return Place(packing, window=Window(**window) if window else None, info=_read(info) if info else None, **fields)
