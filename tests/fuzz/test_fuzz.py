"""Each reader takes what its fuzzing begins with, and a short run of changed inputs, the same ones each time."""

import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.targets import TARGETS, Target

ROOT = Path(__file__).parents[2]
each_target = pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)


@each_target
def test_a_reader_takes_its_seeds_and_pieces_of_them(target: Target) -> None:
    for seed in target.seeds():
        target.run(seed)
        target.run(seed[: len(seed) // 2])
        target.run(seed[len(seed) // 2 :])
    target.run(b"")


SHORT = """
import sys
from pathlib import Path
from fuzz.__main__ import fuzzed, main
from fuzz.targets import Target
planted = Target("planted", lambda data: 1 // (len(data) - 2), lambda: [b"a"])
raise SystemExit(main(["--runs", "500"]) or fuzzed(planted, ("-seed=1", "-runs=999"), Path(sys.argv[1])))
"""


def test_a_short_run_finds_a_bug_that_was_planted_and_no_other(tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    command = [sys.executable, "-c", SHORT, tmp_path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(TARGETS)} readers fuzzed, failed: none" in done.stdout
    assert "ZeroDivisionError" in done.stdout
    assert len(list(tmp_path.glob("planted-crash-*"))) == 1
