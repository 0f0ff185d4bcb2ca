"""Proving that an archive is what was written. Reads only."""

from cleanarc.tools.verify.findings import Depth, Finding, VerifyReport
from cleanarc.tools.verify.run import verify

__all__ = ["Depth", "Finding", "VerifyReport", "verify"]
