"""The library's front door: one function per command."""

from cleanarc.inputs.sniff import sniff
from cleanarc.model import Capture, CleanResult
from cleanarc.pipeline import clean_capture
from cleanarc.rules.registry import load_rules


def clean(data: bytes | str, url: str | None = None, media_type: str | None = None) -> CleanResult:
    """Cleans one document in memory.

    `data` is HTML or text, as bytes or decoded; `url` its address, where known; `media_type` is "text/html" or
    "text/plain", found from the content when None. A document that can't be cleaned gives an empty text and
    `problems`; nothing is raised for it.
    """
    charset = "utf-8" if isinstance(data, str) else None
    content = data.encode("utf-8", "replace") if isinstance(data, str) else data
    kind = media_type or sniff(content) or "application/octet-stream"
    return clean_capture(Capture(content, kind, url, charset), load_rules())
