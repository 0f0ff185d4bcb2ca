"""Learn: what the pages in some paths teach of their sites. Nothing is written."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cleanarc.inputs import Unusable, read, walk
from cleanarc.jobs.addresses import addresses
from cleanarc.jobs.events import Event, Stage
from cleanarc.jobs.ingest import COLLECTION, Listener
from cleanarc.learning import Learner
from cleanarc.model import Learned
from cleanarc.rules.registry import load_rules


@dataclass(frozen=True, slots=True)
class LearnRequest:
    """What is to be learned from; `cleanarc.learn` says what each part means."""

    paths: tuple[Path, ...]
    url_prefix: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()


def learn(request: LearnRequest, on_event: Listener) -> Learned:
    """The lines that an ingest of the paths into a new archive would clean with.

    Raises UsageError when a path does not exist or the prefix is no address. What can't be read teaches nothing.
    """
    given = addresses(COLLECTION, request.url_prefix)
    rules = load_rules(request.rules)
    size = 0
    with Learner() as learner:
        for count, found in enumerate(walk(request.paths, request.include, request.exclude), 1):
            source = found if isinstance(found, Unusable) else read(found)
            if not isinstance(source, Unusable) and source.is_document:
                size += len(source.data)
                capture = source.capture(source.url(given.known(found.relative)))
                learner.look(capture, hashlib.sha256(source.data).hexdigest(), rules)
            on_event(Event(Stage.READING, count, None, size, found.relative))
        return learner.freeze()
