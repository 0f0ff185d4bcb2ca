"""The processes that a job works in, what they load first, and what becomes of a document that is lost in one."""

from collections.abc import Iterator
from contextlib import contextmanager

from cleanarc.cleaning.propose import Tools
from cleanarc.errors import UsageError
from cleanarc.model import Capture, Problem
from cleanarc.pipeline import clean_capture
from cleanarc.rules.registry import load_rules
from cleanarc.runners import Local, Loss, Processes, Runner

SECONDS = 60.0
"""How long a document may take in a process, by the clock. What the limits of cleaning/limits.py let through takes a
few seconds at most; the rest is for machines that are slow or busy."""
MEMORY = 1 << 30
"""How many bytes a document may take there, beyond the hundred million or two that every process needs."""

PROBLEMS = {
    Loss.CRASHED: Problem("crashed", "The process that worked on it died: try it again.", transient=True),
    Loss.TIMED_OUT: Problem("timed-out", "It took longer than a document may: try it again.", transient=True),
    Loss.OUT_OF_MEMORY: Problem(
        "out-of-memory", "It took more memory than a document may: try it again.", transient=True
    ),
}

_PAGE = (
    b'<!doctype html><html><head><meta charset="utf-8"><title>River leaves town</title></head><body><article>'
    b"<h1>River leaves town</h1><p>By Anna Lund</p>"
    + b"<p>The ferry between the two halves of the town stopped at noon, because the river had gone elsewhere, and"
    b" residents said that they would wait for it to come back, as it had done in the spring of the drought.</p>"
    * 9
    + b"</article></body></html>"
)


@contextmanager
def running(workers: int, seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[Runner]:
    """What runs the work, in so many processes, or with 0 in this one. Raises UsageError for fewer than that."""
    if workers < 0:
        raise UsageError(f"There can't be {workers} workers: give 0 or more.")
    if workers == 0:
        yield Local()
        return
    with Processes(workers, load_all, seconds=seconds, memory=memory) as processes:
        yield processes


def load_all() -> None:
    """Loads what cleaning loads when it first needs it: models, phrases, lists. It shows by cleaning a page."""
    tools = Tools(load_rules())
    for media_type in ("text/html", "text/plain"):
        _ = clean_capture(Capture(_PAGE, media_type, "https://paper.example/river"), tools).metadata
