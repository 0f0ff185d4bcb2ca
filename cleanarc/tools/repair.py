"""Repairing an archive, and proving that it is sound afterwards."""

from dataclasses import dataclass
from pathlib import Path

from cleanarc.archive.repair import Salvaged, salvage
from cleanarc.cleaning.render import RENDERER, apply, render
from cleanarc.model import CleanResult
from cleanarc.tools.verify import Finding, verify


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What was wrong, what was done about it, and what is still wrong, in full depth; `dry_run` says that nothing was
    done yet, and then `left` is empty."""

    found: tuple[Finding, ...]
    salvaged: Salvaged
    left: tuple[Finding, ...]
    dry_run: bool

    @property
    def sound(self) -> bool:
        return not self.left


def repair(root: Path, *, dry_run: bool = False) -> RepairReport:
    """Repairs what `verify` finds; an archive in which it finds nothing is left alone.

    Raises ArchiveMissingError, ArchiveNewerError, ArchiveLockedError, or ArchiveError when it can't be written to.
    """
    before = verify(root)
    if before.sound:
        return RepairReport((), Salvaged(), (), dry_run)
    salvaged = salvage(root, render_again, dry_run=dry_run)
    left = () if dry_run else verify(root).findings
    return RepairReport(before.findings, salvaged, left, dry_run)


def render_again(result: CleanResult) -> str | None:
    """The clean text that page and ledger give; None where another version of the renderer wrote it."""
    return render(apply(result.ledger, result.page)) if result.versions.renderer == RENDERER else None
