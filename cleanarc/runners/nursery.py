"""Starting workers: the parent's side of the nursery."""

import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from tempfile import TemporaryFile

from cleanarc.errors import WorkersError
from cleanarc.runners.nursery_main import FORK, LOAD
from cleanarc.runners.worker import Job, Raised

_ENDED_BY_PARENT = {signal.SIGINT, signal.SIGTERM}


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker process, and where it is spoken to."""

    connection: Connection
    pid: int

    def kill(self) -> None:
        # Not even a zombie may be left of it: the nursery sees to them when it forks the next one.
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.connection.close()


class Nursery:
    """A process to fork workers from, which is started again where somebody killed it."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        self._prepare = f"{prepare.__module__}:{prepare.__qualname__}"
        self._job: Job | None = None
        self._start()

    def load(self, job: Job) -> None:
        """What workers are to do that are forked from now on."""
        self._job = job
        with TemporaryFile() as file:
            pickle.dump(job, file, pickle.HIGHEST_PROTOCOL)
            file.seek(0)
            # A nursery that is gone is noticed when it does not fork.
            with suppress(OSError):
                socket.send_fds(self._control, [LOAD], [file.fileno()])

    def fork(self) -> Worker:
        """A new worker. Raises WorkersError where there can be none, and what made the job unusable there."""
        try:
            return self._fork()
        except (EOFError, OSError):
            self.close()
            self._start()
            if self._job:
                self.load(self._job)
        try:
            return self._fork()
        except (EOFError, OSError) as error:
            raise WorkersError("The process that starts others ends at once: do without it (--workers 0).") from error

    def close(self) -> None:
        """Ends it and all of its workers, and waits until they are gone."""
        self._control.close()
        self._process.wait()

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        # They stay blocked there, from its first moment on: a Ctrl-C, which goes to every process, is for the parent.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDED_BY_PARENT)
        try:
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", self._program(theirs.fileno())],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                )
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _program(self, control_fd: int) -> str:
        # A process that has threads should not fork, and numpy's linear algebra starts some.
        return (
            f"import os, sys; sys.path[:] = {sys.path!r}; os.environ['OPENBLAS_NUM_THREADS'] = '1'\n"
            f"from cleanarc.runners.nursery_main import main; main({control_fd}, {self._prepare!r})"
        )

    def _fork(self) -> Worker:
        """Raises EOFError or OSError when the nursery is gone."""
        ours, theirs = Pipe()
        try:
            with theirs:
                socket.send_fds(self._control, [FORK], [theirs.fileno()])
            said: int | Raised | None = ours.recv()
            if isinstance(said, int):
                return Worker(ours, said)
        except BaseException:
            ours.close()
            raise
        ours.close()
        if isinstance(said, Raised):
            raise said.error
        raise WorkersError("The system starts no more processes: use fewer (--workers), or none (--workers 0).")
