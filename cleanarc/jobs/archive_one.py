"""The work on one source: read it again, clean it, and pack the records that go into the archive."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace

from cleanarc.archive.records import cleaning_fields, conversion, metadata, resource, revisit, source_fields
from cleanarc.archive.warc_writer import Packed, pack
from cleanarc.cleaning.propose import Tools
from cleanarc.formats.warc import Record
from cleanarc.inputs import Unusable, read
from cleanarc.jobs.plan import READ_AGAIN, Action, Task
from cleanarc.model import Capture, CleanResult, Policy, Problem
from cleanarc.pipeline import clean_capture

CHANGED = Problem(
    "changed", "The file changed or vanished while it was being archived: ingest it again.", transient=True
)


@dataclass(frozen=True)
class Means:
    """What the documents of a run are cleaned with."""

    tools: Tools
    policy: Policy


@dataclass(frozen=True, slots=True)
class Infos:
    """The ids of the warcinfo records of the raw and of the text file that the records go to."""

    raw: str
    text: str


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


def archive_one(task: Task, means: Means, infos: Infos) -> Outcome:
    """Does with one source what the plan says. Nothing is raised for a bad document."""
    if task.action in READ_AGAIN:
        return _read_and_clean(task, means, infos)
    raw: tuple[Packed, ...] = ()
    if task.action is Action.REVISIT:
        raw = (pack(revisit(task.source, task.first, task.identity.sha256, infos.raw)),)
    fields = source_fields(task.identity, ((task.source, task.claims),))
    return Outcome(task, raw, (pack(metadata(task.source.date, task.raw, fields, infos.text)),))


def _read_and_clean(task: Task, means: Means, infos: Infos) -> Outcome:
    source = read(task.found)
    if isinstance(source, Unusable) or hashlib.sha256(source.data).hexdigest() != task.identity.sha256:
        return Outcome(task, problems=(CHANGED,))
    if task.action is Action.RESTORE:
        return Outcome(task, (pack(_lost_record(task, source.data, infos.raw)),))
    capture = Capture(source.data, source.media_type, task.url)
    result = clean_capture(capture, means.tools, means.policy)
    result = replace(result, problems=source.problems + result.problems)
    if task.action is Action.RETRY:
        still = any(problem.transient for problem in result.problems)
        return Outcome(task, problems=result.problems) if still else _outcome(task, (), result, infos)
    return _outcome(task, (pack(resource(task.source, task.identity, source.data, infos.raw)),), result, infos)


def _lost_record(task: Task, data: bytes, info: str) -> Record:
    """The raw record that was lost, as it was."""
    if task.raw == task.identity.record:
        return resource(task.source, task.identity, data, info)
    return revisit(task.source, task.first, task.identity.sha256, info)


def _outcome(task: Task, raw: tuple[Packed, ...], result: CleanResult, infos: Infos) -> Outcome:
    """A document's outcome: its conversion, where there is text, and behind it the metadata record that explains it."""
    converted = conversion(task.first, task.raw, result, infos.text) if result.text else None
    sources = ((task.source, task.claims),) if task.action is Action.NEW else ()
    fields = {**source_fields(task.identity, sources), **cleaning_fields(result, converted)}
    records = [*([converted] if converted else []), metadata(task.first.date, task.raw, fields, infos.text)]
    removed: Counter[str] = Counter()
    for removal in result.ledger.removals:
        removed[removal.kind.value] += removal.span.end - removal.span.start
    return Outcome(task, raw, tuple(map(pack, records)), result.problems, tuple(removed.items()), len(result.page.text))
