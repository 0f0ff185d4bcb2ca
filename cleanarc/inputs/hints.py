"""What a page's head says of its address and title, read without a tree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """The page's own address (http or https, on its own site, no bare root) and its title; None where it gives none."""

    canonical: str | None = None
    title: str | None = None


def hints_of(data: bytes) -> Hints:
    """The hints in an HTML document. Nothing is raised."""
    return Hints()
