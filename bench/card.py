"""Scores of cleanarc on pages that its model has not seen: those of the cross-validation, from the model's card."""

import re
from pathlib import Path

from bench.results import Quality
from bench.systems import CORPORA
from training.corpora import digest_of, read_corpus

_ROW = re.compile(r"^\| (\w+)" + r" \| ([01]\.\d+)" * 5 + r" \|$", re.M)


def cross_validated(card: Path, corpora: Path) -> dict[str, Quality]:
    """The scores by corpus. Raises ValueError where they are of other pages than those of the peers."""
    text = card.read_text("utf-8")
    if digest_of([page for corpus in CORPORA for page in read_corpus(corpora / corpus)]) not in text:
        raise ValueError(f"{card} tells of other pages than those in {corpora}: run make train on these first")
    return {corpus: Quality(*map(float, numbers)) for corpus, *numbers in _ROW.findall(text)}
