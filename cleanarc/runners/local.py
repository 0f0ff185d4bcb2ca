"""Work done in this process, one piece after the other.

A runner is `run(work, tasks)`: the results in the order of the tasks, each task taken only when its turn comes, so that
neither tasks nor results pile up. Whatever runs the work, the results are the same.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def run(work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """The result of each task, in their order."""
    return map(work, tasks)
