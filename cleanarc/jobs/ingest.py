"""Ingest: plan, then clean and write, then publish, a pair of WARC files at a time."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from cleanarc.archive.catalog import connect, create
from cleanarc.archive.layout import HashScheme, Layout, Settings, read_settings
from cleanarc.archive.learned import keep_lines, keep_run, stored_runs, unusable
from cleanarc.archive.records import FileFacts
from cleanarc.archive.store import Store, open_for_writing
from cleanarc.archive.warc_writer import WarcWriter
from cleanarc.cleaning.propose import Tools
from cleanarc.errors import UsageError
from cleanarc.formats.damage import DamageError
from cleanarc.inputs import Found, Unusable, walk
from cleanarc.jobs.addresses import Addresses, addresses
from cleanarc.jobs.archive_one import CHANGED, Infos, Job, Outcome, archive_one, archive_uncleaned
from cleanarc.jobs.decide import decide
from cleanarc.jobs.drafts import Drafts
from cleanarc.jobs.events import Event, Stage
from cleanarc.jobs.look import Candidate, Eyes, Seen, glance, look, number_of
from cleanarc.jobs.means import Means
from cleanarc.jobs.plan import READ_AGAIN, Action, Plan, Segment, Task
from cleanarc.jobs.report import IngestReport, Tally
from cleanarc.jobs.segments import Limits
from cleanarc.jobs.workers import MEMORY, PROBLEMS, SECONDS, running
from cleanarc.learning import Known, Learner, Run, read_run
from cleanarc.model import Learned, Policy
from cleanarc.pipeline import CLEANER
from cleanarc.rules.registry import RuleSet, load_rules
from cleanarc.runners import Lost, Runner

COLLECTION = "articles"
"""The collection of an archive that was given no name."""


Listener = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an ingest; `cleanarc.ingest` says what each part means.

    In a worker, a document may take so many `seconds` and bytes of `memory`.
    """

    paths: tuple[str | Path, ...]
    archive: Path
    collection: str | None = None
    url_prefix: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    clean_files: bool = True
    newest: str | None = None
    policy: Policy = field(default_factory=Policy)
    rules: tuple[Path, ...] = ()
    learn: bool = True
    hash: HashScheme = field(default_factory=HashScheme)
    limits: Limits = field(default_factory=Limits)
    workers: int = 0
    seconds: float = SECONDS
    memory: int = MEMORY


def ingest(request: Request, on_event: Listener) -> IngestReport:
    """Archives what is new in the paths.

    Raises UsageError when a path does not exist or a name can't be used, and what `open_for_writing` raises.
    """
    run = _begin(request, on_event)
    with (
        open_for_writing(request.archive, run.settings) as store,
        closing(connect(store.layout.catalog)) as catalog,
        running(request.workers, request.seconds, request.memory) as runner,
    ):
        plan = Plan(catalog)
        with (
            Learner(stored_learning(store.layout)) if request.learn else nullcontext() as learner,
            closing(Drafts(store.layout.root)) as drafts,
        ):
            run.read_all(runner, plan, learner, drafts)
            run.archive_all(runner, store, plan, drafts, _frozen(learner, plan))
            _keep_runs(store, learner)
    return run.tally.report()


def foresee(request: Request, on_event: Listener) -> IngestReport:
    """What `ingest` would do, as far as that is known before anything is cleaned; nothing is written."""
    run = _begin(request, on_event)
    layout = Layout(request.archive)
    with (
        closing(connect(layout.catalog) if layout.settings.exists() else _empty_catalog()) as catalog,
        running(request.workers, request.seconds, request.memory) as runner,
    ):
        plan = Plan(catalog)
        run.read_all(runner, plan)
        run.tally.actions.update(plan.counts())
        run.tally.bytes = sum(segment.bytes for segment in plan.segments())
    return run.tally.report()


