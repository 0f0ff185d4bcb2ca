"""What a worker process does: one task after the other, within its limits, while somebody hears the results."""

import os
import pickle
import resource
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from cleanarc.runners.contract import Loss


@dataclass(frozen=True)
class Job:
    """What workers do. `memory` is how many bytes a worker may take beyond those that it begins with."""

    work: Callable[[Any], Any]
    otherwise: Callable[[Any, Loss], Any]
    memory: int


@dataclass(frozen=True)
class Done:
    """The result of a task."""

    result: Any


@dataclass(frozen=True)
class Raised:
    """What work on a task raised."""

    error: Exception


_OUT_OF_MEMORY = pickle.dumps(Loss.OUT_OF_MEMORY)


def serve(connection: Connection, job: Job | Raised | None) -> None:
    """Says its process id, then answers each `(task, loss)` with Done, Raised or the loss that it was.

    A worker that ran out of memory once is not asked again: what it holds may be in pieces.
    """
    _be_silent()
    if not isinstance(job, Job):
        connection.send(job)
        return
    _limit_memory(job.memory)
    connection.send(os.getpid())
    answer = b""
    while answer != _OUT_OF_MEMORY:
        try:
            task, loss = connection.recv()
            answer = _answer(job, task, loss)
            connection.send_bytes(answer)
        except (EOFError, OSError):
            return


def raised(error: Exception) -> Raised:
    """An error on its way to another process, with what the traceback here was."""
    told = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - what it was can only be told.
        return Raised(RuntimeError(told))
    error.add_note(f"In a worker:\n{told}")
    return Raised(error)


def _answer(job: Job, task: Any, loss: Loss | None) -> bytes:
    try:
        result = job.work(task) if loss is None else job.otherwise(task, loss)
        return pickle.dumps(Done(result), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return _OUT_OF_MEMORY
    except Exception as error:  # noqa: BLE001 - it is raised by the parent.
        return pickle.dumps(raised(error))


def _be_silent() -> None:
    """What a C library says before it dies is for nobody: the parent tells which task it was."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_memory(most: int) -> None:
    """Lets allocations fail that go beyond. Where the system does not tell a process its size, there is no limit."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = pages * resource.getpagesize() + most
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
