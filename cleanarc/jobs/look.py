"""The first look at a source: what it is, what it teaches, and what its text is as long as nothing is learned.

It can be taken anywhere; the plan is made of it.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace

from cleanarc.cleaning.prepare import prepare
from cleanarc.inputs import Found, Hints, Read, Unusable, read
from cleanarc.jobs.addresses import Addresses
from cleanarc.jobs.drafts import draft, pack
from cleanarc.jobs.means import Means
from cleanarc.learning import Known, Sighting, sight, sighting_id
from cleanarc.rules.registry import RuleSet
from cleanarc.runners import Loss

_MOST_OF_SITE = 2
"""Pages of a site that are drafted: on three, lines may be learned, and then most of its pages are cleaned anew."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source that is to be looked at; `drafted`: its document may be cleaned while it is at hand."""

    found: Found | Unusable
    drafted: bool = False


@dataclass(frozen=True)
class Eyes:
    """What is looked with. Nothing is looked at closely where `rules` is None. Nothing is sighted that is `known`, and
    nothing drafted where `means` is None, nor what is `archived`, as the numbers of the documents' hashes tell.

    `drafted` are the numbers of what these eyes have drafted, of copies of a document the first one, and `sites` counts
    the pages of each site that they have seen.
    """

    addresses: Addresses
    rules: RuleSet | None = None
    known: Known = field(default_factory=Known)
    means: Means | None = None
    archived: Known = field(default_factory=Known)
    drafted: set[int] = field(default_factory=set)
    sites: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Seen:
    """A source that was read; `read` has no bytes any more, `size` and `sha256` tell of its data.

    `sighting` is what the page teaches, None where that is nothing new, and `draft` its cleaning, where there is one.
    `is_lost`: it could not be looked at closely.
    """

    found: Found
    read: Read
    size: int
    sha256: str
    hints: Hints
    sighting: Sighting | None = None
    draft: bytes | None = None
    is_lost: bool = False

    @property
    def relative(self) -> str:
        return self.found.relative


def look(candidate: Candidate, eyes: Eyes) -> Seen | Unusable:
    """Reads a source, and looks closely at its document where the eyes are for that. A bad one raises nothing."""
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
    number = number_of(sha256)
    may_be_drafted = candidate.drafted and number not in eyes.archived and number not in eyes.drafted
    return _look_closely(seen, source, eyes, eyes.rules, eyes.means if may_be_drafted else None)


def glance(candidate: Candidate, loss: Loss, eyes: Eyes) -> Seen | Unusable:
    """Looks at a source on which `look` was lost: it is only read. What it may be a problem of is told when it is to be
    cleaned."""
    seen = look(candidate, Eyes(eyes.addresses))
    return seen if isinstance(seen, Unusable) else replace(seen, is_lost=True)


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
    if sighting:
        eyes.sites[sighting.site] += 1
        if eyes.sites[sighting.site] > _MOST_OF_SITE:
            means = None
    if means is None:
        return replace(seen, sighting=sighting)
    eyes.drafted.add(number_of(seen.sha256))
    return replace(seen, sighting=sighting, draft=pack(draft(prepared, sighting, means)))
