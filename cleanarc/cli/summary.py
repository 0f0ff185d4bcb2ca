"""The table at the end of an ingest."""

from collections import Counter
from dataclasses import dataclass

from rich.table import Table

from cleanarc.jobs.report import IngestReport


@dataclass(frozen=True, slots=True)
class Speed:
    """How long a run took, in seconds."""

    seconds: float

    def of(self, documents: int, size: int) -> str:
        return f"{documents / self.seconds:.1f} documents/s, {size / self.seconds / 1e6:.2f} MB/s"


def summary(report: IngestReport, speed: Speed, *, dry_run: bool) -> Table:
    """Documents, duplicates, records that are only kept, problems and characters removed by kind, and the speed."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    documents = {"would be added" if dry_run else "added": report.added, "known": report.skipped}
    if report.restored:
        documents["restored"] = report.restored
    _section(table, "documents", documents)
    _section(table, "duplicates", {"another address": report.revisits, "another path": report.sources})
    if report.kept:
        _section(table, "records", {"that hold no document": report.kept})
    _section(table, "problems", dict(Counter(problem.code for problem in report.problems).most_common()))
    if not dry_run:
        _section(table, "removed", {r.kind: r.characters for r in report.removed}, whole=report.characters)
    if report.added and not dry_run:
        table.add_row("speed", speed.of(report.added, report.bytes), "", "")
    return table


def _section(table: Table, name: str, counts: dict[str, int], *, whole: int | None = None) -> None:
    """A row a count, the first behind the section's name, with its share of the whole where there is one."""
    for n, (what, count) in enumerate(counts.items() or [("none", 0)]):
        share = f"{count / whole:.1%}" if whole else ""
        table.add_row(name if n == 0 else "", what, f"{count:,}", share)
