"""The process that workers are forked from.

It is started afresh, so it has none of its parent's threads, locks and open files, and runs no main module but its own.
It loads once what all workers need, and they share that memory. It hears one byte with one file descriptor at a time;
when the other end of its socket closes, for whatever reason, it takes its workers along.
"""

import gc
import os
import pickle
import pkgutil
import signal
import socket
from multiprocessing.connection import Connection
from typing import BinaryIO

from cleanarc.runners.worker import Job, Raised, raised, serve

LOAD = b"l"
"""The file descriptor is that of a file with a pickled `Job`: what workers do that are forked from now on."""
FORK = b"f"
"""The file descriptor is that of the socket on which a new worker is to be spoken to."""
COLLECT_AFTER = 10_000
"""So many new objects make a process look for cycles. Documents leave few: after every 700, as Python does by itself,
it takes 3 % of a worker's time, and 5 % where what was loaded is looked at as well."""


def main(control_fd: int, prepare: str) -> None:
    """Runs the nursery until its parent is done with it. `prepare` names a function that loads what workers need."""
    control = socket.socket(fileno=control_fd)
    pkgutil.resolve_name(prepare)()
    # What is here now, stays. Whenever it was looked at again, workers would come to own copies of it.
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    job: Job | Raised | None = None
    children: set[int] = set()
    while True:
        command, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not command:
            break
        children -= {pid for pid in children if os.waitpid(pid, os.WNOHANG)[0]}
        if command == LOAD:
            job = _load(os.fdopen(handles[0], "rb"))
        elif pid := _fork(control, handles[0], job):
            children.add(pid)
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _load(file: BinaryIO) -> Job | Raised:
    with file:
        try:
            job: Job = pickle.load(file)
        except Exception as error:  # noqa: BLE001 - a worker tells it, and the parent raises it.
            return raised(error)
        return job


def _fork(control: socket.socket, handle: int, job: Job | Raised | None) -> int:
    """Starts a worker, and returns its process id; 0 where the system has no room for one."""
    # The worker's alone from now on: when it dies, the other end hears of it.
    with Connection(handle) as connection:
        try:
            pid = os.fork()
        except OSError:
            connection.send(None)
            return 0
        if pid == 0:
            try:
                control.close()
                serve(connection, job)
            finally:
                os._exit(0)
    return pid
