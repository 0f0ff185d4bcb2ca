"""The label of a link or a badge that got glued to an article's last sentence: "… the port said. Source"."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from cleanarc.model import Kind, Proposal, Role, Span
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.folding import bare, fold
from cleanarc.rules.frame_words import frame_words
from cleanarc.rules.line import Line
from cleanarc.rules.prose import ends_sentence, is_prose
from cleanarc.rules.tails import is_set_off, tail_of
from cleanarc.rules.view import View

_ORPHAN_WORDS = range(2, 8)
_ENDED_SHARE = 0.8
"""Share of a text's paragraphs that must end as sentences do before one that does not is taken for odd."""

_BODY = "The harbour of Lindmouth reopened on Monday after six weeks of dredging, the port authority said"


def _propose(view: View) -> Iterator[Proposal]:
    above = view.frame.body.index if view.frame.body else 0
    below = [line for line in view.lines[above:] if line.role is Role.PARAGRAPH]
    tails = {line.index: tail for line in below if (tail := tail_of(line))}
    prose = [line for line in below if line.index in tails or is_prose(line)]
    labelled = [(view.lines[n], *found) for n, tail in tails.items() if (found := _labelled_tail(view.lines[n], tail))]
    times = Counter(label for *_, label in labelled)
    for line, behind, kind, label in labelled:
        again = times[label] > 1
        if line is prose[-1] or again:
            where = "behind several paragraphs" if again else "behind the last sentence"
            yield RULE.remove(_in(line, behind), f"the link label {label!r} is glued on {where}", kind=Kind(kind))
    if prose and not any(line is prose[-1] for line, *_ in labelled) and (span := _orphan(prose, tails)):
        yield RULE.remove(
            _in(prose[-1], span), "no sentence: it starts small behind the last full stop and has no end", score=0.8
        )


def _in(line: Line, span: Span) -> Span:
    return Span(line.span.start + span.start, line.span.start + span.end)


def _labelled_tail(line: Line, tail: re.Match[str]) -> tuple[Span, str, str] | None:
    if line.words <= 3:
        return None
    label = bare(fold(tail["tail"]))
    kind = frame_words().tails.get(label)
    return (Span(tail.start("gap"), len(line.text)), kind, label) if kind and is_set_off(tail) else None


def _orphan(prose: list[Line], tails: Mapping[int, re.Match[str]]) -> Span | None:
    """A phrase in small letters behind the last sentence of a text whose sentences all start large and end."""
    *others, last = prose
    tail = tails.get(last.index)
    if tail is None or not tail["gap"] or len(tail["tail"].split()) not in _ORPHAN_WORDS:
        return None
    before = re.search(r"([^\W\d_]+)$", last.text[: tail.start()])
    if not tail["tail"][0].islower() or before is None or not (len(before[1]) >= 4 and before[1].islower()):
        return None
    ended = sum(ends_sentence(line.text) for line in others)
    started = sum(not line.text.lstrip("\"'“”‘’«„ ")[:1].islower() for line in others)
    # One start in small letters is pardoned: a lost drop cap.
    enough = len(others) >= 2 and ended >= _ENDED_SHARE * len(others) and started >= len(others) - 1
    return Span(tail.start("gap"), len(last.text)) if enough else None


RULE = Rule(
    name="glued-tail",
    code="F07",
    kind=Kind.BOILERPLATE,
    why="The label of a link or button below the text, which lost its line on the way.",
    risk="A text that is cut off in mid-sentence behind an abbreviation.",
    removes=(
        Example(f"{_BODY}. Source", ("Source",)),
        Example(f"{_BODY}.\n\n{_BODY}. Quelle", ("Quelle",)),
        Example(f"{_BODY}.\n\n{_BODY}. Lire la suite\n\nPartager", ("Lire la suite",)),
        Example(f"{_BODY}. Источник", ("Источник",)),
        Example(f"{_BODY}. Leer más →\n\n{_BODY}. Leer más →\n\n{_BODY}.", ("Leer más →", "Leer más →")),
        Example("林德港在经历六周的疏浚工程之后于星期一重新开放，首批货船已经顺利进港停靠。阅读原文", ("阅读原文",)),
        Example(
            f"{_BODY}.\n\n{_BODY}.\n\n{_BODY}.\n\n{_BODY} yesterday. a partner in online marketing",
            ("a partner in online marketing",),
        ),
    ),
    keeps=(
        f"{_BODY}, naming its source",
        f"{_BODY}. The harbour master gave no source.",
        f"{_BODY}.\n\n{_BODY}.\n\n{_BODY}.\n\nThe gates open again at about 3 p.m. local time",
        f"{_BODY}.\n\n{_BODY}.\n\n{_BODY}.\n\nThe pilot was Dr. von Beispiel",
        f"{_BODY}. Source\n\n{_BODY}.",
    ),
    propose=_propose,
)
