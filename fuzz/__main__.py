"""Fuzzes readers, each in a process of its own, by atheris and libFuzzer: `python -m fuzz [NAME ...]`."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

# What is imported here is watched; atheris names each module of it.
with redirect_stderr(io.StringIO()), atheris.instrument_imports(include=["cleanarc"]):
    from fuzz.targets import TARGETS, Target

_DEAR = 20
"""How many times fewer runs a dear reader gets."""
_TOLD = 4000
"""How much of a log is shown of a reader that failed, in characters."""
_OUT = Path(__file__).parents[1] / "build" / "fuzz"
_LIMITS = ("-timeout=20", "-rss_limit_mb=2048")
"""Seconds that one input may take, and memory: more of either is a bug, too."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Gives 1 where a reader failed. The input that it failed on is left in build/fuzz."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    names = [target.name for target in TARGETS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"readers to fuzz: {', '.join(names)}; all by default")
    parser.add_argument("--runs", type=int, help="so many changed inputs each, the same ones each time")
    parser.add_argument("--seconds", type=int, default=60, help="so long each, where no runs are told")
    options = parser.parse_args(arguments)
    if unknown := {*options.names} - {*names}:
        parser.error(f"there is no reader '{min(unknown)}'")
    wanted = [target for target in TARGETS if not options.names or target.name in options.names]
    failed = [target.name for target in wanted if not fuzzed(target, _length(target, options.runs, options.seconds))]
    print(f"{len(wanted)} readers fuzzed, failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


def _length(target: Target, runs: int | None, seconds: int) -> tuple[str, ...]:
    if runs is None:
        return (f"-max_total_time={seconds}",)
    # What it begins with is run, too.
    changed = runs // _DEAR if target.dear else runs
    return ("-seed=1", f"-runs={len(target.seeds()) + changed}")


def fuzzed(target: Target, length: tuple[str, ...], out: Path = _OUT) -> bool:
    """Fuzzes one reader in a child, which libFuzzer ends as it likes. Whether the reader held; its log tells if not."""
    out.mkdir(parents=True, exist_ok=True)
    log = out / f"{target.name}.log"
    log.unlink(missing_ok=True)
    with TemporaryDirectory() as folder:
        for n, seed in enumerate(target.seeds()):
            (Path(folder) / str(n)).write_bytes(seed)
        child = os.fork()
        if child == 0:
            for stream in (sys.stdout, sys.stderr):
                os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream.fileno())
            atheris.Setup(["fuzz", folder, *length, *_LIMITS, f"-artifact_prefix={out / target.name}-"], target.run)
            atheris.Fuzz()
        held = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    print(log.read_text("utf-8", "replace")[-_TOLD:] if not held else f"{target.name} held", flush=True)
    return held


if __name__ == "__main__":
    raise SystemExit(main())
