"""What a reclean tells, of each document that changed and when it has ended."""

from collections import Counter
from dataclasses import dataclass, field

from cleanarc.archive.catalog import Listed
from cleanarc.jobs.reclean_one import Recleaned
from cleanarc.jobs.report import ReportedProblem
from cleanarc.model import Problem
from cleanarc.tools.cleanings import Difference, Shift


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that has another cleaning now: its name, the path of its first source, and how the two differ."""

    name: str
    source: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class RecleanReport:
    """What cleaning again has changed.

    Of `documents`, `changed` have a new cleaning; of these, `texts` have another text, and `reread` are pages that read
    otherwise than before. `removed` and `kept` are the characters that went and came back of what the pages had before
    and have now, `shifts` the same by rule and kind, most first. `problems` kept a document from being cleaned again
    for now.
    """

    documents: int
    changed: int
    texts: int
    reread: int
    removed: int
    kept: int
    shifts: tuple[Shift, ...]
    problems: tuple[ReportedProblem, ...]


@dataclass(slots=True)
class RecleanTally:
    """Counts a reclean as it goes."""

    documents: int = 0
    changed: int = 0
    texts: int = 0
    reread: int = 0
    removed: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    problems: list[ReportedProblem] = field(default_factory=list)

    def take(self, done: Recleaned) -> DocumentChange | None:
        """Counts what became of a document; how it changed, where it did."""
        name, path = done.document.identity.name, done.document.source.path
        self.documents += 1
        self.problems += [ReportedProblem(path, name, p.code, p.message) for p in done.problems]
        if done.difference is None:
            return None
        self.changed += 1
        self.texts += not done.difference.same_text
        self.reread += done.difference.reread
        for shift in done.difference.shifts:
            self.removed[shift.rule, shift.kind] += shift.removed
            self.kept[shift.rule, shift.kind] += shift.kept
        return DocumentChange(name, path, done.difference)

    def leave(self, document: Listed, lost: tuple[Problem, ...]) -> None:
        """Counts a document that can't be cleaned again, as damage took something of it."""
        self.documents += 1
        path = next((source.path for source in document.sources), document.name)
        self.problems += [ReportedProblem(path, document.name, p.code, p.message) for p in lost]

    def report(self) -> RecleanReport:
        shifts = [Shift(*by, self.removed[by], self.kept[by]) for by in {*self.removed, *self.kept}]
        return RecleanReport(
            self.documents,
            self.changed,
            self.texts,
            self.reread,
            self.removed.total(),
            self.kept.total(),
            tuple(sorted(shifts, key=lambda s: (-s.removed - s.kept, s.rule, s.kind))),
            tuple(self.problems),
        )
