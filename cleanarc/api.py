"""The library's front door: one function per command."""

import os
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from cleanarc import archive as archive_room
from cleanarc.archive import Archive, RebuildReport
from cleanarc.archive.store import lock
from cleanarc.cleaning.propose import Tools
from cleanarc.errors import UsageError
from cleanarc.export import SINKS, BundleSink, Originals
from cleanarc.export.write import ExportReport, write
from cleanarc.formats import learned_jsonl
from cleanarc.formats.damage import DamageError
from cleanarc.formats.files import write_atomic
from cleanarc.inputs import Found, Unusable, capture, read, walk
from cleanarc.jobs import ingest as jobs
from cleanarc.jobs.events import Event
from cleanarc.jobs.ingest import Request
from cleanarc.jobs.learn import LearnRequest
from cleanarc.jobs.learn import learn as learn_job
from cleanarc.jobs.reclean import RecleanRequest, foresee_reclean
from cleanarc.jobs.reclean import reclean as reclean_job
from cleanarc.jobs.reclean_report import DocumentChange, RecleanReport
from cleanarc.jobs.remove import RemoveReport, RemoveRequest, foresee_remove
from cleanarc.jobs.remove import remove as remove_job
from cleanarc.jobs.report import IngestReport
from cleanarc.model import CleanResult, Learned, Policy, Problem
from cleanarc.pipeline import clean_capture
from cleanarc.rules.registry import Paths, RuleSet, load_rules
from cleanarc.tools import repair as repair_tool
from cleanarc.tools import revisions as revisions_tool
from cleanarc.tools import rules as rules_tool
from cleanarc.tools import verify as verify_tool
from cleanarc.tools.repair import RepairReport
from cleanarc.tools.revisions import History
from cleanarc.tools.rules import RuleFacts, RulesReport
from cleanarc.tools.verify import Depth, VerifyReport


def clean(
    data: bytes | str,
    url: str | None = None,
    media_type: str | None = None,
    *,
    policy: Policy | None = None,
    rules: Paths | RuleSet = (),
    learned: Learned | None = None,
) -> CleanResult:
    """Cleans one document in memory.

    `data` is HTML or text, as bytes or decoded; `url` its address, where known; `media_type` is "text/html" or
    "text/plain", found from the content when None; `policy` says what is kept where tastes differ; `rules` are files
    and folders with rules of one's own, or what `load_rules` made of them, which spares many calls the reading;
    `learned` are lines of sites, from `learn` or `read_learned`. A document that can't be cleaned gives an empty text
    and `problems`; nothing is raised for it. Raises UsageError for rules that can't be used.
    """
    return clean_capture(capture(data, url, media_type), _tools(rules, learned), policy)


def clean_file(
    path: str | os.PathLike[str],
    url: str | None = None,
    *,
    policy: Policy | None = None,
    rules: Paths | RuleSet = (),
    learned: Learned | None = None,
) -> CleanResult:
    """Cleans one file, read as `ingest` reads it: unpacked where it is a `.gz`, its type found from its content.

    `url` is the page's own address; when None, the one that the page gives for itself. `policy`, `rules` and `learned`
    are as for `clean`. A file that gives no document cleans to an empty text, with the problem that says why. Raises
    UsageError when there is no such file, and for rules that can't be used.
    """
    if Path(path).is_dir():
        raise UsageError(f"{path} is a folder: name a file.")
    tools = _tools(rules, learned)
    found = next(walk([path]))
    if isinstance(found, Found) and found.place:
        raise UsageError(f"{path} holds many documents: 'cleanarc ingest' takes it.")
    source = found if isinstance(found, Unusable) else read(found)
    if isinstance(source, Unusable):
        return _nothing((source.problem,))
    result = clean_capture(source.capture(url or source.url()), tools, policy)
    return replace(result, problems=source.problems + result.problems)


