"""What is too much, or nothing at all, to clean. Limits are counts, so that they fall alike on every machine."""

from cleanarc.model import Capture, Problem
from cleanarc.rules.folding import is_stacked

MAX_BYTES = 32 * 2**20
"""A page with all its images inside may have ten megabytes, one without hardly ever one."""
MAX_TEXT = 2_000_000
"""Code points of visible text: those of a thick book."""
MAX_BLOCKS = 20_000
MAX_HTML_BLOCKS = 10_000
"""Blocks of a plain text, and of an HTML page, of which each is judged as well: two seconds of work. The largest of 918
article pages has 10,000 tags."""

MAX_LINES = 100_000
"""Line breaks of a plain text. Its blocks are counted when it was cut into them: of a million lines, that takes ten
seconds."""

_CLEANABLE = frozenset({"text/html", "text/plain"})


def unfit(capture: Capture) -> Problem | None:
    """Why a capture is not cleaned at all; None when it is."""
    if capture.media_type not in _CLEANABLE:
        return Problem("binary", f"The content is {capture.media_type}, neither HTML nor plain text.")
    if len(capture.data) > MAX_BYTES:
        return Problem("too-large", f"The document has {len(capture.data)} bytes; at most {MAX_BYTES} are cleaned.")
    return None


def too_long(text: str, *, blocks: int = 0, most: int = MAX_BLOCKS, breaks: int = 0) -> Problem | None:
    """What a page has too much of, its visible text, the blocks (`most` are allowed) that it is cut into or the line
    breaks that it is to be cut at; None when it can be cleaned."""
    if len(text) > MAX_TEXT:
        much = f"{len(text)} characters of text; at most {MAX_TEXT} are cleaned"
    elif blocks > most:
        much = f"{blocks} lines or paragraphs; at most {most} are cleaned"
    elif breaks > MAX_LINES:
        much = f"{breaks} lines; at most {MAX_LINES} are cleaned"
    elif is_stacked(text):
        much = "letters with a thousand combining marks on them"
    else:
        return None
    return Problem("too-large", f"The page has {much}.")
