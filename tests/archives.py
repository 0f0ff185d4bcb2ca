"""What the tests of the archive share: a folder of invented articles, and what stands on disk."""

import hashlib
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import cleanarc
from cleanarc.api import repair
from cleanarc.cleaning.prepare import Prepared
from cleanarc.cleaning.propose import Tools
from cleanarc.cleaning.render import RENDERER, apply, render
from cleanarc.jobs import archive_one, look, reclean_one
from cleanarc.jobs.drafts import Draft
from cleanarc.jobs.ingest import Request, ingest
from cleanarc.jobs.means import Means
from cleanarc.jobs.reclean import RecleanRequest, reclean
from cleanarc.jobs.reclean_report import RecleanReport
from cleanarc.jobs.remove import RemoveReport
from cleanarc.jobs.report import IngestReport
from cleanarc.jobs.segments import Limits
from cleanarc.learning import Sighting
from cleanarc.model import Block, Capture, CleanResult, Ledger, Metadata, Page, Policy, Versions
from cleanarc.pipeline import CLEANER
from cleanarc.rules.registry import load_rules

DATE = 1_700_000_000

Cleaner = Callable[[Capture, Tools, Policy], CleanResult]

_PARAGRAPHS = (
    "The ferry between the two halves of Lower Aldmoor stopped at noon, because the river had gone elsewhere.",
    "Residents said that they would wait for it to come back, as it had done in the spring of the long drought.",
    "The council has asked the engineers for an opinion, and the engineers have asked for a boat.",
)


def page(title: str, *paragraphs: str, canonical: str | None = None) -> str:
    """An HTML article."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs or _PARAGRAPHS)
    head = f'<meta charset="utf-8"><title>{title}</title>{link}'
    return (
        f"<!doctype html>\n<html><head>{head}</head><body><article><h1>{title}</h1>\n{body}</article></body></html>\n"
    )


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with a modification time that does not depend on when the test runs."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (DATE, DATE))
    return path


def articles(folder: Path) -> Path:
    """A folder with what an ingest meets: pages, texts, another charset, copies, and files that are no documents."""
    put(folder, "aldmoor.html", page("River leaves town", canonical="https://aldmoor.example/news/river"))
    put(folder, "brimstow.txt", "\n\n".join(f"{paragraph} In Brimstow, nobody minds." for paragraph in _PARAGRAPHS))
    put(
        folder,
        "deep/castle.html",
        page("Castle sold twice", *[f"{p} The castle is not for sale." for p in _PARAGRAPHS]),
    )
    put(folder, "deep/copy of brimstow.txt", (folder / "brimstow.txt").read_bytes())
    put(folder, "dünen/straße 100% & #1?.txt", "\n\n".join(f"{p} Die Dünen wandern." for p in _PARAGRAPHS))
    put(folder, "empty.txt", b"")
    put(folder, "latin.html", page("Città d'acqua").replace("utf-8", "iso-8859-1").encode("latin-1"))
    put(folder, "picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    put(folder, "zoo.txt", "\n\n".join(f"{paragraph} The zoo is open." for paragraph in _PARAGRAPHS))
    return folder


def tree(root: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by its relative path."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def copied(archive: Path, to: Path) -> Path:
    """A copy of an archive, to be damaged."""
    return Path(shutil.copytree(archive, to))


def ingest_in_segments(source: Path, archive: Path) -> IngestReport:
    """Ingests into pairs of WARC files of three sources each, where a real archive has thousands."""
    return ingest(Request((source,), archive, limits=Limits(segment_sources=3)), lambda event: None)


def kept_whole(capture: Capture, tools: Tools, policy: Policy) -> CleanResult:
    """A cleaning that takes nothing out and no time, where only the archive is looked at."""
    text = capture.data.decode("latin-1")
    page = Page(text, (Block(0, len(text)),))
    versions = Versions(CLEANER, "none", RENDERER, tools.ruleset.digest, learned=tools.learned.digest)
    return CleanResult(render(apply(Ledger(), page)), page, Ledger(), Metadata, versions, capture.media_type)


def first_word_gone(capture: Capture, tools: Tools, policy: Policy) -> CleanResult:
    """A cleaning that differs from that of `kept_whole` for every document."""
    return kept_whole(replace(capture, data=capture.data.partition(b" ")[2]), tools, policy)


def reclean_in_segments(archive: Path) -> RecleanReport:
    """Cleans again into text files for three documents each."""
    request = RecleanRequest(archive, limits=Limits(segment_sources=3))
    return reclean(request, lambda event: None, lambda change: None)


def remove_two(archive: Path) -> RemoveReport:
    """Takes out two documents, on a day that does not depend on when the test runs."""
    return cleanarc.remove(["000", "004"], archive=archive, why="So be it.", date="2026-02-03")


def clean_by(clean: Cleaner, replace_in: Callable[[Any, str, object], None] = setattr) -> None:
    """Lets an ingest clean with this function, at the first look as well as later."""

    def draft(prepared: Prepared, sighting: Sighting | None, means: Means) -> Draft:
        capture = prepared.capture
        return Draft(clean(capture, means.tools, means.policy), capture.url, None, frozenset())

    replace_in(archive_one, "clean_capture", clean)
    replace_in(look, "draft", draft)


def die_everywhere(work: str, start: Path, archives: Path) -> None:
    """Does one kind of work on `archives`/1, 2, 3, …; run n ends, with no cleaning up, before its n-th change to disk.

    `start` is the folder that is ingested, or the archive that each is a copy of. The last one is whole. To be called
    in a process of its own, without threads: it forks.
    """
    clean_by(kept_whole)
    reclean_one.clean_capture = first_word_gone
    os.fsync = lambda handle: None
    load_rules()
    do: Callable[[Path], object] = {
        "ingest": partial(ingest_in_segments, start),
        "reclean": reclean_in_segments,
        "remove": remove_two,
        "repair": repair,
    }[work]
    for operations in count(1):
        archive = archives / str(operations)
        if work != "ingest":
            copied(start, archive)
        child = os.fork()
        if child == 0:
            _die_before(operations, archives)
            do(archive)
            os._exit(0)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
            return


def ingest_on_a_small_disk(source: Path, archive: Path) -> None:
    """Ingests where no file may become larger than 100 kB, as if that were all the room there is."""
    clean_by(kept_whole)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    cleanarc.ingest([source], archive=archive)


def _die_before(operations: int, folder: Path) -> None:
    left = operations

    def heard(event: str, args: tuple[Any, ...]) -> None:
        nonlocal left
        changes = event in {"os.rename", "os.remove", "os.mkdir"}
        if event == "open" and str(args[0]).startswith(str(folder)):
            changes = bool(args[2] & (os.O_WRONLY | os.O_RDWR))
        left -= changes
        if left == 0:
            os._exit(1)

    sys.addaudithook(heard)
