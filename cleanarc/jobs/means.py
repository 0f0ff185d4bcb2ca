"""What the documents of a run are cleaned with."""

from dataclasses import dataclass
from functools import cached_property

from cleanarc.cleaning.propose import Tools
from cleanarc.learning import line_id
from cleanarc.model import Policy


# No slots: what is learned is looked through once a process.
@dataclass(frozen=True)
class Means:
    """What documents are cleaned with."""

    tools: Tools
    policy: Policy

    @cached_property
    def learned(self) -> frozenset[int]:
        """The ids of all learned lines."""
        return frozenset(line_id(line.site, line.mark) for line in self.tools.learned.lines)
