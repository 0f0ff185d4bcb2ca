"""The program `cleanarc` as a shell starts it. It stands beside the package, to hear Ctrl-C while that is imported."""

import sys

try:
    from cleanarc.cli import main
except KeyboardInterrupt:
    # ExitCode.INTERRUPTED, which may not have been imported yet.
    sys.exit(130)

__all__ = ["main"]
