"""The numbers of the lines of a plain text: how long and how they end, how they are set, and what stands around them.

A text that holds all lines of a page has no boxes, but much of what boxes tell shows in it: lines of a menu are short
and stand together, paragraphs are apart, and many converters set in what stands deeper.
"""

from dataclasses import dataclass

import numpy as np

from cleanarc.cleaning.judge.arrays import Array, Columns, Floats, Ints
from cleanarc.cleaning.judge.blocks import running
from cleanarc.model import Role
from cleanarc.rules.prose import ends_sentence
from cleanarc.rules.view import View

_LABEL = 30
"""Characters of each line that are not counted as prose: those of a label."""
_DENSE_WORDS = 5.0
"""Characters that a word is worth: the words of a line count two characters of a script without spaces as one."""
REACHES = (3, 8, 20)
"""Lines before and after that count as near."""
_SHARES = (50, 80, 95)
"""Percent of the prose that the shortest stretches of lines hold."""
_FAR = 40
"""Lines before and after a stretch, or to the next prose, that are told apart."""
NOTHING = 1e-6
_ROLES = {role: code for code, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text as arrays: `units` are their characters, or what their words are worth where that is more,
    `good` those that look like prose, `indent` the white space in front of them, `gap` the line ends before them."""

    units: Floats
    good: Floats
    indent: Ints
    gap: Ints

    def __len__(self) -> int:
        return len(self.units)

    @property
    def groups(self) -> dict[str, Array]:
        """What lines have in common, as numbers: the run without a blank line that they stand in, and how far they are
        set in."""
        return {"run": np.cumsum(self.gap > 1), "indent": np.minimum(self.indent, 99)}


def line_numbers(view: View) -> tuple[Lines, Columns]:
    """The lines of a view of plain text, at least one, and a column for each of their numbers."""
    lines, columns = _read(view)
    columns |= _placed(lines)
    columns |= _around(lines)
    columns |= _grouped(lines)
    columns |= centred(lines.good)
    columns |= _neighboured(columns, len(lines))
    return lines, columns


def _read(view: View) -> tuple[Lines, Columns]:
    """The lines of a view of plain text, and the numbers of each by itself."""
    texts = [line.text for line in view.lines]
    words = np.array([line.words for line in view.lines], np.float32)
    size = np.array([len(text) for text in texts], np.float32)
    units = np.maximum(size, _DENSE_WORDS * words)
    ends = np.array([ends_sentence(text) for text in texts], bool)
    prose = ends | np.array(["," in text or "，" in text or "、" in text for text in texts], bool)
    good = np.where(prose, np.maximum(units - _LABEL, 0), 0).astype(np.float32)
    indent, gap = _set(view)
    columns: Columns = {
        "units": np.log1p(units),
        "word_length": size / np.maximum(words, 1),
        "ends": ends,
        "comma": prose & ~ends,
        "role": np.array([_ROLES[line.role] for line in view.lines], np.float32),
    }
    return Lines(units, good, indent, gap), columns


def _set(view: View) -> tuple[Ints, Ints]:
    """The white space in front of each line, and the line ends between it and the one before."""
    text = view.page.text
    indents, gaps = [], []
    end = 0
    for line in view.lines:
        between = text[end : line.span.start]
        gaps.append(between.count("\n"))
        indents.append(len(between) - between.rfind("\n") - 1)
        end = line.span.end
    return np.array(indents, np.int32), np.array(gaps, np.int32)


def _placed(lines: Lines) -> Columns:
    size = len(lines)
    before = running(lines.good)
    total = max(float(before[-1]), 1.0)
    typical = _median(lines.indent, lines.good)
    return {
        "indent": np.clip(lines.indent - typical, -20, 20),
        "gap": np.minimum(lines.gap, 4),
        "gap+1": np.minimum(np.append(lines.gap[1:], 4), 4),
        "at": np.arange(size) / size,
        "size": np.full(size, np.log1p(size)),
        "total": np.full(size, np.log1p(total)),
        "good_share": np.full(size, total / max(float(lines.units.sum()), 1.0)),
        "good_before": before[:-1] / total,
        "good_after": (total - before[1:]) / total,
    }


def _median(values: Ints, weight: Floats) -> int:
    """The value in the middle, by weight."""
    order = np.argsort(values, kind="stable")
    sums = np.cumsum(weight[order], dtype=np.float64)
    return int(values[order][min(int(np.searchsorted(sums, sums[-1] / 2)), len(values) - 1)])


def _around(lines: Lines) -> Columns:
    """How much of the text near each line looks like prose, how long its lines are, and how far the next prose is."""
    size = len(lines)
    at = np.arange(size)
    good, units = running(lines.good), running(lines.units)
    columns: Columns = {}
    for reach in REACHES:
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, size)
        near = units[high] - units[low]
        columns[f"around{reach}_good"] = (good[high] - good[low]) / np.maximum(near, 1)
        columns[f"around{reach}_mean"] = np.log1p(near / (high - low))
    prose = lines.good > 0
    last = np.maximum.accumulate(np.where(prose, at, -_FAR))
    coming = np.minimum.accumulate(np.where(prose, at, size + _FAR)[::-1])[::-1]
    columns["since_prose"] = np.minimum(at - np.concatenate(([-_FAR], last[:-1])), _FAR)
    columns["until_prose"] = np.minimum(np.append(coming[1:], size + _FAR) - at, _FAR)
    return columns


def _grouped(lines: Lines) -> Columns:
    total = max(float(lines.good.sum()), 1.0)
    columns: Columns = {}
    for name, key in lines.groups.items():
        count = np.bincount(key)
        units = np.maximum(np.bincount(key, lines.units), 1)
        good = np.bincount(key, lines.good)
        columns[f"{name}_good"] = (good / total)[key]
        columns[f"{name}_density"] = (good / units)[key]
        columns[f"{name}_mean"] = np.log1p(units / np.maximum(count, 1))[key]
        columns[f"{name}_count"] = np.minimum(count, 50)[key]
    return columns


def centred(weight: Array) -> Columns:
    """How lines stand to the shortest stretches that hold half, four fifths and nearly all of a weight."""
    size = len(weight)
    at = np.arange(size)
    columns: Columns = {}
    for percent in _SHARES:
        first, last = _stretch(weight, percent / 100)
        columns[f"in{percent}_before"] = np.clip(first - at, -_FAR, _FAR)
        columns[f"in{percent}_after"] = np.clip(at - last, -_FAR, _FAR)
        columns[f"in{percent}_size"] = np.full(size, np.log1p(last - first))
    return columns


def _stretch(weight: Array, share: float) -> tuple[int, int]:
    """The first and the last line of the shortest stretch that holds a share of the weight."""
    sums = running(weight)
    total = float(sums[-1])
    if total < NOTHING:
        return 0, len(weight) - 1
    # For each first line the end of the stretch that holds enough, beyond the last line where there is none.
    ends = np.searchsorted(sums, sums[:-1] + share * total - NOTHING * total)
    lengths = np.where(ends < len(sums), ends - np.arange(len(weight)), len(sums))
    first = int(np.argmin(lengths))
    return first, int(ends[first]) - 1


def _neighboured(columns: Columns, size: int) -> Columns:
    """The numbers of the lines before and after."""
    found: Columns = {}
    for name in ("units", "ends", "role"):
        padded = np.full(size + 4, -1.0, np.float32)
        padded[2:-2] = columns[name]
        for step in (-2, -1, 1, 2):
            found[f"{name}{step:+d}"] = padded[2 + step : 2 + step + size]
    return found
