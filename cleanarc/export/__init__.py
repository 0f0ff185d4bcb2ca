"""Exports: the documents of an archive in forms that other tools read. One sink, one file."""

from cleanarc.export.jsonl import Jsonl
from cleanarc.export.sink import BundleSink, FileSink, FolderSink, Originals, Sink
from cleanarc.export.txt import Txt
from cleanarc.export.wacz import Wacz
from cleanarc.export.wet import Wet

SINKS: tuple[Sink, ...] = (Jsonl(), Txt(), Wet(), Wacz())
"""Every sink, in the order in which the help lists them."""

__all__ = ["SINKS", "BundleSink", "FileSink", "FolderSink", "Originals", "Sink"]
