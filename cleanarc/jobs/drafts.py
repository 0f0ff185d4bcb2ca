"""Drafts: documents cleaned at the first look, before anything is learned.

Most pages hold none of the lines that are learned in the end, so that their drafts are their cleanings. Drafts only
save work: one that is missing, or no use, is made up for by cleaning the document again, with the same result.
"""

import os
import pickle
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile

from cleanarc.cleaning.prepare import Prepared
from cleanarc.formats.damage import DamageError
from cleanarc.formats.members import compress, inflate
from cleanarc.jobs.means import Means
from cleanarc.learning import Sighting
from cleanarc.model import CleanResult
from cleanarc.pipeline import conclude, consider
from cleanarc.rules.learned import site_of

_MOST = 2 << 30
"""Bytes that are kept at most: they do for some 200,000 articles. All beyond that are cleaned after learning, so a very
long run does most of its work where an interruption leaves it archived."""
_SHARE = 4
"""They take up no more than one in so many bytes that are free on the disk: the archive needs the rest."""
_LENGTH = 4
"""Bytes in front of each, which say how long it is."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A cleaning without learned lines.

    `url` is what the page's address was then. `site` is the one whose lines it may hold, None where there is none, and
    `lines` are the ids of what may be such lines, None where that is not known.
    """

    result: CleanResult
    url: str | None
    site: str | None
    lines: frozenset[int] | None


def draft(prepared: Prepared, sighting: Sighting | None, means: Means) -> Draft:
    """A document cleaned before anything is learned; `sighting` is what it teaches."""
    considered = consider(prepared, means.tools)
    proposed = considered.proposed
    site = None if proposed.revisions else site_of(prepared.url, proposed.packs)
    # An article that a script held was not seen when the page was sighted.
    is_sighted = considered.segmented is prepared.segmented
    lines = frozenset(sighting.marks) if sighting and is_sighted else None
    result = conclude(considered, means.tools, means.policy)
    return Draft(result, prepared.capture.url, site, lines)


def pack(drafted: Draft) -> bytes:
    """A draft as it is kept."""
    return compress(pickle.dumps(drafted, pickle.HIGHEST_PROTOCOL))


def final(packed: bytes, url: str | None, means: Means) -> CleanResult | None:
    """The cleaning that a draft is; None where it can't be read, and where lines that were learned since, or another
    address, may change it."""
    try:
        drafted: Draft = pickle.loads(inflate(packed))
    except DamageError:
        return None
    if drafted.url != url:
        return None
    if drafted.lines is None:
        is_touched = bool(drafted.site and means.tools.learned.of_site(drafted.site))
    else:
        is_touched = not drafted.lines.isdisjoint(means.learned)
    if is_touched:
        return None
    versions = replace(drafted.result.versions, learned=means.tools.learned.digest)
    return replace(drafted.result, versions=versions)


class Drafts:
    """Drafts on disk, in a file without a name: whatever becomes of the process, nothing is left of it."""

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - it `close` closes it.
        self._size = 0
        self._most = min(_MOST, shutil.disk_usage(folder).free // _SHARE)

    def close(self) -> None:
        self._file.close()

    @property
    def has_room(self) -> bool:
        return self._size < self._most

    def keep(self, packed: bytes) -> int | None:
        """Keeps a draft, and returns where it is; None where the disk has no room for it."""
        place, entry = self._size, len(packed).to_bytes(_LENGTH, "little") + packed
        try:
            written = os.pwrite(self._file.fileno(), entry, place)
        except OSError:
            written = 0
        if written < len(entry):
            self._most = 0
            return None
        self._size += written
        return place

    def at(self, place: int) -> bytes | None:
        """The draft at a place; None where the disk does not give it back."""
        try:
            length = int.from_bytes(os.pread(self._file.fileno(), _LENGTH, place), "little")
            return os.pread(self._file.fileno(), length, place + _LENGTH)
        except OSError:
            return None
