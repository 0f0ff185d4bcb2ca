"""Trains both models on corpora of pages with gold text, tests them by registered domain, writes them with cards."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cleanarc.cleaning.judge import line_model, model
from training.card import LINES, PAGES, raise_floors, told, write_card
from training.corpora import GoldPage, digest_of, folds_of, read_corpus
from training.lines import EXTRACTED, FLAT, cross_validate_lines, learn_lines
from training.rounds import FOLDS
from training.score import Score
from training.train import cross_validate, learn, prepare
from training.write import write_line_model, write_model

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class _Places:
    """Where models, and cards with floors, are written."""

    models: Path
    cards: Path


def main() -> int:
    """Gives 1 when a score fell below its floor; the model is then left as it was."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder that holds the corpora")
    parser.add_argument("--names", default="articles,news", help="corpora to use, parted by commas")
    parser.add_argument("--out", type=Path, help="folder for models, cards and floors; by default their own places")
    options = parser.parse_args()
    places = _Places(options.out or model.PATH.parent, options.out or _HERE)
    names = options.names.split(",")
    holds = _train_pages([page for name in names for page in read_corpus(options.corpora / name)], places)
    texts = [options.corpora / f"{name}{form}" for name in names for form in (FLAT, EXTRACTED)]
    if all(folder.is_dir() for folder in texts):
        holds &= _train_lines([page for folder in texts for page in read_corpus(folder)], places)
    return 0 if holds else 1


def _train_pages(pages: list[GoldPage], places: _Places) -> bool:
    """The model of HTML pages; gives whether it was written."""
    learnt = prepare(pages, folds_of([page.domain for page in pages], FOLDS))
    made = learn(learnt)
    scores = cross_validate(learnt, made)
    if not _hold(scores, places):
        return False
    final = made.final
    facts = _facts_of(pages) | {
        "box names": len(final.names),
        "trees": f"{len(final.first.leaf)} + {len(final.second.leaf)}",
        "numbers of a block": f"{len(final.first.columns)} + {len(final.second.columns)}",
        "bytes": write_model(places.models / model.PATH.name, final),
    }
    write_card(places.cards / "MODEL.md", PAGES, facts, scores)
    return True


def _train_lines(texts: list[GoldPage], places: _Places) -> bool:
    """The model of plain texts; gives whether it was written."""
    folds = folds_of([text.domain for text in texts], FOLDS)
    made = learn_lines(texts, folds)
    scores = cross_validate_lines(texts, folds, made)
    if not _hold(scores, places):
        return False
    forests = (made.final.form, made.final.first, made.final.second)
    facts = _facts_of(texts) | {
        "trees": " + ".join(str(len(forest.leaf)) for forest in forests),
        "numbers of a text, and of a line": " + ".join(str(len(forest.columns)) for forest in forests),
        "bytes": write_line_model(places.models / line_model.PATH.name, made.final),
    }
    write_card(places.cards / "LINES.md", LINES, facts, scores)
    return True


def _hold(scores: dict[str, Score], places: _Places) -> bool:
    """Prints the scores, and raises the floors to them where none fell below its own."""
    for name, score in scores.items():
        print(f"{name}: {told(score)}", flush=True)
    fallen: Sequence[str] = raise_floors(places.cards / "floors.json", scores)
    if fallen:
        print("\n".join(fallen), file=sys.stderr)
    return not fallen


def _facts_of(pages: list[GoldPage]) -> dict[str, object]:
    return {
        "pages": len(pages),
        "registered domains": len({page.domain for page in pages}),
        "corpora, SHA-256": digest_of(pages),
    }


if __name__ == "__main__":
    raise SystemExit(main())
