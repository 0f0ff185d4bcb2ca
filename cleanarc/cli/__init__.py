"""The command line. The only room with click, printing or the environment."""

from cleanarc.cli.program import main

__all__ = ["main"]
