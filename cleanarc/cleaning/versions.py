"""The versions of an article that a page sets side by side, as revisions."""

from cleanarc.model import Revision
from cleanarc.rules.version_table import VersionTable


def revisions_of(table: VersionTable | None) -> tuple[Revision, ...]:
    """A revision for each column, in the table's order; none without a table."""
    if table is None:
        return ()
    return tuple(_revision(table, column) for column in range(len(table.labels)))


def _revision(table: VersionTable, column: int) -> Revision:
    cells = [(row.cells[column], row.inferred) for row in table.rows]
    return Revision(
        label=table.labels[column],
        spans=tuple(cell for cell, _ in cells if cell),
        inferred=tuple(cell for cell, inferred in cells if cell and inferred),
    )
