"""The work on one document that is cleaned again: what its raw record gives with today's rules, and what differs."""

from dataclasses import dataclass, replace

from cleanarc.archive.cleanings import Cleaned
from cleanarc.archive.layout import Layout
from cleanarc.archive.reader import read_cleaning, read_record
from cleanarc.archive.records import cleaning_fields, conversion, metadata, source_fields
from cleanarc.archive.warc_writer import Packed, pack
from cleanarc.formats.http import content
from cleanarc.formats.urls import page_address
from cleanarc.inputs.read import told_by_reading
from cleanarc.jobs.means import Means
from cleanarc.jobs.workers import PROBLEMS
from cleanarc.model import Capture, CleanResult, Problem
from cleanarc.pipeline import clean_capture
from cleanarc.runners import Loss
from cleanarc.tools.cleanings import Difference, difference, same


@dataclass(frozen=True, slots=True)
class Manner:
    """How documents are cleaned again: from which archive, with what, and what gets a new cleaning.

    `every`: also a document of which only the versions differ, of what made its cleaning.
    """

    layout: Layout
    means: Means
    every: bool = False


@dataclass(frozen=True, slots=True)
class Recleaned:
    """What became of a document: how it differs, None where it does not, and the records that tell so.

    `problems` are those that keep it from being cleaned again now; its cleaning then stays.
    """

    document: Cleaned
    difference: Difference | None = None
    records: tuple[Packed, ...] = ()
    problems: tuple[Problem, ...] = ()


def reclean_one(document: Cleaned, manner: Manner, info: str | None) -> Recleaned:
    """Cleans a document from its raw record. `info` is the id of the warcinfo record that its new records go behind,
    None where none are to be written.

    Nothing is raised for a bad document, and ArchiveDamagedError where a record of it can't be read.
    """
    before = read_cleaning(manner.layout, document.metadata, document.conversion)
    after = _clean(document, manner, before)
    if any(problem.transient for problem in after.problems):
        return Recleaned(document, problems=after.problems)
    if same(before, after) and not (manner.every and before.versions != after.versions):
        return Recleaned(document)
    return Recleaned(document, difference(before, after), _records(document, after, info) if info else ())


def not_recleaned(document: Cleaned, loss: Loss) -> Recleaned:
    """What becomes of a document on which `reclean_one` was lost: its cleaning stays."""
    return Recleaned(document, problems=(PROBLEMS[loss],))


def _clean(document: Cleaned, manner: Manner, before: CleanResult) -> CleanResult:
    url = page_address(document.source.uri)
    media_type = document.identity.media_type
    held = content(read_record(manner.layout, document.raw))
    # Of a file, no server said anything.
    capture = Capture(held.data, media_type, url, held.charset, held.modified)
    result = clean_capture(capture, manner.means.tools, manner.means.policy)
    # What only reading the source could tell stands in no record but that of the first cleaning.
    of_source = tuple(problem for problem in before.problems if told_by_reading(problem, media_type))
    return replace(result, problems=of_source + result.problems)


def _records(document: Cleaned, result: CleanResult, info: str) -> tuple[Packed, ...]:
    """A conversion, where there is text, and behind it the metadata record that explains it."""
    source, raw = document.source, document.identity.record
    converted = conversion(source, raw, result, info, document.record) if result.text else None
    fields = {**source_fields(document.identity, ()), **cleaning_fields(result, converted, document.record)}
    records = [*([converted] if converted else []), metadata(source.date, raw, fields, info)]
    return tuple(map(pack, records))
