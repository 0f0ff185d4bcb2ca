"""Trains the model on corpora of pages with gold text, tests it by registered domain, and writes it with its card."""

import argparse
import sys
from pathlib import Path

from cleanarc.cleaning.judge.model import PATH
from training.card import raise_floors, told, write_card
from training.corpora import digest_of, folds_of, read_corpus
from training.train import FOLDS, cross_validate, learn, prepare
from training.write import write_model

_HERE = Path(__file__).parent


def main() -> int:
    """Gives 1 when a score fell below its floor; the model is then left as it was."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder that holds the corpora")
    parser.add_argument("--names", default="articles,news", help="corpora to use, parted by commas")
    parser.add_argument("--out", type=Path, help="folder for model, card and floors; by default their own places")
    options = parser.parse_args()
    pages = [page for name in options.names.split(",") for page in read_corpus(options.corpora / name)]
    learnt = prepare(pages, folds_of([page.domain for page in pages], FOLDS))
    made = learn(learnt)
    scores = cross_validate(learnt, made)
    for name, score in scores.items():
        print(f"{name}: {told(score)}")
    told_in = options.out or _HERE
    fallen = raise_floors(told_in / "floors.json", scores)
    if fallen:
        print("\n".join(fallen), file=sys.stderr)
        return 1
    size = write_model(options.out / PATH.name if options.out else PATH, made.final)
    facts = {
        "pages": len(pages),
        "registered domains": len({page.domain for page in pages}),
        "corpora, SHA-256": digest_of(pages),
        "box names": len(made.final.names),
        "trees": f"{len(made.final.first.leaf)} + {len(made.final.second.leaf)}",
        "numbers of a block": f"{len(made.final.first.columns)} + {len(made.final.second.columns)}",
        "bytes": size,
    }
    write_card(told_in / "MODEL.md", facts, scores)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
