"""The log of a run: a line an occurrence, with its time in UTC. Times stand here and not in records."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cleanarc.cli.output import one_line
from cleanarc.errors import CleanarcError, UsageError
from cleanarc.jobs.events import Event, Stage
from cleanarc.jobs.report import ReportedProblem


@contextmanager
def run_log(file: Path | None) -> Iterator[logging.Logger]:
    """A log that is added to `file`, or goes nowhere when None. An error that ends the run is its last line.

    Raises UsageError when the file can't be written.
    """
    log = logging.Logger("cleanarc", logging.INFO)
    handler = _handler(file)
    log.addHandler(handler)
    try:
        yield log
    except (CleanarcError, OSError) as error:
        log.error("%s", error)
        raise
    except KeyboardInterrupt:
        log.error("Interrupted.")
        raise
    finally:
        handler.close()


def with_documents(watch: Callable[[Event], None], log: logging.Logger) -> Callable[[Event], None]:
    """What hears of each event as `watch` does, and logs each document that is done."""

    def on_event(event: Event) -> None:
        watch(event)
        if event.stage is Stage.CLEANING:
            log.info("done %s", one_line(event.source or ""))

    return on_event


def log_problems(log: logging.Logger, problems: Iterable[ReportedProblem]) -> None:
    """A line a problem."""
    for problem in problems:
        log.warning("%s: %s: %s", one_line(problem.source), problem.code, problem.message)


def _handler(file: Path | None) -> logging.Handler:
    if file is None:
        return logging.NullHandler()
    try:
        handler = logging.FileHandler(file, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(f"The log {file} can't be written ({error.strerror}): name another file.") from error
    formatter = logging.Formatter("%(asctime)s.%(msecs)03dZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    return handler
