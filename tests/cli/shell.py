"""The program as tests call it: in this process, or by a real shell."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from cleanarc.cli.program import program


def run(*arguments: str | Path, data: bytes | None = None, **environment: str) -> Result:
    return CliRunner().invoke(program, [str(argument) for argument in arguments], input=data, env=environment)


def in_a_shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a line in bash, with `cleanarc` standing for the program of this Python."""
    start = f'set -o pipefail; cleanarc() {{ "{sys.executable}" -m cleanarc "$@"; }}; {command}'
    environ = {**os.environ, **environment}
    return subprocess.run(["bash", "-c", start], capture_output=True, check=False, env=environ, timeout=120)
