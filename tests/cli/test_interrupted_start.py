"""Ctrl-C while the program is still being imported."""

import subprocess
import sys

import pytest

START = """
import os, signal, sys

def interrupt(event, args):
    if event == "import" and args[0] == {module!r}:
        os.kill(os.getpid(), signal.SIGINT)

# Where the tests run in the background of a shell, it is ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.addaudithook(interrupt)
from cleanarc_program import main
main()
"""


@pytest.mark.parametrize("module", ["cleanarc", "cleanarc.api", "numpy", "cleanarc.cli.verify"])
def test_it_ends_quietly(module: str) -> None:
    start = [sys.executable, "-c", START.format(module=module)]
    done = subprocess.run(start, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
