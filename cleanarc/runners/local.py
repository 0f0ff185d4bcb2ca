"""Work done in this process, one piece after the other."""

from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

from cleanarc.runners.contract import Loss, Lost

T = TypeVar("T")
R = TypeVar("R")


class Local:
    """Nothing is ever lost here: work that has no end or takes the process down does so to the whole run."""

    def run(
        self, work: Callable[[T], R], tasks: Iterable[T], otherwise: Callable[[T, Loss], R]
    ) -> Generator[R | Lost[T], None, None]:
        yield from map(work, tasks)
