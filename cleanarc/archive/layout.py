"""Where things are in an archive, how they are named, and what archive.json says of them."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cleanarc.errors import ArchiveDamagedError, ArchiveMissingError, ArchiveNewerError
from cleanarc.formats.canonical import canonical_json

FORMAT = 1
"""The version of the format that this program writes, and the newest that it reads."""

SERIES = ("raw", "text")
WRITTEN_ONCE = (*SERIES, "manifest")
"""The folders whose files are the truth; all else is derived from them."""
FOLDERS = (*WRITTEN_ONCE, "clean", "index")
LEARNED = "learned"
"""The folder of what was learned, made when something is. Its files are written once, and named by their content."""
QUARANTINE = "quarantine"
"""The folder of what repairs put aside, each file under the path that it had."""
LINES, SIGHTINGS = ".jsonl", ".run"
"""What the names of files end in that hold learned lines, and runs of sightings."""
HEX_DIGITS = 16
"""How many digits of a SHA-256 stand in a name, where no other document has the same."""

DOCUMENT_NAME = re.compile(r"[0-9]{3,15}_[0-9a-f]{1,64}")

_WARC_NAME = re.compile(r"([0-9]{3,15})_[0-9a-f]{16}\.warc\.gz")


@dataclass(frozen=True, slots=True)
class HashScheme:
    """How names are made from content; documents that share so many digits get more."""

    algorithm: str = "sha256"
    digits: int = HEX_DIGITS


@dataclass(frozen=True, slots=True)
class Settings:
    """What archive.json holds. `cleaner` is the one that made the archive; `clean_files` whether clean/ is kept."""

    collection: str
    cleaner: str
    clean_files: bool = True
    hash: HashScheme = HashScheme()
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths in an archive's folder."""

    root: Path

    @property
    def settings(self) -> Path:
        return self.root / "archive.json"

    @property
    def catalog(self) -> Path:
        return self.root / "catalog.sqlite"

    @property
    def catalog_journal(self) -> Path:
        """SQLite's own journal: what a transaction that was not ended is undone with."""
        return self.root / "catalog.sqlite-journal"

    @property
    def journal(self) -> Path:
        return self.root / "publish.json"

    @property
    def losses(self) -> Path:
        """What repairs could not save; there once something was lost."""
        return self.root / "lost.jsonl"

    def index(self, series: str) -> Path:
        return self.root / "index" / f"{series}.cdxj"

    def clean(self, name: str) -> Path:
        return self.root / "clean" / f"{name}.txt"

    def manifest(self, file: str) -> Path:
        """The manifest of a WARC file, which is given relative to the archive ("raw/000_….warc.gz")."""
        return self.root / "manifest" / f"{Path(file).name.removesuffix('.warc.gz')}.json"

    @property
    def sightings(self) -> list[Path]:
        """The runs of sightings that the archive's documents gave, in the order of their names."""
        return sorted((self.root / LEARNED).glob(f"*{SIGHTINGS}"))

    def learned(self, sha256: str, suffix: str) -> Path:
        """A file of learned lines or of sightings, by the SHA-256 of its bytes."""
        return self.root / LEARNED / f"{sha256[:HEX_DIGITS]}{suffix}"

    def warcs(self, series: str) -> list[str]:
        """The WARC files of a series in the order of their numbers, relative to the archive."""
        named = ((_WARC_NAME.fullmatch(path.name), path) for path in (self.root / series).glob("*"))
        found = [(int(match[1]), path.name) for match, path in named if match and path.is_file()]
        return [f"{series}/{name}" for _, name in sorted(found)]

    def all_warcs(self) -> list[str]:
        """Every WARC file, the raw series first: what refers to a record comes behind it."""
        return [file for series in SERIES for file in self.warcs(series)]


def numbered(number: int, digest: str) -> str:
    """The name of a document or WARC file: its number, in three digits or more, and digits of its hash."""
    return f"{number:03d}_{digest}"


def document_number(name: str) -> int:
    """The number of a document, by its name."""
    return int(name.partition("_")[0])


def warc_number(file: str) -> int:
    """The number of a WARC file in its series."""
    return int(Path(file).name.partition("_")[0])


def encode_settings(settings: Settings) -> bytes:
    return canonical_json(asdict(settings)) + b"\n"


def read_settings(layout: Layout) -> Settings:
    """What archive.json says. Raises ArchiveMissingError, ArchiveNewerError or ArchiveDamagedError."""
    try:
        data = layout.settings.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArchiveMissingError(
            f"There is no archive at {layout.root}: run 'cleanarc ingest' to make one, or name another with --archive."
        ) from error
    except OSError as error:
        raise ArchiveDamagedError(f"{layout.settings} can't be read: {error.strerror}.") from error
    try:
        fields: dict[str, Any] = json.loads(data)
        version = int(fields["format"])
        if version > FORMAT:
            raise ArchiveNewerError(
                f"The archive at {layout.root} has format {version} and this cleanarc reads formats up to {FORMAT}:"
                " install a newer cleanarc."
            )
        settings = Settings(**{**fields, "hash": HashScheme(**fields["hash"])})
        if not _has_form(settings):
            raise ValueError(settings)
        return settings
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise ArchiveDamagedError(f"{layout.settings} is damaged: run 'cleanarc repair'.") from error


def _has_form(settings: Settings) -> bool:
    texts = (settings.collection, settings.cleaner, settings.hash.algorithm)
    numbers = (settings.format, settings.hash.digits)
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(number, int) for number in numbers)
        and isinstance(settings.clean_files, bool)
        and 0 < settings.hash.digits <= 64
    )