def explain(
    target: str,
    *,
    archive: str | os.PathLike[str],
    url: str | None = None,
    rules: Paths | RuleSet = (),
    learned: Learned | None = None,
    cleaning: int | None = None,
) -> CleanResult:
    """The cleaning of a file, made now, or of a document of the archive, as it was made then.

    `target` is the path of a file, or else the name of a document; `url` is the page's own address, and `rules` and
    `learned` are as for `clean`, for a file; `cleaning` is the number of an older cleaning of a document, which is then
    meant. A document without text has an empty cleaning, with the problems that say why. Raises NotFoundError when
    there is neither, UsageError for rules that can't be used and for what is for a file alone, and what `open_archive`
    raises.
    """
    if cleaning is None and Path(target).exists():
        return clean_file(target, url, rules=rules, learned=learned)
    if url or rules or learned:
        raise UsageError(f"{target} is no file: address, rules and learned lines are for a file that is cleaned now.")
    with open_archive(archive) as opened:
        document = opened.get(target, cleaning)
    return replace(document.result or _nothing(()), problems=document.problems)


def export(archive: str | os.PathLike[str], *, form: str, target: Path | BinaryIO) -> ExportReport:
    """Writes every document that has a text in a form that other tools read.

    `form` is the name of a sink, `target` the file or folder to write, or a stream of bytes. Raises UsageError for an
    unknown form and for a target that it does not write to, ArchiveLockedError where originals are written too while a
    run uses the archive, and what `open_archive` raises.
    """
    sink = next((sink for sink in SINKS if sink.name == form), None)
    if sink is None:
        raise UsageError(f"There is no form '{form}': use one of {', '.join(sink.name for sink in SINKS)}.")
    # A bundle is of files and their index, which a run would change between them.
    still = lock(Path(archive), exclusive=False) if isinstance(sink, BundleSink) else nullcontext()
    with open_archive(archive) as opened, still:
        settings = opened.settings
        originals = Originals(
            opened.raw_files(), opened.raw_index(), settings.collection, settings.cleaner, opened.captured
        )
        return write(opened, originals, sink, target)


def ingest(
    paths: Iterable[str | os.PathLike[str]],
    *,
    archive: str | os.PathLike[str],
    collection: str | None = None,
    url_prefix: str | None = None,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    dry_run: bool = False,
    clean_files: bool = True,
    newest: str | None = None,
    policy: Policy | None = None,
    rules: Paths = (),
    learn: bool = True,
    workers: int = 0,
    on_event: Callable[[Event], None] | None = None,
) -> IngestReport:
    """Cleans and archives files, folders and the records of web archives; what the archive knows already is skipped.

    Safe to run again.

    `archive` is a folder, made where there is none. `collection` names a new archive ("articles" when None), and
    `url_prefix` is what the relative path of a page is put behind to be its address, where it gives none itself.
    `include` and `exclude` are globs on relative paths. With `dry_run` nothing is written, and the report tells what
    would be. `clean_files` says of a new archive whether it keeps clean texts as files. `newest` is a date in WARC form
    (2026-01-31T12:00:00Z) that no source is younger than. `policy` says what is kept in the texts of this run where
    tastes differ, and `rules` are files and folders with rules of one's own. With `learn`, lines that sites put around
    their articles are learned first, from these sources and from what the archive has learned before. `workers` is how
    many processes do the work: the archive is the same for any number, but only in a process of its own can a document
    be stopped that takes too long or too much memory, or one be survived that a library crashes on. With 0, all is done
    in this process. `on_event` hears how far the run has come.

    A bad document is a problem in the report. Raises UsageError for a path that does not exist, an option that does not
    fit or rules that can't be used, ArchiveLockedError while another run writes, other ArchiveErrors when the archive
    can't be used, and WorkersError when no process can be started.
    """
    request = Request(
        tuple(Path(path) for path in paths),
        Path(archive),
        collection,
        url_prefix,
        tuple(include),
        tuple(exclude),
        clean_files,
        newest,
        policy or Policy(),
        tuple(map(Path, rules)),
        learn,
        workers=workers,
    )
    run = jobs.foresee if dry_run else jobs.ingest
    return run(request, on_event or _ignore)


