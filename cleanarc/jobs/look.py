"""The first look at a source: what it is, and what it teaches. It can be taken anywhere; the plan is made of it."""

import hashlib
from dataclasses import dataclass, replace

from cleanarc.inputs import Found, Hints, Read, Unusable, read
from cleanarc.jobs.addresses import Addresses
from cleanarc.learning import Known, Sighting, sight, sighting_id
from cleanarc.rules.registry import RuleSet
from cleanarc.runners import Loss


@dataclass(frozen=True)
class Eyes:
    """What is looked with. Nothing is sighted where `rules` is None, nor what is `known`."""

    addresses: Addresses
    rules: RuleSet | None
    known: Known


@dataclass(frozen=True, slots=True)
class Seen:
    """A source that was read; `read` has no bytes any more, `hints`, `size` and `sha256` tell of its data.

    `sighting` is what the page teaches, None where that is nothing new.
    """

    found: Found
    read: Read
    hints: Hints
    size: int
    sha256: str
    sighting: Sighting | None

    @property
    def relative(self) -> str:
        return self.found.relative


def look(found: Found | Unusable, eyes: Eyes) -> Seen | Unusable:
    """Reads a source. Nothing is raised for a bad one."""
    if isinstance(found, Unusable):
        return found
    source = read(found)
    if isinstance(source, Unusable):
        return source
    sha256 = hashlib.sha256(source.data).hexdigest()
    sighting = _sighting(found.relative, source, sha256, eyes)
    return Seen(found, source.without_bytes(), source.hints, len(source.data), sha256, sighting)


def glance(found: Found | Unusable, loss: Loss, eyes: Eyes) -> Seen | Unusable:
    """Looks at a source on which `look` was lost: it is read, and teaches nothing. What it may be a problem of is told
    when it is to be cleaned."""
    return look(found, replace(eyes, rules=None))


def _sighting(relative: str, source: Read, sha256: str, eyes: Eyes) -> Sighting | None:
    url = source.url(eyes.addresses.known(relative))
    if eyes.rules is None or not source.is_document or sighting_id(sha256, url) in eyes.known:
        return None
    return sight(source.capture(url), sha256, eyes.rules)
