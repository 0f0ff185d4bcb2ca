"""Which files are there, and which should be."""

from collections.abc import Iterator
from pathlib import Path

from cleanarc.archive.layout import FOLDERS, LEARNED, SERIES, Layout
from cleanarc.formats.files import OPEN
from cleanarc.tools.verify.findings import Finding

_INTERRUPTED = "a run was interrupted: run 'cleanarc ingest' again"


def check_presence(layout: Layout) -> Iterator[Finding]:
    """Files that are missing, that do not belong here, or that an interrupted run left. Hidden files are let be."""
    warcs = layout.all_warcs()
    manifests = {layout.manifest(file).name for file in warcs}
    belonging = {
        "": {layout.settings.name, layout.catalog.name, *FOLDERS, LEARNED, "quarantine"},
        **{series: {Path(file).name for file in layout.warcs(series)} for series in SERIES},
        "manifest": manifests,
        "index": {layout.index(series).name for series in SERIES},
    }
    for folder, names in belonging.items():
        for path in _visible(layout.root / folder):
            relative = path.relative_to(layout.root).as_posix()
            if path.name.endswith(OPEN) or path == layout.journal:
                yield Finding(relative, None, _INTERRUPTED)
            elif path.name not in names:
                yield Finding(relative, None, _explain(folder, path))
    for file in warcs:
        if not layout.manifest(file).exists():
            relative = layout.manifest(file).relative_to(layout.root).as_posix()
            yield Finding(relative, None, f"the manifest of {file} is missing")


def _explain(folder: str, path: Path) -> str:
    if folder == "manifest":
        return f"{path.stem}.warc.gz, whose manifest this is, is missing"
    return "this file does not belong to the archive"


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))
