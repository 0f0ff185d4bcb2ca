"""What was learned: whether its files are what their names say, and all there that cleanings name."""

from collections.abc import Iterator, Set

from cleanarc.archive.layout import LINES, Layout
from cleanarc.archive.learned import wrong_files
from cleanarc.tools.verify.findings import Finding


def check_learned(layout: Layout) -> Iterator[Finding]:
    """Files that are not what their names say."""
    for path, what in wrong_files(layout):
        yield Finding(path.relative_to(layout.root).as_posix(), None, what)


def check_lines(layout: Layout, named: Set[str]) -> Iterator[Finding]:
    """Learned lines that are missing. `named` are the digests of those that cleanings name."""
    for digest in sorted(named):
        path = layout.learned(digest, LINES)
        if not path.exists():
            what = "the learned lines that texts were cleaned with are missing: put them back from a copy"
            yield Finding(path.relative_to(layout.root).as_posix(), None, what)
