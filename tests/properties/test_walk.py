"""A walk finds every file of a tree once, in the order of whole paths."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cleanarc.inputs import Found, walk

NAMES = st.text("ab-.é日 %", min_size=1, max_size=3).filter(lambda name: not name.startswith("."))
TREES = st.recursive(st.none(), lambda below: st.dictionaries(NAMES, below, max_size=5), max_leaves=20).filter(
    lambda tree: tree is not None
)


def grow(folder: Path, tree: object) -> None:
    if isinstance(tree, dict):
        folder.mkdir()
        for name, below in tree.items():
            grow(folder / name, below)
    else:
        folder.write_text("A text.")


@given(TREES)
def test_sorted_and_complete(tree: object) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary, "root")
        grow(root, tree)
        steps = list(walk([root]))
        relative = [step.relative for step in steps]
        files = [path for path in root.rglob("*") if path.is_file()]
        assert all(isinstance(step, Found) for step in steps)
        assert relative == sorted((path.relative_to(root).as_posix() for path in files), key=str.encode)
