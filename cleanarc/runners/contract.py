"""What every runner promises; tests/contracts/test_runners.py holds each to it."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Loss(StrEnum):
    """Why work on a task has no end that could be heard of."""

    CRASHED = "crashed"
    """The process in which it was done died."""
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """Stands in the place of a result that there is none of."""

    task: T
    loss: Loss


class Runner(Protocol):
    """Does work on tasks, and gives the results in the order of the tasks, however it is done."""

    def run(
        self, work: Callable[[T], R], tasks: Iterable[T], otherwise: Callable[[T, Loss], R]
    ) -> Generator[R | Lost[T], None, None]:
        """The result of `work` on each task, in their order.

        Tasks are taken only as results are: neither pile up. A task on which work is lost is given to `otherwise`, with
        the reason, and only where that is lost too it comes as `Lost`. What work raises is raised here. Both functions,
        the tasks and the results may have to be pickled. A runner does one `run` at a time; one that is not read to its
        end is to be closed.
        """
