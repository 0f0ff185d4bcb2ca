"""Reclean: every document cleaned again from its raw record, and what differs written into new text files."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cleanarc.archive.catalog import CatalogReader, connect, readable
from cleanarc.archive.cleanings import newest
from cleanarc.archive.layout import Layout, document_number, read_settings
from cleanarc.archive.learned import keep_lines
from cleanarc.archive.records import FileFacts
from cleanarc.archive.store import Store, open_for_writing
from cleanarc.archive.warc_writer import Packed, WarcWriter
from cleanarc.cleaning.propose import Tools
from cleanarc.jobs.events import Event, Stage
from cleanarc.jobs.ingest import Listener, stored_learning
from cleanarc.jobs.means import Means
from cleanarc.jobs.reclean_one import Manner, not_recleaned, reclean_one
from cleanarc.jobs.reclean_report import DocumentChange, RecleanReport, RecleanTally
from cleanarc.jobs.reclean_segments import Segment, cut
from cleanarc.jobs.segments import Limits
from cleanarc.jobs.workers import running
from cleanarc.learning import Learner
from cleanarc.model import Learned, Policy
from cleanarc.pipeline import CLEANER
from cleanarc.rules.registry import RuleSet, load_rules
from cleanarc.runners import Lost, Runner


@dataclass(frozen=True, slots=True)
class RecleanRequest:
    """What is to be cleaned again, and with what; `cleanarc.reclean` says what each part means."""

    archive: Path
    names: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    rules: tuple[Path, ...] = ()
    learned: Learned | None = None
    learn: bool = True
    every: bool = False
    limits: Limits = field(default_factory=Limits)
    workers: int = 0


OnChange = Callable[[DocumentChange], None]


def reclean(request: RecleanRequest, on_event: Listener, on_change: OnChange) -> RecleanReport:
    """Cleans documents again, and adds a new cleaning where it differs from the newest.

    Raises UsageError for rules that can't be used, NotFoundError for a name that there is not, and what
    `open_for_writing` raises.
    """
    settings, rules = read_settings(Layout(request.archive)), load_rules(request.rules)
    with open_for_writing(request.archive, settings) as store, running(request.workers) as runner:
        run = _Run(request, _manner(request, rules), store.connection, on_event, on_change)
        for segment in run:
            with closing(WarcWriter(store.layout, _facts(store, segment, run.manner.means))) as text:
                for records in run.clean(runner, segment, text.info):
                    keep_lines(store.layout, run.manner.means.tools.learned)
                    text.add(records)
                store.publish((text,))
    return run.tally.report()


def foresee_reclean(request: RecleanRequest, on_event: Listener, on_change: OnChange) -> RecleanReport:
    """What `reclean` would do; nothing is written."""
    layout = Layout(request.archive)
    read_settings(layout)
    rules = load_rules(request.rules)
    with (
        closing(connect(layout.catalog)) as catalog,
        readable(layout.catalog),
        running(request.workers) as runner,
    ):
        run = _Run(request, _manner(request, rules), catalog, on_event, on_change)
        for segment in run:
            for _ in run.clean(runner, segment, None):
                pass
    return run.tally.report()


def _manner(request: RecleanRequest, rules: RuleSet) -> Manner:
    layout = Layout(request.archive)
    tools = Tools(rules, learned=_learned(request, layout))
    return Manner(layout, Means(tools, request.policy), request.every)


def _learned(request: RecleanRequest, layout: Layout) -> Learned:
    """The lines that were handed over, or else what all of the archive's documents teach."""
    if request.learned or not request.learn:
        return request.learned or Learned()
    with Learner(stored_learning(layout)) as learner:
        return learner.freeze()


def _facts(store: Store, segment: Segment, means: Means) -> FileFacts:
    return FileFacts(
        store.settings.collection,
        CLEANER,
        "text",
        store.next_number("text"),
        segment.date,
        segment.digest,
        rules=means.tools.ruleset.digest,
        policy=means.policy.name,
        learned=means.tools.learned.digest,
    )


class _Run:
    """One reclean on its way. `manner` is how documents are cleaned, `numbers` are those that are; None for all."""

    def __init__(
        self, request: RecleanRequest, manner: Manner, catalog: sqlite3.Connection, on_event: Listener, told: OnChange
    ) -> None:
        names = [CatalogReader(catalog).find(name).name for name in request.names]
        self.manner = manner
        self.tally = RecleanTally()
        self._catalog = catalog
        self._numbers = {document_number(name) for name in names} if names else None
        for document, lost in CatalogReader(catalog).incomplete():
            if self._numbers is None or document_number(document.name) in self._numbers:
                self.tally.leave(document, lost)
        self._segments = list(cut(newest(catalog, self._numbers), request.limits))
        self._total = self.tally.documents + sum(segment.documents for segment in self._segments)
        self._bytes = 0
        self._on_event = on_event
        self._on_change = told

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._segments)

    def clean(self, runner: Runner, segment: Segment, info: str | None) -> Iterator[tuple[Packed, ...]]:
        """Cleans the documents of a segment; the records of those that have another cleaning."""
        documents = newest(self._catalog, self._numbers, segment.first, segment.last)
        work = partial(reclean_one, manner=self.manner, info=info)
        with closing(runner.run(work, documents, not_recleaned)) as outcomes:
            for came in outcomes:
                done = not_recleaned(came.task, came.loss) if isinstance(came, Lost) else came
                if change := self.tally.take(done):
                    self._on_change(change)
                self._bytes += done.document.identity.bytes
                self._say(Stage.CLEANING, done.document.source.path)
                if done.records:
                    yield done.records
        self._say(Stage.PUBLISHING)

    def _say(self, stage: Stage, source: str | None = None) -> None:
        self._on_event(Event(stage, self.tally.documents, self._total, self._bytes, source))
