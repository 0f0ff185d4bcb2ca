"""Exports: the documents of an archive in forms that other tools read. One sink, one file."""

from cleanarc.export.jsonl import Jsonl
from cleanarc.export.sink import FileSink, FolderSink, Sink
from cleanarc.export.txt import Txt

SINKS: tuple[Sink, ...] = (Jsonl(), Txt())
"""Every sink, in the order in which the help lists them."""

__all__ = ["SINKS", "FileSink", "FolderSink", "Sink"]
