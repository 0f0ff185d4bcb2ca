"""The first look at a source: what it is, what it teaches, and what its text is as long as nothing is learned.

It can be taken anywhere; the plan is made of it.
"""

import hashlib
from dataclasses import dataclass, field, replace

from cleanarc.cleaning.prepare import prepare
from cleanarc.inputs import Found, Hints, Read, Unusable, read
from cleanarc.jobs.addresses import Addresses
from cleanarc.jobs.drafts import draft, pack
from cleanarc.jobs.means import Means
from cleanarc.learning import Known, Sighting, sight, sighting_id
from cleanarc.rules.registry import RuleSet
from cleanarc.runners import Loss


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source that is to be looked at; `drafted`: its document is to be cleaned while it is at hand."""

    found: Found | Unusable
    drafted: bool = False


@dataclass(frozen=True)
class Eyes:
    """What is looked with. Nothing is looked at closely where `rules` is None. Nothing is sighted that is `known`, and
    nothing drafted where `means` is None, nor what is `archived`, as the numbers of the documents' hashes tell."""

    addresses: Addresses
    rules: RuleSet | None = None
    known: Known = field(default_factory=Known)
    means: Means | None = None
    archived: Known = field(default_factory=Known)


@dataclass(frozen=True, slots=True)
class Seen:
    """A source that was read; `read` has no bytes any more, `size` and `sha256` tell of its data.

    `sighting` is what the page teaches, None where that is nothing new, and `draft` its cleaning, where there is one.
    """

    found: Found
    read: Read
    size: int
    sha256: str
    hints: Hints
    sighting: Sighting | None = None
    draft: bytes | None = None

    @property
    def relative(self) -> str:
        return self.found.relative


def look(candidate: Candidate, eyes: Eyes) -> Seen | Unusable:
    """Reads a source. Nothing is raised for a bad one."""
    found = candidate.found
    if isinstance(found, Unusable):
        return found
    source = read(found)
    if isinstance(source, Unusable):
        return source
    sha256 = hashlib.sha256(source.data).hexdigest()
    seen = Seen(found, source.without_bytes(), len(source.data), sha256, source.hints)
    if eyes.rules is None or not source.is_document:
        return seen
    means = eyes.means if candidate.drafted and number_of(sha256) not in eyes.archived else None
    return _look_closely(seen, source, eyes, eyes.rules, means)


def glance(candidate: Candidate, loss: Loss, eyes: Eyes) -> Seen | Unusable:
    """Looks at a source on which `look` was lost: it is read, and teaches nothing. What it may be a problem of is told
    when it is to be cleaned."""
    return look(candidate, Eyes(eyes.addresses))


def number_of(sha256: str) -> int:
    """The first 64 bits of a hash."""
    return int(sha256[:16], 16)


def _look_closely(seen: Seen, source: Read, eyes: Eyes, rules: RuleSet, means: Means | None) -> Seen:
    url = source.url(eyes.addresses.known(seen.relative))
    is_known = sighting_id(seen.sha256, url) in eyes.known
    if is_known and means is None:
        return seen
    prepared = prepare(source.capture(url), rules)
    sighting = None if is_known else sight(prepared, seen.sha256, rules)
    return replace(seen, sighting=sighting, draft=pack(draft(prepared, sighting, means)) if means else None)
