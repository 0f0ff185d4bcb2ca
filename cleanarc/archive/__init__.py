"""The archive on disk: layout, writer, reader, catalog, rebuild."""

from cleanarc.archive.catalog import Listed
from cleanarc.archive.reader import Archive, CleaningFacts
from cleanarc.archive.rebuild import RebuildReport, rebuild

__all__ = ["Archive", "CleaningFacts", "Listed", "RebuildReport", "rebuild"]
