"""The versions of one article, and what changed from each to the next. Reads only."""

from cleanarc.tools.revisions.compare import Change, ChangeKind, Piece
from cleanarc.tools.revisions.history import History, Version, revisions

__all__ = ["Change", "ChangeKind", "History", "Piece", "Version", "revisions"]
