"""Runs the ruler, a folder with run.py and speed.py, and reads the JSON that they write."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.results import Found, Quality, Results, Speed
from bench.systems import CORPORA, OURS, SYSTEMS

SAMPLE = 50
"""Pages of each corpus on which speed is measured."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """Where the ruler is, the folder with the corpora, and of how many pages of each to measure quality (None: all)."""

    folder: Path
    corpora: Path
    limit: int | None = None

    def measure(self) -> Results:
        """Measures all systems, one after the other; it takes minutes, and the ruler prints as it goes.

        Texts of cleanarc are not asked for: its model has learnt from these very pages. Raises CalledProcessError where
        the ruler fails.
        """
        pages = [] if self.limit is None else ["--limit", str(self.limit)]
        sample = ["--sample", str(min(SAMPLE, self.limit or SAMPLE))]
        peers = [system.name for system in SYSTEMS if system.name != OURS]
        tellers = [system.name for system in SYSTEMS if system.metadata]
        texts = self._run("run.py", peers, *pages)
        metadata = self._run("run.py", tellers, "--metadata", *pages)
        speed = self._run("speed.py", [system.name for system in SYSTEMS], *sample)
        return Results(
            quality={corpus: {name: _quality(told) for name, told in texts[corpus].items()} for corpus in CORPORA},
            found={corpus: {name: _found(told) for name, told in metadata[corpus].items()} for corpus in CORPORA},
            speed={name: Speed(told["ratio"], told["docs/s"]) for name, told in speed.items()},
            records={},
            runs={},
        )

    def _run(self, script: str, systems: Sequence[str], *options: str) -> dict[str, Any]:
        with TemporaryDirectory() as folder:
            out = Path(folder) / "out.json"
            given = ["--dataset", ",".join(CORPORA), "--system", ",".join(systems), "--out", str(out), *options]
            where = {**os.environ, "CLEANARC_BENCH_DATA": str(self.corpora.resolve())}
            subprocess.run([sys.executable, str(self.folder / script), *given], env=where, check=True)
            written: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return written


def _quality(told: Mapping[str, Any]) -> Quality:
    means = told["summary"]
    return Quality(means["P"], means["R"], means["F1"], means["exact"], means["wF1"])


def _found(told: Mapping[str, Any]) -> Found:
    return Found(told["title"], told["author_set"], told["date"], told["date_spurious"])
