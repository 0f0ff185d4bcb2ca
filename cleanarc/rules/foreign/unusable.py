"""Why a line of a filter list can't be used: such lines are counted and passed over."""

from enum import StrEnum


class Reason(StrEnum):
    """What a line is that can't be used, as a report puts it."""

    NETWORK = "rules for requests, not for what a page shows"
    SCRIPT = "scripts"
    RESPONSE = "filters of a response before it is a page"
    STYLE = "changes of looks or attributes"
    SITES = "sites that are told by a pattern"
    RUNNING = "what only a running page tells"
    UNREAD = "elements that pages are read without, or their number"
    PATTERN = "regular expressions that can't be matched in linear time"
    LONG = "longer or deeper than any sound one"
    UNSOUND = "no sound selector"


class Unusable(Exception):
    """A filter can't be used; its reader catches it, and counts the reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
