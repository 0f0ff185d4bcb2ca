"""What a selector of a cosmetic filter says: CSS, with the operators that filter lists add to it."""

from dataclasses import dataclass
from enum import StrEnum

from cleanarc.rules.foreign.text_pattern import TextPattern


class Combinator(StrEnum):
    """How an element stands to the one before it in a selector."""

    INSIDE = " "
    CHILD = ">"
    AFTER = "~"
    """Somewhere behind it, in the same parent."""


@dataclass(frozen=True, slots=True)
class Tag:
    name: str


@dataclass(frozen=True, slots=True)
class Class:
    name: str


@dataclass(frozen=True, slots=True)
class Id:
    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute, and how it is compared with a value: by "=", "~=", "|=", "^=", "$=", "*=", or "" for any value."""

    name: str
    operator: str = ""
    value: str = ""
    ignores_case: bool = False

    def holds(self, value: str) -> bool:
        """Whether an attribute with that value is meant."""
        wanted = self.value
        if self.ignores_case:
            wanted, value = wanted.lower(), value.lower()
        match self.operator:
            case "":
                return True
            case "=":
                return value == wanted
            case "~=":
                return wanted in value.split()
            case "|=":
                return value == wanted or value.startswith(f"{wanted}-")
        # As CSS has it, nothing starts with, ends in or holds the empty text.
        if not wanted:
            return False
        return {"^": value.startswith, "$": value.endswith, "*": value.__contains__}[self.operator[0]](wanted)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`:is`, `:where`."""

    selectors: "tuple[Selector, ...]"


@dataclass(frozen=True, slots=True)
class NoneOf:
    """`:not`."""

    selectors: "tuple[Selector, ...]"


@dataclass(frozen=True, slots=True)
class Has:
    """`:has`: the first combinator of each selector counts from the element itself."""

    selectors: "tuple[Selector, ...]"


@dataclass(frozen=True, slots=True)
class HasText:
    pattern: TextPattern


@dataclass(frozen=True, slots=True)
class Upward:
    """Not the element but one around it: the one so many levels up, or the nearest that any of some selectors names."""

    levels: int = 0
    selectors: "tuple[Selector, ...]" = ()


Simple = Tag | Class | Id | Attribute | AnyOf | NoneOf | Has | HasText | Upward


@dataclass(frozen=True, slots=True)
class Step:
    """What holds of one element, asked in this order, and how it stands to that of the step before."""

    simples: tuple[Simple, ...]
    combinator: Combinator = Combinator.INSIDE


Selector = tuple[Step, ...]
"""The steps to an element, which is that of the last one."""
