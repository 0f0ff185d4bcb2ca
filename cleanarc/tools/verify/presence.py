"""Which files are there, and which should be."""

import os
from collections.abc import Iterator
from pathlib import Path

from cleanarc.archive.layout import FOLDERS, LEARNED, QUARANTINE, SERIES, Layout
from cleanarc.archive.losses import read_losses
from cleanarc.archive.salvage import visible
from cleanarc.formats.damage import DamageError
from cleanarc.formats.files import OPEN
from cleanarc.tools.verify.findings import Finding

_INTERRUPTED = "a run was interrupted: run 'cleanarc ingest' again"
_NEEDED = (*SERIES, "manifest", "index")


def check_presence(layout: Layout) -> Iterator[Finding]:
    """Files that are missing, that do not belong here, or that an interrupted run left. Hidden files are let be."""
    warcs = layout.all_warcs()
    manifests = {layout.manifest(file).name for file in warcs}
    belonging = {
        "": {
            *(path.name for path in (layout.settings, layout.catalog, layout.losses)),
            *(*FOLDERS, LEARNED, QUARANTINE),
        },
        **{series: {Path(file).name for file in layout.warcs(series)} for series in SERIES},
        "manifest": manifests,
        "index": {layout.index(series).name for series in SERIES},
    }
    for folder in (*FOLDERS, LEARNED):
        path = layout.root / folder
        if not path.is_dir() and (folder in _NEEDED or os.path.lexists(path)):
            yield Finding(folder, None, "the folder is missing: run 'cleanarc repair'")
    for folder, names in belonging.items():
        for path in visible(layout.root / folder):
            relative = path.relative_to(layout.root).as_posix()
            if path.name.endswith(OPEN) or path == layout.journal:
                yield Finding(relative, None, _INTERRUPTED)
            elif path.name not in names:
                yield Finding(relative, None, _explain(folder, path))
    for file in warcs:
        if not layout.manifest(file).is_file():
            relative = layout.manifest(file).relative_to(layout.root).as_posix()
            yield Finding(relative, None, f"the manifest of {file} is missing")


def check_losses(layout: Layout) -> Iterator[Finding]:
    """Whether lost.jsonl is what a repair wrote."""
    try:
        read_losses(layout)
    except (DamageError, OSError) as error:
        yield Finding(layout.losses.name, None, f"what was lost before can't be read ({error}): run 'cleanarc repair'")


def _explain(folder: str, path: Path) -> str:
    if folder == "manifest":
        return f"{path.stem}.warc.gz, whose manifest this is, is missing"
    return "this file does not belong to the archive"
