"""What may befall a run with workers: documents that take a process down, and kills at any time."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from archives import articles, clean_by, kept_whole, put, tree

from cleanarc.cleaning.prepare import Prepared
from cleanarc.cleaning.propose import Tools
from cleanarc.jobs import look, workers
from cleanarc.jobs.events import Event
from cleanarc.jobs.ingest import Request, ingest
from cleanarc.jobs.report import IngestReport
from cleanarc.jobs.segments import Limits
from cleanarc.learning import Sighting, sight
from cleanarc.model import Capture, CleanResult, Policy
from cleanarc.rules.registry import RuleSet, load_rules

POINTS = 50
"""How many times a run is killed."""

PERILS: dict[bytes, tuple[str, Callable[[], object]]] = {
    b"It kills": ("crashed", lambda: os.kill(os.getpid(), signal.SIGKILL)),
    b"It leaves": ("crashed", lambda: os._exit(0)),
    b"It dawdles": ("timed-out", lambda: time.sleep(60)),
    b"It devours": ("out-of-memory", lambda: bytearray(1 << 30)),
}
"""What a document says, the code of the problem that it becomes, and what befalls the process that cleans it."""


def perilous(folder: Path) -> Path:
    """A folder of articles, with a document for each peril among them."""
    for name, peril in zip(("a.txt", "c.txt", "d.txt", "zz.txt"), PERILS, strict=True):
        put(folder, name, b"%s. It is a text like any other, and longer than its title by far.\n" % peril)
    return articles(folder)


def clean_perilously(capture: Capture, tools: Tools, policy: Policy) -> CleanResult:
    meet_perils(capture)
    return kept_whole(capture, tools, policy)


def sight_perilously(prepared: Prepared, sha256: str, ruleset: RuleSet) -> Sighting | None:
    meet_perils(prepared.capture)
    return sight(prepared, sha256, ruleset)


def meet_perils(capture: Capture) -> None:
    for said, (_, peril) in PERILS.items():
        if capture.data.startswith(said):
            peril()


def prepare_perils() -> None:
    """Prepares workers that documents take down while they are cleaned."""
    clean_by(clean_perilously)


def prepare_more_perils() -> None:
    """The same, also while they are looked at first."""
    prepare_perils()
    look.sight = sight_perilously


def clean_all_but_one(capture: Capture, tools: Tools, policy: Policy) -> CleanResult:
    if b"Story 3" in capture.data:
        os.kill(os.getpid(), signal.SIGKILL)
    return kept_whole(capture, tools, policy)


def prepare_peril_in_cleaning() -> None:
    """Prepares workers that one page of a site takes down when it is cleaned, and not when it is looked at."""
    clean_by(clean_all_but_one)


def prepare_keeping() -> None:
    """Prepares workers that clean nothing, and take no time."""
    clean_by(kept_whole)


def ingest_with(
    source: Path,
    archive: Path,
    count: int,
    on_event: Callable[[Event], None] = lambda event: None,
    seconds: float = 2.0,
) -> IngestReport:
    """Ingests in so many workers, which soon lose patience, into pairs of WARC files of three sources each."""
    limits = Limits(segment_sources=3)
    request = Request((source,), archive, limits=limits, workers=count, seconds=seconds, memory=512 << 20)
    return ingest(request, on_event)


def kill_at_any_point(source: Path, archives: Path, count: int) -> None:
    """Kills an ingest by so many workers at random points, half of the times with all of its processes, and the other
    half alone; tells where the archive is not, after one more run, what it would be without.

    To be called in a process of its own, without threads: it forks.
    """
    workers.load_all = prepare_keeping
    prepare_keeping()
    os.fsync = lambda handle: None
    load_rules()
    whole = archives / "whole"
    began: list[float] = []
    ingest_with(source, whole, count, lambda event: began.append(time.monotonic()))
    lasted = time.monotonic() - began[0]
    choice = random.Random(count)
    for point in range(POINTS):
        archive, delay = archives / str(point), choice.uniform(0, lasted)
        _kill_after(delay, source, archive, count, whole_group=point % 2 == 0)
        ingest_with(source, archive, 0)
        if tree(archive) != tree(whole):
            sys.exit(f"killed {delay} seconds after it had begun: {archive}")


def _kill_after(delay: float, source: Path, archive: Path, count: int, *, whole_group: bool) -> None:
    """Kills a run so many seconds after it read the first source. The first thing that is written is the archive's
    folder, long before that."""
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        ingest_with(source, archive, count, lambda event: os.write(tells, b".") and None)
        os._exit(0)
    os.close(tells)
    os.read(hears, 1)
    os.close(hears)
    time.sleep(delay)
    (os.killpg if whole_group else os.kill)(child, signal.SIGKILL)
    os.waitpid(child, 0)
