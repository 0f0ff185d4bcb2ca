"""Whole runs: pages archived by `cleanarc ingest`, and only extracted by trafilatura's own command line."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.pages import write_pages
from bench.results import RunSpeed
from bench.systems import OURS

REFERENCE = "trafilatura"
ROUNDS = 3
"""How often each is run, in turn; the fastest run counts, for whatever else a machine does makes a run slower."""

_BIN = Path(sys.executable).parent


def _ingest(pages: Path, out: Path, processes: int) -> Sequence[str | Path]:
    return (_BIN / "cleanarc", "ingest", pages, "--archive", out, "--workers", str(processes), "--quiet")


def _extract(pages: Path, out: Path, processes: int) -> Sequence[str | Path]:
    return (_BIN / "trafilatura", "--input-dir", pages, "--output-dir", out, "--parallel", str(processes))


_COMMANDS: Mapping[str, Callable[[Path, Path, int], Sequence[str | Path]]] = {OURS: _ingest, REFERENCE: _extract}
"""What works on a folder of pages, in so many processes beside its first one, and writes to a folder."""


def measure_runs(corpora: Path, limit: int | None = None) -> Mapping[str, RunSpeed]:
    """Runs each on the pages of the corpora (`limit` of each), with one process and with as many as there are cores.

    Raises CalledProcessError where one fails.
    """
    counts = sorted({1, os.cpu_count() or 1})
    best = {name: dict.fromkeys(counts, float("inf")) for name in _COMMANDS}
    with TemporaryDirectory() as folder:
        pages = write_pages(corpora, limit, Path(folder) / "pages")
        for n in range(ROUNDS):
            for count in counts:
                for name, command in _COMMANDS.items():
                    seconds = _timed(command(pages, Path(folder) / f"{name}-{count}-{n}", count))
                    best[name][count] = min(best[name][count], seconds)
    return {name: RunSpeed(seconds) for name, seconds in best.items()}


def _timed(command: Sequence[str | Path]) -> float:
    # Compiled once, as where programs are installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.monotonic() - start