def stored_learning(layout: Layout) -> Iterator[Run]:
    """What the archive's documents taught."""
    for path in stored_runs(layout):
        try:
            yield read_run(path)
        except DamageError as error:
            raise unusable(path, str(error)) from error


def _frozen(learner: Learner | None, plan: Plan) -> Learned:
    """What was learned, where it is asked for: to clean with it, or to keep what the sources teach."""
    return learner.freeze() if learner and (learner.has_news or plan.segments()) else Learned()


def _keep_runs(store: Store, learner: Learner | None) -> None:
    for parts in learner.new_runs() if learner else ():
        keep_run(store.layout, parts)


def _begin(request: Request, on_event: Listener) -> "_Run":
    settings = _settings(request)
    given = addresses(settings.collection, request.url_prefix)
    # An archive may lie in a folder that is ingested.
    sources = walk(request.paths, request.include, request.exclude, without=request.archive)
    return _Run(request, settings, load_rules(request.rules), given, sources, on_event)


def _empty_catalog() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    create(connection)
    return connection


def _settings(request: Request) -> Settings:
    """Those of the archive, or those of the one that is to be made."""
    layout = Layout(request.archive)
    if not layout.settings.exists():
        return Settings(request.collection or COLLECTION, CLEANER, request.clean_files, request.hash)
    settings = read_settings(layout)
    if request.collection not in (None, settings.collection):
        raise UsageError(
            f"The archive's collection is '{settings.collection}': leave --collection out, or make another archive."
        )
    if settings.clean_files and not request.clean_files:
        raise UsageError("The archive keeps clean files: leave --no-clean-files out, or make another archive.")
    return settings


