"""What is told of a model: its card, and floors that its scores must not fall below."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from training.score import Score

_MEASURES = ("precision", "recall", "f1", "exact", "word_f1")
_SLACK = {"exact": 0.01}
_USUAL_SLACK = 0.002
"""What a score may fall below its floor, as a change elsewhere moves single pages. Training with another seed alone
moves the share of pages of which all near blocks are judged rightly by .009."""


PAGES = (
    "Tells the blocks of an HTML page that are its article from those that are not. Made by `make train`; read by",
    "`cleanarc/cleaning/judge` in plain numpy. Two rounds of gradient-boosted trees: the first sees the markup of all",
    "blocks, the second the likely ones again, with the first's chances around them, what they say and what rules say",
    "of them. No words of articles, no names of sites: box names count only when eight sites or more use them.",
    "",
    "The settings of the trees were chosen among two dozen by these very folds: expect somewhat less on other",
    "pages, above all of exactness.",
)
LINES = (
    "Tells a plain text that holds all lines of a page from an article that an extractor made, and in the former the",
    "lines of the article from the others. Made by `make train`; read by `cleanarc/cleaning/judge` in plain numpy. One",
    "forest for the text as a whole, two for its lines: the second sees the chances that the first gave around them.",
    "No words of articles, no names of sites. Articles that an extractor made are left to the rules.",
)


def write_card(path: Path, about: Sequence[str], facts: Mapping[str, object], scores: Mapping[str, Score]) -> None:
    """Writes the card as Markdown; `about` are the lines that it opens with, PAGES or LINES."""
    lines = ["# Model card", "", *about, "", "| | |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in facts.items()]
    lines += ["", "Cross-validated by registered domain, whole pipeline:", ""]
    lines += [f"| corpus | {' | '.join(_MEASURES)} |", f"|---|{'---|' * len(_MEASURES)}"]
    lines += [
        f"| {name} | {' | '.join(f'{getattr(score, m):.3f}' for m in _MEASURES)} |" for name, score in scores.items()
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def told(score: Score) -> str:
    """A score on one line."""
    return " ".join(f"{measure} {getattr(score, measure):.3f}" for measure in _MEASURES)


def raise_floors(path: Path, scores: Mapping[str, Score]) -> Sequence[str]:
    """Raises the floors to what was reached, and tells which scores fell below theirs; then nothing is written."""
    floors: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    fallen = [
        f"{name} {measure}: {getattr(scores[name], measure):.4f} is below its floor {floor:.4f}"
        for name, measures in floors.items()
        for measure, floor in measures.items()
        if name in scores and getattr(scores[name], measure) < floor - _SLACK.get(measure, _USUAL_SLACK)
    ]
    if not fallen:
        for name, score in scores.items():
            old = floors.get(name, {})
            floors[name] = {m: max(old.get(m, 0.0), round(getattr(score, m), 4)) for m in _MEASURES}
        path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
    return fallen
