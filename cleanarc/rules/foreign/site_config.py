"""What an ftr-site-config says: the directives that fivefilters.org's Full-Text RSS reads for one site."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Directive:
    """One line: `name: value`, or `name(argument): value`. `file` and `line` say where it stands.

    A find_string and the replace_string that follows it are one directive, as if written replace_string(find): with.
    """

    file: str
    line: int
    name: str
    value: str
    argument: str = ""

    @property
    def text(self) -> str:
        """The directive as one would write it."""
        return f"{self.name}({self.argument}): {self.value}" if self.argument else f"{self.name}: {self.value}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of a file that is read all the same: the line goes without effect."""

    file: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """A file of directives. `file` is its name, `digest` the SHA-256 of its bytes, in hex."""

    file: str
    digest: str
    directives: tuple[Directive, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def site(self) -> str:
        """The host that it is for; one that starts with a dot is for the hosts right below, "global" for all."""
        return self.file.removesuffix(".txt").lower().removeprefix("www.")

    def each(self, name: str) -> Iterator[Directive]:
        """The directives of one name, in order."""
        return (directive for directive in self.directives if directive.name == name)

    def allows(self, name: str, default: bool = True) -> bool:
        """What a yes-or-no directive says; the last one counts."""
        said = [directive.value.lower() in {"yes", "true"} for directive in self.each(name)]
        return said[-1] if said else default