def learn(
    paths: Iterable[str | os.PathLike[str]],
    *,
    url_prefix: str | None = None,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    rules: Paths = (),
    workers: int = 0,
    on_event: Callable[[Event], None] | None = None,
) -> Learned:
    """The lines that the sites of some pages put around their articles, with how many of the articles hold each.

    `paths`, `url_prefix`, `include`, `exclude`, `rules` and `workers` are as for `ingest`, which learns the same from
    the same sources. Nothing is written. Raises UsageError for a path that does not exist, a prefix that is no address
    and rules that can't be used, and WorkersError when no process can be started.
    """
    request = LearnRequest(
        tuple(map(Path, paths)), url_prefix, tuple(include), tuple(exclude), tuple(map(Path, rules)), workers
    )
    return learn_job(request, on_event or _ignore)


def read_learned(path: str | os.PathLike[str]) -> Learned:
    """Learned lines from a file. Raises UsageError when it can't be read, or holds none."""
    try:
        return learned_jsonl.decode(Path(path).read_bytes())
    except OSError as error:
        raise UsageError(f"{path} can't be read ({error.strerror}): name a file of learned lines.") from error
    except DamageError as error:
        raise UsageError(f"{path} holds no learned lines: 'cleanarc learn -o FILE' writes such a file.") from error


def write_learned(learned: Learned, path: str | os.PathLike[str]) -> None:
    """Writes learned lines to a file, whole or not at all. Raises OSError."""
    write_atomic(Path(path), learned_jsonl.encode(learned))


