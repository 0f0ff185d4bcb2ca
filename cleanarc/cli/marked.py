"""A page with its ledger drawn in: what `explain` shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text

from cleanarc.model import CleanResult, Keep, Ledger, Page, Removal, Repair, Span

Decision = Removal | Repair | Keep


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the page's text, and what was decided on it; None where it just stays."""

    text: str
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a mark is drawn: the brackets around the page's text, and its style."""

    opens: str
    closes: str
    style: str


REMOVED = Look("[-", "-]", "red strike")
ADDED = Look("{+", "+}", "green")
KEPT = Look("[=", "=]", "cyan")
NOTE = "dim yellow"


def marked(result: CleanResult, *, colour: bool) -> Text:
    """The page as styled text, or where there is no colour with brackets written out.

    Behind each mark stands {rule, kind: evidence}. Neighbours that one rule removed on the same evidence share a mark.
    """
    text = Text()
    for piece in _joined(pieces(result.page, result.ledger)):
        _draw(text, piece, colour=colour)
    return text


def pieces(page: Page, ledger: Ledger) -> Iterator[Piece]:
    """The page's text cut where something was decided: joined again, it is the whole page.

    Of a protected stretch, what a stronger rule took all the same shows as removed.
    """
    at = 0
    edits: list[Removal | Repair] = [*ledger.removals, *ledger.repairs]
    for edit in sorted(edits, key=lambda e: e.span):
        yield from _between(page, ledger.keeps, Span(at, edit.span.start))
        yield Piece(page.text[edit.span.start : edit.span.end], edit)
        at = edit.span.end
    yield from _between(page, ledger.keeps, Span(at, len(page.text)))


def _between(page: Page, keeps: Iterable[Keep], gap: Span) -> Iterator[Piece]:
    at = gap.start
    for keep in sorted(keeps, key=lambda k: k.span):
        start, end = max(at, keep.span.start), min(gap.end, keep.span.end)
        if start < end:
            if at < start:
                yield Piece(page.text[at:start])
            yield Piece(page.text[start:end], keep)
            at = end
    if at < gap.end:
        yield Piece(page.text[at : gap.end])


def _joined(found: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with those made one that differ in nothing but their place and have only white space between."""
    held: list[Piece] = []
    for piece in found:
        if held and _alike(held[0].decision, piece.decision):
            held = [Piece("".join(p.text for p in [*held, piece]), piece.decision)]
        elif len(held) == 1 and held[0].decision and not piece.decision and not piece.text.strip():
            held.append(piece)
        else:
            yield from held
            held = [piece]
    yield from held


def _alike(one: Decision | None, other: Decision | None) -> bool:
    if one is None or other is None or isinstance(one, Repair):
        return False
    return one._replace(span=other.span) == other


def _draw(text: Text, piece: Piece, *, colour: bool) -> None:
    body = piece.text.strip()
    lead, _, trail = piece.text.partition(body) if body else (piece.text, "", "")
    text.append(lead)
    match piece.decision:
        case None:
            text.append(body)
        case Removal() as removal:
            mark(text, body, REMOVED, colour=colour)
            text.append(f" {{{removal.rule}, {removal.kind}: {removal.evidence}}}", NOTE)
        case Repair() as repair:
            mark(text, body, REMOVED, colour=colour)
            mark(text, repair.text, ADDED, colour=colour)
            text.append(f" {{{repair.rule}: {repair.evidence}}}", NOTE)
        case Keep() as keep:
            mark(text, body, KEPT, colour=colour)
            text.append(f" {{kept by {keep.rule}: {keep.evidence}}}", NOTE)
    text.append(trail)


def mark(text: Text, body: str, look: Look, *, colour: bool) -> None:
    """Adds a marked stretch to a text: styled, or where there is no colour between brackets."""
    text.append(body if colour else f"{look.opens}{body}{look.closes}", look.style)
