"""The log of a run: a line an occurrence, with its time in UTC. Times stand here and not in records."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cleanarc.errors import CleanarcError, UsageError


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
