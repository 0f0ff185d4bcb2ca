"""Whether a plain text holds all lines of a page or is an article that an extractor made, by its lines as a whole.

Of a page menus stand above the first paragraph and a footer below the last; an extractor leaves a line here and there.
"""

from collections.abc import Sequence

import numpy as np

from cleanarc.cleaning.judge.arrays import Columns
from cleanarc.cleaning.judge.lines import Lines
from cleanarc.model import Removal
from cleanarc.rules.view import View

_FEW_WORDS = 6
_PROSE = 30
_PARAGRAPH = 60
"""Units of prose from which a line is no short one, and from which it is a paragraph."""
_EDGE = 15
"""Lines at either end of a text that are looked at by themselves."""
_MOST = 50
_MARKS = frozenset("-*•+")


def form_numbers(view: View, lines: Lines, removals: Sequence[Removal]) -> Columns:
    """The numbers of a text as a whole: columns of one row. `removals` are what rules propose of it."""
    texts = [line.text for line in view.lines]
    size = len(texts)
    short = np.array([line.words < _FEW_WORDS for line in view.lines]) & (lines.good <= _PROSE)
    paragraphs = np.flatnonzero(lines.good > _PARAGRAPH)
    first, last = (int(paragraphs[0]), int(paragraphs[-1])) if len(paragraphs) else (size, 0)
    numbers = {
        "lines": np.log1p(size),
        "short": short.mean(),
        "short_head": short[:_EDGE].mean(),
        "short_tail": short[-_EDGE:].mean(),
        "before_prose": min(first, _MOST),
        "after_prose": min(size - 1 - last, _MOST),
        "good_share": lines.good.sum() / max(float(lines.units.sum()), 1.0),
        "mean": np.log1p(lines.units.mean()),
        "mean_head": np.log1p(lines.units[:_EDGE].mean()),
        "mean_tail": np.log1p(lines.units[-_EDGE:].mean()),
        "median": np.log1p(np.median(lines.units)),
        "repeated": 1 - len(set(texts)) / size,
        "listed": np.mean([text[0] in _MARKS for text in texts]),
        "capitals": np.mean([text.isupper() for text in texts]),
        "told": len(removals) / size,
        "gaps": (lines.gap > 1).mean(),
        "indents": min(len(np.unique(lines.indent)), _MOST),
    }
    return {name: np.array([value], np.float32) for name, value in numbers.items()}
