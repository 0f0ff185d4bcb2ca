"""Learn: what the pages in some paths teach of their sites. Nothing is written."""

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cleanarc.inputs import walk
from cleanarc.jobs.addresses import addresses
from cleanarc.jobs.events import Event, Stage
from cleanarc.jobs.ingest import COLLECTION, Listener
from cleanarc.jobs.look import Candidate, Eyes, Seen, glance, look
from cleanarc.jobs.workers import running
from cleanarc.learning import Learner
from cleanarc.model import Learned
from cleanarc.rules.registry import load_rules
from cleanarc.runners import Lost


@dataclass(frozen=True, slots=True)
class LearnRequest:
    """What is to be learned from; `cleanarc.learn` says what each part means."""

    paths: tuple[Path, ...]
    url_prefix: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()
    workers: int = 0


def learn(request: LearnRequest, on_event: Listener) -> Learned:
    """The lines that an ingest of the paths into a new archive would clean with.

    Raises UsageError when a path does not exist or the prefix is no address. What can't be read teaches nothing.
    """
    size = 0
    with Learner() as learner, running(request.workers) as runner:
        eyes = Eyes(addresses(COLLECTION, request.url_prefix), load_rules(request.rules), learner.known)
        candidates = map(Candidate, walk(request.paths, request.include, request.exclude))
        with closing(runner.run(partial(look, eyes=eyes), candidates, partial(glance, eyes=eyes))) as all_seen:
            for count, seen in enumerate(all_seen, 1):
                if isinstance(seen, Seen):
                    size += seen.size
                    if seen.sighting:
                        learner.add(seen.sighting)
                relative = seen.task.found.relative if isinstance(seen, Lost) else seen.relative
                on_event(Event(Stage.READING, count, None, size, relative))
        return learner.freeze()
