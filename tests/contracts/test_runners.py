"""Every runner keeps the contract of cleanarc.runners.contract."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path

import pytest

from cleanarc.errors import WorkersError
from cleanarc.runners import Local, Loss, Lost, Processes, Runner

RUNNERS: dict[str, Callable[[], Local | Processes]] = {
    "local": Local,
    "1 process": partial(Processes, 1),
    "3 processes": partial(Processes, 3),
}


@pytest.fixture(scope="module", params=RUNNERS)
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    made = RUNNERS[request.param]()
    with made if isinstance(made, Processes) else nullcontext(made) as running:
        yield running


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    with Processes(2, seconds=2.0, memory=256 << 20) as running:
        yield running


def square(n: int) -> int:
    # The first ones take longest.
    time.sleep(max(0.0, 0.02 - n / 500))
    return n * n


def refuse(n: int) -> int:
    if n == 5:
        raise LookupError("five")
    return n


def told(task: object, loss: Loss) -> object:
    return task, loss


def test_results_come_in_the_order_of_the_tasks(runner: Runner) -> None:
    assert list(runner.run(square, range(40), told)) == [n * n for n in range(40)]
    assert list(runner.run(square, (), told)) == []


def test_work_has_what_it_was_made_with(runner: Runner) -> None:
    assert list(runner.run(partial(pow, 2), range(9), told)) == [2**n for n in range(9)]


def test_tasks_are_taken_as_results_are(runner: Runner) -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for n in range(10_000):
            taken.append(n)
            yield n

    with closing(runner.run(abs, tasks(), told)) as results:  # type: ignore[type-var]
        for n, result in enumerate(results):
            assert result == n
            assert len(taken) <= n + 1 + 4 * 3 + 4 * 3
            if n == 500:
                break


def test_results_of_any_size(runner: Runner) -> None:
    sizes = [1, 1 << 24, 3, 1 << 22]
    assert [len(result) for result in runner.run(bytes, sizes, told)] == sizes
    blocks = [bytes(size) for size in sizes]
    assert list(runner.run(len, blocks, told)) == sizes


def test_what_work_raises_is_raised(runner: Runner) -> None:
    results = runner.run(refuse, range(100), told)
    with pytest.raises(LookupError, match="five"):
        list(results)
    assert list(runner.run(refuse, range(3), told)) == [0, 1, 2]


def test_what_tasks_raise_is_raised(runner: Runner) -> None:
    def tasks() -> Iterator[int]:
        yield 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(runner.run(abs, tasks(), told))
    assert list(runner.run(abs, [-1], told)) == [1]


def _stop(n: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return n


def _exit(n: int) -> int:
    os._exit(0)


def _sleep(n: int) -> int:
    time.sleep(60)
    return n


def _devour(n: int) -> int:
    return len(bytearray(1 << 30)) + n


_LOSSES = {_stop: Loss.CRASHED, _exit: Loss.CRASHED, _sleep: Loss.TIMED_OUT, _devour: Loss.OUT_OF_MEMORY}


def now_and_then(bad: Callable[[int], int], n: int) -> int:
    return bad(n) if n % 7 == 3 else n


@pytest.mark.parametrize("bad", _LOSSES)
def test_a_loss_costs_one_task(processes: Processes, bad: Callable[[int], int]) -> None:
    results = list(processes.run(partial(now_and_then, bad), range(15), told))
    assert results == [(n, _LOSSES[bad]) if n % 7 == 3 else n for n in range(15)]


def again(bad: Callable[[int], int], n: int, loss: Loss) -> int:
    return bad(n)


@pytest.mark.parametrize("bad", [_stop, _devour])
def test_what_is_lost_twice_is_told(processes: Processes, bad: Callable[[int], int]) -> None:
    results = list(processes.run(partial(now_and_then, bad), range(5), partial(again, bad)))
    assert results == [0, 1, 2, Lost(3, _LOSSES[bad]), 4]


def _kill_parent(n: int) -> int:
    """Kills the nursery, in the first process that comes to it."""
    if n == 0:
        os.kill(os.getppid(), signal.SIGKILL)
    return n


def test_a_nursery_that_is_killed_is_replaced() -> None:
    with Processes(2) as running:
        for _ in range(2):
            assert list(running.run(_kill_parent, range(20), told)) == list(range(20))
            assert list(running.run(square, range(20), told)) == [n * n for n in range(20)]


def forks_once() -> None:
    """Prepares a nursery on a system that has room for one process more."""
    fork, forked = os.fork, []

    def fork_once() -> int:
        if forked:
            raise BlockingIOError
        forked.append(True)
        return fork()

    os.fork = fork_once


def forks_never() -> None:
    def refuse_to_fork() -> int:
        raise BlockingIOError

    os.fork = refuse_to_fork


def die() -> None:
    os._exit(1)


def test_fewer_workers_will_do() -> None:
    with Processes(3, forks_once) as running:
        assert list(running.run(square, range(20), told)) == [n * n for n in range(20)]


@pytest.mark.parametrize("prepare", [forks_never, die])
def test_no_workers_will_not_do(prepare: Callable[[], None]) -> None:
    with Processes(3, prepare) as running, pytest.raises(WorkersError, match="--workers 0"):
        list(running.run(square, range(20), told))


class _Unreadable:
    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return (_refuse_to_load, ("no longer there",))


def _refuse_to_load(what: str) -> object:
    raise LookupError(what)


def test_work_that_workers_cannot_load(processes: Processes) -> None:
    with pytest.raises(LookupError, match="no longer there"):
        list(processes.run(partial(now_and_then, _Unreadable()), [1], told))  # type: ignore[arg-type]


_RUN = """
import os, sys, test_runners
from cleanarc.runners import Processes
with Processes(2) as running:
    for n in running.run(test_runners.pid_and_sleep, range(100), test_runners.told):
        print(n, flush=True)
"""


def pid_and_sleep(n: int) -> int:
    time.sleep(60 if n > 3 else 0.0)
    return os.getpid()


@pytest.mark.parametrize("signals", [(signal.SIGINT,), (signal.SIGKILL,)])
@pytest.mark.parametrize("whole_group", [True, False])
def test_no_process_is_left(signals: tuple[signal.Signals, ...], *, whole_group: bool) -> None:
    here = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    with subprocess.Popen(
        [sys.executable, "-c", _RUN], env=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as parent:
        assert parent.stdout
        workers = {int(parent.stdout.readline()) for _ in range(4)}
        nursery = {_parent_of(pid) for pid in workers}
        for one in signals:
            os.killpg(parent.pid, one) if whole_group else parent.send_signal(one)
        _, said = parent.communicate(timeout=20)
        assert said.count(b"Traceback") == (1 if signal.SIGINT in signals else 0)
    until = time.monotonic() + 20
    while any(map(_is_alive, workers | nursery)):
        assert time.monotonic() < until
        time.sleep(0.01)


def _parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
