"""What an ingest tells when it has ended."""

from collections import Counter
from dataclasses import dataclass, field

from cleanarc.archive.catalog import Tombstone
from cleanarc.inputs import Unusable
from cleanarc.jobs.archive_one import Outcome
from cleanarc.jobs.plan import Action


@dataclass(frozen=True, slots=True)
class ReportedProblem:
    """A problem with its source's path, and the document's name where it has one."""

    source: str
    name: str | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many characters removals of one kind took."""

    kind: str
    characters: int


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What was done with the sources.

    `added` documents are new, `skipped` sources were known. `revisits` are known bytes at a new URI, `sources` known
    bytes and URI at a new path, and `kept` records of web archives that hold no document. `restored` raw records had
    been lost, and are back. `characters` are those of the new documents' pages, `removed` what of them went, most
    first; `bytes` is the size of the new documents. Nothing in it depends on time or machine.
    """

    added: int
    skipped: int
    revisits: int
    sources: int
    restored: int
    problems: tuple[ReportedProblem, ...]
    characters: int
    removed: tuple[KindCount, ...]
    bytes: int
    kept: int = 0


@dataclass(slots=True)
class Tally:
    """Counts an ingest as it goes."""

    skipped: int = 0
    characters: int = 0
    bytes: int = 0
    actions: Counter[Action] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    problems: list[ReportedProblem] = field(default_factory=list)

    def unusable(self, found: Unusable) -> None:
        self.problems.append(ReportedProblem(found.relative, None, found.problem.code, found.problem.message))

    def clashes(self, paths: list[str]) -> None:
        """Takes records that are left out, by their paths."""
        message = "Another record has its id, so it was left out."
        self.problems += [ReportedProblem(path, None, "id-taken", message) for path in paths]

    def left_out(self, path: str, gone: Tombstone) -> None:
        """A source of a document that was removed."""
        message = f"The archive was told to leave this out: {gone.why}"
        self.problems.append(ReportedProblem(path, gone.name, "removed", message))

    def take(self, outcome: Outcome) -> None:
        task = outcome.task
        is_archived = outcome.text or outcome.raw
        name = task.identity.name if is_archived or task.action is Action.RETRY else None
        self.problems += [ReportedProblem(task.source.path, name, p.code, p.message) for p in outcome.problems]
        if is_archived:
            self.actions[task.action] += 1
            self.characters += outcome.characters
            self.removed.update(dict(outcome.removed))
            if task.action is Action.NEW:
                self.bytes += task.identity.bytes

    def report(self) -> IngestReport:
        return IngestReport(
            added=self.actions[Action.NEW],
            skipped=self.skipped,
            revisits=self.actions[Action.REVISIT],
            sources=self.actions[Action.SOURCE],
            restored=self.actions[Action.RESTORE],
            problems=tuple(self.problems),
            characters=self.characters,
            removed=tuple(KindCount(kind, count) for kind, count in self.removed.most_common()),
            bytes=self.bytes,
            kept=self.actions[Action.KEEP],
        )
