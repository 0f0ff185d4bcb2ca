"""The work on one source: read it again, clean it, and pack the records that go into the archive.

It is done in any process: what goes in and comes out can be pickled.
"""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from cleanarc.archive.records import cleaning_fields, conversion, metadata, resource, revisit, source_fields
from cleanarc.archive.warc_writer import Packed, copied, pack
from cleanarc.inputs import Read, Unusable, read
from cleanarc.jobs.drafts import final
from cleanarc.jobs.means import Means
from cleanarc.jobs.plan import READ_AGAIN, Action, Task
from cleanarc.jobs.workers import PROBLEMS
from cleanarc.model import Capture, CleanResult, Problem
from cleanarc.pipeline import clean_capture, uncleaned
from cleanarc.runners import Loss

CHANGED = Problem(
    "changed", "The file changed or vanished while it was being archived: ingest it again.", transient=True
)

ID_TAKEN = Problem("id-taken", "Another record has the id of the one that it came in: only its content is archived.")


@dataclass(frozen=True, slots=True)
class Infos:
    """The ids of the warcinfo records of the raw and of the text file that the records go to."""

    raw: str
    text: str


@dataclass(frozen=True, slots=True)
class Job:
    """A task, and the draft of its document, where there is one."""

    task: Task
    draft: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source: its records, none when it could not be archived, and its problems.

    `removed` are the characters that each kind of removal took from the page, `characters` those of the page.
    """

    task: Task
    raw: tuple[Packed, ...] = ()
    text: tuple[Packed, ...] = ()
    problems: tuple[Problem, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    characters: int = 0


def archive_one(job: Job, means: Means, infos: Infos) -> Outcome:
    """Does with one source what the plan says. Nothing is raised for a bad document."""
    task = job.task
    if task.action in READ_AGAIN or task.copy:
        return _read_and_clean(task, infos, partial(_cleaned, job=job, means=means))
    raw: tuple[Packed, ...] = ()
    if task.action is Action.REVISIT:
        raw = (pack(revisit(task.source, task.first, task.identity, infos.raw)),)
    return Outcome(task, raw, _one_more_source(task, infos))


def _cleaned(capture: Capture, job: Job, means: Means) -> CleanResult:
    drafted = final(job.draft, job.task.url, means) if job.draft else None
    return drafted or clean_capture(capture, means.tools, means.policy)


def _one_more_source(task: Task, infos: Infos) -> tuple[Packed, ...]:
    """The record that tells of a known document where it was found too."""
    fields = source_fields(task.identity, ((task.source, task.claims),))
    return (pack(metadata(task.source.date, task.raw, fields, infos.text)),)


def archive_uncleaned(job: Job, loss: Loss, means: Means, infos: Infos) -> Outcome:
    """Does with a source on which `archive_one` was lost what can be done without cleaning it: its bytes are archived,
    with the problem, which is tried again at the next ingest."""
    if job.task.action in READ_AGAIN:
        return _read_and_clean(
            job.task, infos, lambda capture: uncleaned(capture, means.tools, means.policy, PROBLEMS[loss])
        )
    return archive_one(job, means, infos)


def _read_and_clean(task: Task, infos: Infos, clean: Callable[[Capture], CleanResult]) -> Outcome:
    source = read(task.found)
    if isinstance(source, Unusable) or hashlib.sha256(source.data).hexdigest() != task.identity.sha256:
        return Outcome(task, problems=(CHANGED,))
    if task.action is Action.RESTORE:
        return Outcome(task, (_lost_record(task, source, infos),))
    if task.action in (Action.KEEP, Action.REVISIT):
        more = _one_more_source(task, infos) if task.action is Action.REVISIT else ()
        return Outcome(task, _raw(task, source, infos), more)
    result = clean(source.capture(task.url))
    told = source.problems + ((ID_TAKEN,) if source.origin and not task.copy and task.action is Action.NEW else ())
    result = replace(result, problems=told + result.problems)
    if task.action is Action.RETRY:
        still = any(problem.transient for problem in result.problems)
        return Outcome(task, problems=result.problems) if still else _outcome(task, (), result, infos)
    return _outcome(task, _raw(task, source, infos), result, infos)


def _raw(task: Task, source: Read, infos: Infos) -> tuple[Packed, ...]:
    """The record that holds what was read: a copy of the one that it came in, else a resource of ours."""
    if source.origin and task.copy:
        content = task.identity.sha256 if source.is_document else None
        return (copied(source.origin.imported, content),)
    return (pack(resource(task.source, task.identity, source.data, infos.raw)),)


def _lost_record(task: Task, source: Read, infos: Infos) -> Packed:
    """The raw record that was lost, as it was."""
    if source.origin and task.copy == task.raw:
        return copied(source.origin.imported, task.identity.sha256)
    if task.raw == task.identity.record:
        return pack(resource(task.source, task.identity, source.data, infos.raw))
    return pack(revisit(task.source, task.first, task.identity, infos.raw))


def _outcome(task: Task, raw: tuple[Packed, ...], result: CleanResult, infos: Infos) -> Outcome:
    """A document's outcome: its conversion, where there is text, and behind it the metadata record that explains it."""
    held, replaces = task.identity.record, task.replaces
    converted = conversion(task.first, held, result, infos.text, replaces) if result.text else None
    sources = ((task.source, task.claims),) if task.action is Action.NEW else ()
    fields = {**source_fields(task.identity, sources), **cleaning_fields(result, converted, replaces)}
    records = [*([converted] if converted else []), metadata(task.first.date, held, fields, infos.text)]
    removed: Counter[str] = Counter()
    for removal in result.ledger.removals:
        removed[removal.kind.value] += removal.span.end - removal.span.start
    return Outcome(task, raw, tuple(map(pack, records)), result.problems, tuple(removed.items()), len(result.page.text))
