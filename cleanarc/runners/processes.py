"""Work in processes, each task within a deadline and a limit of memory; what takes a process down costs one task."""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Generic, Self, TypeVar

from cleanarc.errors import WorkersError
from cleanarc.runners.contract import Loss, Lost
from cleanarc.runners.nursery import Nursery, Worker
from cleanarc.runners.worker import Done, Job, Raised

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""How many tasks a worker may be on their way: so many are done while an earlier one takes its time."""


def nothing() -> None:
    """Prepares nothing."""


class Processes:
    """So many worker processes; a context manager, at whose end there are none left.

    `prepare` is called once, where it serves all workers; it stands at the top of a module. A task may take `seconds`,
    and a worker `memory` bytes beyond those that it begins with.
    """

    def __init__(
        self, workers: int, prepare: Callable[[], None] = nothing, *, seconds: float = 60.0, memory: int = 1 << 30
    ) -> None:
        self._workers = workers
        self._seconds = seconds
        self._memory = memory
        self._nursery = Nursery(prepare)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._nursery.close()

    def run(
        self, work: Callable[[T], R], tasks: Iterable[T], otherwise: Callable[[T, Loss], R]
    ) -> Generator[R | Lost[T], None, None]:
        self._nursery.load(Job(work, otherwise, self._memory))
        run: _Run[T, R] = _Run(self._nursery, iter(tasks), self._workers, self._seconds)
        try:
            yield from run.results()
        finally:
            run.close()


@dataclass(frozen=True, slots=True)
class _Assignment(Generic[T]):
    """The task of a number, and how work on it was lost, if it was."""

    number: int
    task: T
    loss: Loss | None = None


@dataclass(frozen=True, slots=True)
class _Busy(Generic[T]):
    """A worker at a task, which is to be done at a time of the monotonic clock."""

    worker: Worker
    assignment: _Assignment[T]
    deadline: float


@dataclass(slots=True)
class _Run(Generic[T, R]):
    """One run on its way. `again` are tasks that were lost once, `finished` are results that wait for earlier ones."""

    nursery: Nursery
    tasks: Iterator[T]
    most: int
    seconds: float
    idle: list[Worker] = field(default_factory=list)
    busy: dict[Connection, _Busy[T]] = field(default_factory=dict)
    again: deque[_Assignment[T]] = field(default_factory=deque)
    finished: dict[int, R | Lost[T]] = field(default_factory=dict)
    taken: int = 0
    given: int = 0

    def results(self) -> Iterator[R | Lost[T]]:
        self._assign()
        while self.busy:
            self._hear()
            ready = self._in_order()
            # First of all, so that work goes on while the results are looked at.
            self._assign()
            yield from ready

    def close(self) -> None:
        """Ends all workers, also those that are at something."""
        for busy in self.busy.values():
            busy.worker.kill()
        for worker in self.idle:
            worker.connection.close()

    def _in_order(self) -> list[R | Lost[T]]:
        """The results that no earlier one is missing for any more."""
        ready = []
        while self.given in self.finished:
            ready.append(self.finished.pop(self.given))
            self.given += 1
        return ready

    def _assign(self) -> None:
        """Gives work to everybody, as far as there is some."""
        while len(self.busy) < self.most and (assignment := self._next()):
            try:
                while not self._give(self.idle.pop() if self.idle else self.nursery.fork(), assignment):
                    pass
            except WorkersError:
                if not self.busy:
                    raise
                # Those that there are will do.
                self.again.append(assignment)
                return

    def _next(self) -> _Assignment[T] | None:
        if self.again:
            return self.again.popleft()
        if self.taken - self.given >= AHEAD * self.most:
            return None
        for task in self.tasks:
            self.taken += 1
            return _Assignment(self.taken - 1, task)
        return None

    def _give(self, worker: Worker, assignment: _Assignment[T]) -> bool:
        """Whether the worker was there to take it."""
        try:
            worker.connection.send((assignment.task, assignment.loss))
        except OSError:
            worker.kill()
            return False
        self.busy[worker.connection] = _Busy(worker, assignment, time.monotonic() + self.seconds)
        return True

    def _hear(self) -> None:
        """Waits until one worker at least has an answer, has died, or is over its deadline."""
        first = min(busy.deadline for busy in self.busy.values())
        heard = wait(list(self.busy), max(0.0, first - time.monotonic()))
        now = time.monotonic()
        for busy in tuple(self.busy.values()):
            if busy.worker.connection in heard:
                self._take(busy)
            elif busy.deadline <= now:
                self._lose(busy, Loss.TIMED_OUT)

    def _take(self, busy: _Busy[T]) -> None:
        """The answer of a worker."""
        try:
            answer: Done | Raised | Loss = busy.worker.connection.recv()
        except (EOFError, OSError):
            answer = Loss.CRASHED
        if isinstance(answer, Loss):
            self._lose(busy, answer)
            return
        del self.busy[busy.worker.connection]
        self.idle.append(busy.worker)
        if isinstance(answer, Raised):
            raise answer.error
        self.finished[busy.assignment.number] = answer.result

    def _lose(self, busy: _Busy[T], loss: Loss) -> None:
        """Ends a worker. A task that is lost for the first time comes next."""
        del self.busy[busy.worker.connection]
        busy.worker.kill()
        lost = busy.assignment
        if lost.loss is None:
            self.again.append(replace(lost, loss=loss))
        else:
            self.finished[lost.number] = Lost(lost.task, lost.loss)
