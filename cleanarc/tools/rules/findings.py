"""What a check of rules finds."""

from dataclasses import dataclass

from cleanarc.rules.foreign.site_config import Fault


@dataclass(frozen=True, slots=True)
class Failure:
    """An example, near-miss or test that a rule fails: `where` says which, `wanted` and `found` are what it removes, or
    of a test_contains the text that is not in the page's."""

    rule: str
    where: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shadowed:
    """A rule that proposed something, but others always took it first; `by` is the one that did so most."""

    rule: str
    by: str


@dataclass(frozen=True, slots=True)
class Slow:
    """A rule that takes a millisecond a page and far more than its share of the rules' time; `share` is from 0 to 1."""

    rule: str
    share: float


@dataclass(frozen=True, slots=True)
class NoEffect:
    """A directive that is read and has no effect here, and why."""

    file: str
    line: int
    directive: str
    why: str


@dataclass(frozen=True, slots=True)
class RulesReport:
    """What came of a check. `examples` and `documents` were looked at; `unused` rules proposed nothing on any document,
    and are not told (None) without documents. `faults` are lines of configs without a meaning, and files that were left
    alone though they may be lists of filters; `untested` are the test_contains whose pages were not at hand."""

    rules: int
    examples: int
    documents: int
    failing: tuple[Failure, ...]
    faults: tuple[Fault, ...]
    no_effect: tuple[NoEffect, ...]
    shadowed: tuple[Shadowed, ...]
    slow: tuple[Slow, ...]
    unused: tuple[str, ...] | None
    untested: int

    @property
    def holds(self) -> bool:
        """Whether no example failed."""
        return not self.failing