@dataclass(slots=True)
class _Run:
    """One ingest on its way. `lost` are the hashes of documents that could not be archived after all, `unsighted` the
    sources that could not be looked at closely."""

    request: Request
    settings: Settings
    rules: RuleSet
    addresses: Addresses
    sources: Iterable[Found | Unusable]
    on_event: Listener
    tally: Tally = field(default_factory=Tally)
    lost: set[str] = field(default_factory=set)
    unsighted: list[Found] = field(default_factory=list)
    done: int = 0
    bytes: int = 0

    def read_all(
        self, runner: Runner, plan: Plan, learner: Learner | None = None, drafts: Drafts | None = None
    ) -> None:
        """The first pass: every source into the plan, all decided, and the learner has the sightings."""
        size = 0
        eyes = self._eyes(plan, learner)
        candidates = (Candidate(found, bool(drafts and drafts.has_room)) for found in self.sources)
        with closing(runner.run(partial(look, eyes=eyes), candidates, partial(glance, eyes=eyes))) as all_seen:
            for count, found in enumerate(all_seen, 1):
                seen = Unusable(found.task.found.relative, PROBLEMS[found.loss]) if isinstance(found, Lost) else found
                if isinstance(seen, Unusable):
                    self.tally.unusable(seen)
                else:
                    size += seen.size
                    self._note(seen, plan, learner, drafts)
                self.on_event(Event(Stage.READING, count, None, size, seen.relative))
        if learner and self.unsighted:
            self._sight_again(runner, eyes, learner)
        decide(plan, self.settings.hash.digits, self.request.limits, Layout(self.request.archive))
        self.tally.skipped = plan.counts()[Action.SKIP]
        self.tally.clashes(plan.clashes())

    def _sight_again(self, runner: Runner, eyes: Eyes, learner: Learner) -> None:
        """What sources teach that were lost at the first look: it may have been their cleaning that was too much."""
        eyes = replace(eyes, means=None)
        again = map(Candidate, self.unsighted)
        with closing(runner.run(partial(look, eyes=eyes), again, partial(glance, eyes=eyes))) as all_seen:
            for seen in all_seen:
                if isinstance(seen, Seen) and seen.sighting:
                    learner.add(seen.sighting)

    def _eyes(self, plan: Plan, learner: Learner | None) -> Eyes:
        if learner is None:
            return Eyes(self.addresses)
        archived = Known.of(map(number_of, plan.archive.hashes()))
        return Eyes(self.addresses, self.rules, learner.known, self._means(Learned()), archived)

    def _means(self, learned: Learned) -> Means:
        return Means(Tools(self.rules, learned=learned), self.request.policy)

    def _note(self, seen: Seen, plan: Plan, learner: Learner | None, drafts: Drafts | None) -> None:
        """Takes a source into the plan, and what it teaches to the learner, unless the archive is to leave it out."""
        if removed := plan.archive.find_removed(seen.sha256):
            self.tally.left_out(seen.relative, removed)
            plan.leave_out(seen)
            return
        date = seen.read.date
        if seen.read.origin is None:
            # The time of a file may be that of its copying; a capture was taken when its record says so.
            date = min(date, self.request.newest or date)
        draft = drafts.keep(seen.draft) if drafts and seen.draft else None
        plan.add(seen, date=date, fallback=self.addresses.of(seen.relative), draft=draft)
        if learner and seen.sighting:
            learner.add(seen.sighting)
        if learner and seen.is_lost:
            self.unsighted.append(seen.found)

    def archive_all(self, runner: Runner, store: Store, plan: Plan, drafts: Drafts, learned: Learned) -> None:
        """The second pass: each segment cleaned, written and published."""
        segments = plan.segments()
        total = sum(segment.sources for segment in segments)
        means = self._means(learned)
        if segments:
            keep_lines(store.layout, learned)
        for segment in segments:
            raw, text = _writers(store, segment, means)
            infos = Infos(raw.info, text.info)
            work = partial(archive_one, means=means, infos=infos)
            otherwise = partial(archive_uncleaned, means=means, infos=infos)
            tasks = plan.tasks(segment, fallback_is_known=self.addresses.prefix is not None)
            jobs = (_job(task, drafts) for task in tasks)
            with closing(raw), closing(text), closing(runner.run(work, jobs, otherwise)) as outcomes:
                for came in outcomes:
                    self._take(_outcome(came), raw, text, total)
                self.on_event(Event(Stage.PUBLISHING, self.done, total, self.bytes))
                store.publish((raw, text))

    def _take(self, outcome: Outcome, raw: WarcWriter, text: WarcWriter, total: int) -> None:
        task = outcome.task
        if task.action is Action.NEW and not outcome.text:
            self.lost.add(task.identity.sha256)
        elif task.identity.sha256 in self.lost:
            # It leans on a record that is not there.
            outcome = Outcome(task, problems=(CHANGED,))
        raw.add(outcome.raw)
        text.add(outcome.text)
        self.tally.take(outcome)
        self.done += 1
        self.bytes += task.identity.bytes if task.copy or task.action in READ_AGAIN else 0
        self.on_event(Event(Stage.CLEANING, self.done, total, self.bytes, task.source.path))


def _job(task: Task, drafts: Drafts) -> Job:
    """What is to be done with its draft at hand, where it is cleaned and has one."""
    return Job(task, drafts.at(task.draft) if task.action is Action.NEW and task.draft is not None else None)


def _outcome(came: Outcome | Lost[Job]) -> Outcome:
    return Outcome(came.task.task, problems=(PROBLEMS[came.loss],)) if isinstance(came, Lost) else came


def _writers(store: Store, segment: Segment, means: Means) -> tuple[WarcWriter, WarcWriter]:
    """The raw and the text file of a segment."""
    raw = FileFacts(
        store.settings.collection,
        CLEANER,
        "raw",
        store.next_number("raw"),
        segment.raw_date or segment.date,
        segment.digest,
    )
    text = replace(
        raw,
        series="text",
        number=store.next_number("text"),
        date=segment.date,
        rules=means.tools.ruleset.digest,
        policy=means.policy.name,
        learned=means.tools.learned.digest,
    )
    return WarcWriter(store.layout, raw, store.has), WarcWriter(store.layout, text)
