"""A repair on its way: what it found, and what it is going to publish."""

from dataclasses import dataclass, field
from pathlib import Path

from cleanarc.archive.journal import Publication
from cleanarc.archive.layout import Layout
from cleanarc.archive.old_catalog import OldCatalog
from cleanarc.archive.salvage import Stock
from cleanarc.archive.warc_writer import Finished
from cleanarc.formats.files import OPEN


@dataclass
class Work:
    """What the steps of a repair share.

    `old` is the catalog as it was found. `stays` are the WARC files that are whole and stay as they are, `written` the
    names of what is made anew. In a `dry_run` nothing is.
    """

    layout: Layout
    stock: Stock
    old: OldCatalog
    dry_run: bool
    publication: Publication = field(default_factory=Publication)
    stays: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def aside(self, path: Path) -> None:
        """Plans a file's way to quarantine, unless it is one that this repair is writing: what others left unfinished
        was removed before."""
        if not (path.name.endswith(OPEN) and path.is_file()):
            self.publication.put_aside(self.layout, path.relative_to(self.layout.root).as_posix())

    def replace(self, path: Path, data: bytes) -> None:
        """Plans a file that takes the place of what has its name, which goes aside."""
        if path.exists():
            self.aside(path)
        self.write(path, data)

    def write(self, path: Path, data: bytes) -> None:
        """Plans a file that holds all that the one of its name did, and more."""
        self.written.append(path.relative_to(self.layout.root).as_posix())
        if not self.dry_run:
            self.publication.add_file(self.layout, path, data)

    def add_warc(self, finished: Finished) -> None:
        """Plans a WARC file, and its manifest."""
        self.written.append(finished.manifest.file)
        self.publication.add_warc(self.layout, finished)
