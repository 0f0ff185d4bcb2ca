"""cleanarc: cleans articles of boilerplate and archives them, raw and clean, in WARC files."""

from cleanarc.api import clean

__all__ = ["clean"]
