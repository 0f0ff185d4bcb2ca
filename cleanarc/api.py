"""The library's front door: one function per command."""

import os
from dataclasses import replace
from pathlib import Path

from cleanarc.errors import UsageError
from cleanarc.inputs import Unusable, capture, read, walk
from cleanarc.model import Capture, CleanResult
from cleanarc.pipeline import clean_capture
from cleanarc.rules.registry import load_rules


def clean(data: bytes | str, url: str | None = None, media_type: str | None = None) -> CleanResult:
    """Cleans one document in memory.

    `data` is HTML or text, as bytes or decoded; `url` its address, where known; `media_type` is "text/html" or
    "text/plain", found from the content when None. A document that can't be cleaned gives an empty text and
    `problems`; nothing is raised for it.
    """
    return clean_capture(capture(data, url, media_type), load_rules())


def clean_file(path: str | os.PathLike[str], url: str | None = None) -> CleanResult:
    """Cleans one file, read as `ingest` reads it: unpacked where it is a `.gz`, its type found from its content.

    `url` is the page's own address; when None, the one that the page gives for itself. A file that gives no document
    cleans to an empty text, with the problem that says why. Raises UsageError when there is no such file.
    """
    if Path(path).is_dir():
        raise UsageError(f"{path} is a folder: name a file.")
    found = next(walk([path]))
    source = found if isinstance(found, Unusable) else read(found)
    if isinstance(source, Unusable):
        return replace(clean(b""), problems=(source.problem,))
    result = clean_capture(Capture(source.data, source.media_type, url or source.hints.canonical), load_rules())
    return replace(result, problems=source.problems + result.problems)
