"""Where the programs that tests compare with are, and how they are run."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_FOLDERS = (Path(sys.executable).parent, ROOT / ".venv-pywb" / "bin")


def program(name: str) -> Path:
    """A program that `make peers` or the system installs; the test skips where there is none."""
    found = next((folder / name for folder in _FOLDERS if (folder / name).exists()), None)
    system = shutil.which(name)
    if found is None and system is None:
        pytest.skip(f"{name} is not installed")
    return found or Path(str(system))


def run(name: str, *args: str | Path, folder: Path | None = None) -> str:
    """What a program prints; it must succeed."""
    command = [program(name), *args]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
