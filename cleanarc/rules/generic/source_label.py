"""A line that says where the text comes from: "Source: …", "Originally published in …", "In <paper>" in a digest."""

from collections.abc import Iterator

from cleanarc.model import Kind, Proposal, Role
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY, page
from cleanarc.rules.folding import bare
from cleanarc.rules.frame import is_prefixed_name
from cleanarc.rules.frame_words import frame_words
from cleanarc.rules.line import Line
from cleanarc.rules.view import View

_ROLES = {Role.PARAGRAPH, Role.LINE}
_LABELLED_WORDS = 14


def _propose(view: View) -> Iterator[Proposal]:
    prose = [line.index for line in view.prose]
    framed = {line.index for line in view.frame.lines}
    for line in view.lines:
        at_edge = not prose or line.index < prose[0] or line.index > prose[-1] or line.index in framed
        if at_edge and line.role in _ROLES and (label := _label(line)):
            yield RULE.remove(line, f"the whole line names a source, after {label!r}")
    yield from _digest_label(view)


def _label(line: Line) -> str | None:
    """The label that a line opens with, when a name and no more stands behind it."""
    label = _opening_label(line.folded) if line.words <= _LABELLED_WORDS else None
    dated = label is not None and any(char.isdigit() for char in line.text) and "://" not in line.text
    return None if dated else label


def _opening_label(folded: str) -> str | None:
    labels = frame_words().source_labels
    head, colon, rest = folded.partition(":")
    if colon and rest.strip() and head.strip() in labels:
        return head.strip()
    words = folded.split()
    openings = (" ".join(words[:n]) for n in range(min(8, len(words) - 1), 2, -1))
    return next((opening for opening in openings if opening in labels), None)


def _digest_label(view: View) -> Iterator[Proposal]:
    """The first line "In <paper>" above a headline, when a link label for a source stands at the end."""
    title = view.frame.title
    first = view.frame.lines[0] if view.frame.lines else None
    if title is None or first is None or first.index >= title.index or not is_prefixed_name(first.text):
        return
    if _ends_with_source(view):
        yield RULE.remove(first, "a preposition and a name above the headline, and a link to the source at the end")


def _ends_with_source(view: View) -> bool:
    tails = frame_words().tails
    last = view.lines[-1]
    if tails.get(last.bare) == Kind.SOURCE:
        return True
    words = last.folded.split()
    return any(tails.get(bare(" ".join(words[-n:]))) == Kind.SOURCE for n in range(1, min(4, len(words)) + 1))


def _example(label: str, *below: str) -> Example:
    return Example(page(label, *below), (label,))


RULE = Rule(
    name="source-label",
    code="F10",
    kind=Kind.SOURCE,
    why="Where a text was taken from is kept as metadata; it is no sentence of the article.",
    risk="A short line of a text that ends with the word for a source and opens with a preposition.",
    removes=(
        _example("In Lindmouth Post", "Harbour reopens after dredging", f"{BODY['en']} Source"),
        _example("Aus Lindmünder Bote", "Hafen wieder für Schiffe offen", f"{BODY['de']} Quelle"),
        _example("Fuente: El Diario de Lindemar", BODY["es"]),
        Example(
            page(BODY["en"], "Originally published in The Lindmouth Post"),
            ("Originally published in The Lindmouth Post",),
        ),
        Example(page(BODY["zh"], "来源：林德日报"), ("来源：林德日报",)),
        Example(page(BODY["ru"], "Источник: «Линдская правда»"), ("Источник: «Линдская правда»",)),
    ),
    keeps=(
        page("In Lindmouth Bay", "Harbour reopens after dredging", BODY["en"]),
        page(BODY["en"], "Source: the harbour master spoke to us, and so did his sons who were there.", BODY["en"]),
        page(BODY["en"], "Sources: wood and rope", BODY["en"]),
    ),
    propose=_propose,
)
