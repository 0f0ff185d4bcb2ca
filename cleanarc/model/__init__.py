"""The nouns of cleanarc, which every room passes to the next: frozen dataclasses, and named tuples of what a page has
hundreds of."""

from cleanarc.model.document import (
    Capture,
    CleanResult,
    Document,
    Metadata,
    Problem,
    Revision,
    Source,
    Versions,
)
from cleanarc.model.learned import Learned, LearnedLine, Mark, Where
from cleanarc.model.ledger import Keep, Kind, Ledger, Proposal, Removal, Repair, Tier
from cleanarc.model.page import Block, Page, Role, Span
from cleanarc.model.policy import Policy

__all__ = [
    "Block",
    "Capture",
    "CleanResult",
    "Document",
    "Keep",
    "Kind",
    "Learned",
    "LearnedLine",
    "Ledger",
    "Mark",
    "Metadata",
    "Page",
    "Policy",
    "Problem",
    "Proposal",
    "Removal",
    "Repair",
    "Revision",
    "Role",
    "Source",
    "Span",
    "Tier",
    "Versions",
    "Where",
]