def reclean(
    names: Iterable[str] = (),
    *,
    archive: str | os.PathLike[str],
    policy: Policy | None = None,
    rules: Paths = (),
    learned: Learned | None = None,
    learn: bool = True,
    every: bool = False,
    workers: int = 0,
    dry_run: bool = False,
    on_change: Callable[[DocumentChange], None] | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> RecleanReport:
    """Cleans documents of an archive again, from their raw records, and keeps what differs beside what was.

    `names` are those of the documents, all when there are none. `policy`, `rules` and `workers` are as for `ingest`;
    those of before do not count. `learned` are the lines of sites to use, else they are learned from all that the
    archive has seen, or not at all without `learn`. A document gets a new cleaning where it says anything else than the
    newest one; with `every`, also where only versions differ of what made it. The older ones stay:
    `Archive.cleanings` lists them. With `dry_run` nothing is written. `on_change` hears of each document that changes,
    `on_event` how far the run is.

    Safe to run again, and after an interrupted run. Raises NotFoundError for a name that there is not, UsageError for
    rules that can't be used, and what `ingest` raises of the archive.
    """
    request = RecleanRequest(
        Path(archive),
        tuple(names),
        policy or Policy(),
        tuple(map(Path, rules)),
        learned,
        learn,
        every,
        workers=workers,
    )
    run = foresee_reclean if dry_run else reclean_job
    return run(request, on_event or _ignore, on_change or _ignore)


def remove(
    names: Iterable[str], *, archive: str | os.PathLike[str], why: str, date: str | None = None, dry_run: bool = False
) -> RemoveReport:
    """Takes documents out of an archive for good: all of them, or after an interruption none.

    `names` are whole names or numbers, `why` is the reason and `date` the day (2026-01-31; today when None), which both
    stay in the archive. Their WARC files are written anew without them; a later `ingest` leaves the same bytes out.
    With `dry_run` nothing is written. A document that was removed before is no error.

    Raises NotFoundError for a name that there is not, UsageError when there is no reason or a name is cut short, and
    what `ingest` raises of the archive.
    """
    request = RemoveRequest(Path(archive), tuple(names), why, date or datetime.now(UTC).date().isoformat())
    return foresee_remove(request) if dry_run else remove_job(request)


def open_archive(path: str | os.PathLike[str]) -> Archive:
    """An archive to read: iterate it for its `Document`s, `get(name)` one, `rows()` for what `ls` shows.

    Use it in a `with` statement, or close it. Raises ArchiveMissingError, ArchiveNewerError, or ArchiveDamagedError.
    """
    return Archive(Path(path))


def revisions(name: str, *, archive: str | os.PathLike[str]) -> History:
    """The versions of the article that a document of the archive is, oldest first, and what changed between them.

    They are the versions that the document's own page compares, as pages of version trackers do, and those of the
    documents that share an address with it. Raises NotFoundError when there is no such document or it has no text, and
    what `open_archive` raises.
    """
    with open_archive(archive) as opened:
        return revisions_tool.revisions(opened, name)


def verify(path: str | os.PathLike[str], *, depth: str = Depth.REPLAY) -> VerifyReport:
    """Checks everything in an archive: files, records, digests, references, ledgers, indexes, catalog, clean files.

    `depth` is "files" for sizes and checksums alone, "digests" for every record as well, "replay" for all there is,
    down to each cleaning, done again from the original bytes. Reads only. Damage comes as findings. Raises UsageError
    for another depth, ArchiveMissingError, ArchiveNewerError, or ArchiveLockedError while a run writes.
    """
    if depth not in list(Depth):
        raise UsageError(f"There is no depth '{depth}': use one of {', '.join(Depth)}.")
    return verify_tool.verify(Path(path), Depth(depth))


def repair(path: str | os.PathLike[str], *, dry_run: bool = False) -> RepairReport:
    """Saves what can be saved of a damaged archive, and verifies it.

    Sound records are carried over into WARC files written anew; what was damaged goes to the archive's quarantine/ as
    it was. What is lost is listed: `ingest` of its sources brings it back. With `dry_run` nothing is changed. Raises
    ArchiveMissingError, ArchiveNewerError, ArchiveLockedError, or ArchiveError when it can't be written to.
    """
    return repair_tool.repair(Path(path), dry_run=dry_run)


def rebuild(path: str | os.PathLike[str]) -> RebuildReport:
    """Makes the catalog, the indexes and the clean files anew from the WARC files.

    Raises ArchiveMissingError, ArchiveNewerError, ArchiveLockedError, or ArchiveError when it can't be written to.
    """
    return archive_room.rebuild(Path(path))


def list_rules(rules: Paths | RuleSet = ()) -> tuple[RuleFacts, ...]:
    """What is declared of each rule, site pack and config; `rules` are as for `clean`.

    Raises UsageError for rules that can't be used.
    """
    return rules_tool.facts_of(_loaded(rules))


def show_rule(name: str, rules: Paths | RuleSet = ()) -> RuleFacts:
    """What is declared of one rule, by its name, its code, or the name of one of its lines in a ledger. What was
    learned, the model and the policy stand in ledgers, too.

    Raises UsageError when there is none of that name, and for rules that can't be used.
    """
    for fact in rules_tool.all_facts(_loaded(rules)):
        if name in (fact.name, fact.code) or name.startswith(f"{fact.name}/"):
            return fact
    if name.startswith(("ftr/", "site/")):
        raise UsageError(f"The rule '{name}' is not at hand: name its file with --rules.")
    raise UsageError(f"There is no rule '{name}': `cleanarc rules list` names them all.")


def check_rules(rules: Paths | RuleSet = (), on: str | os.PathLike[str] | None = None) -> RulesReport:
    """Runs all examples and near-misses, and says which rules are shadowed or slow; `rules` are as for `clean`.

    `on` is a file or folder of documents, to say it of them, and which rules they have no use for. Raises UsageError
    for a path that does not exist and for rules that can't be used.
    """
    return rules_tool.check_rules(_loaded(rules), on)


def _tools(rules: Paths | RuleSet, learned: Learned | None) -> Tools:
    return Tools(_loaded(rules), learned=learned or Learned())


def _loaded(rules: Paths | RuleSet) -> RuleSet:
    return rules if isinstance(rules, RuleSet) else load_rules(rules)


def _nothing(problems: tuple[Problem, ...]) -> CleanResult:
    """The cleaning of what holds no text."""
    return replace(clean(b""), problems=problems)


def _ignore(event: object) -> None:
    """Hears nothing."""
