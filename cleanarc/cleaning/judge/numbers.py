"""The numbers of a page's blocks: what they are made of, and what stands in and around their boxes.

Sums over containers, styles and neighbours are taken by numpy. Nothing here knows a word of any language: names of
classes count by `names`, and what lines say counts in `words`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cleanarc.cleaning.html.blocks import Piece
from cleanarc.cleaning.html.tree import Tree
from cleanarc.cleaning.judge.arrays import Array, Columns, Floats, Ints
from cleanarc.cleaning.judge.elements import SECTIONS, TAG_CODES, Elements, elements_of
from cleanarc.cleaning.judge.names import Names
from cleanarc.model import Role
from cleanarc.rules.box_names import BoxName

_LEVELS = 6
_SENTENCE_ENDS = frozenset(".!?…。！？।؟")
_CLOSING = "\"'”’»)]】」』› \xa0"
_DENSE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ROLES = {role: code for code, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page as arrays, and the elements around them."""

    elements: Elements
    box: Ints
    holder: Ints
    start: Ints
    units: Floats
    link: Floats
    good: Floats
    texts: list[str]

    def __len__(self) -> int:
        return len(self.texts)

    def box_name(self, n: int) -> BoxName | None:
        """The nearest name around a block that tells a kind of boilerplate."""
        return self.elements.boxes[int(self.holder[n])]

    def range_of(self, places: Array) -> tuple[Array, Array]:
        """The first of the blocks that stand in each element, and the one after the last."""
        return np.searchsorted(self.start, places), np.searchsorted(self.start, self.elements.end[places])


def running(values: Array) -> Array:
    """Sums of the values before each, and of all."""
    return np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))


def blocks_of(tree: Tree, pieces: Sequence[Piece], names: Names) -> tuple[Blocks, Columns]:
    texts = [piece.text for piece in pieces]
    sample = "".join(texts)[:20_000]
    dense = 1.0 if sample.isascii() else 1.0 + 1.5 * len(_DENSE.findall(sample)) / len(sample)
    units = np.array([len(text) for text in texts], np.float32) * np.float32(dense)
    link = np.array([piece.link_chars for piece in pieces], np.float32) * np.float32(dense)
    words = np.array([text.count(" ") + 1 for text in texts], np.float32)
    commas = np.array([text.count(",") + text.count("，") + text.count("、") for text in texts], np.float32)
    ends = np.array([_ends_sentence(text) for text in texts], np.float32)
    share = link / units
    good = np.where((share < 0.4) & ((ends > 0) | (commas > 0)), np.maximum(units - link - 30, 0), 0).astype(np.float32)
    places = np.array([(piece.box, piece.holder, piece.start) for piece in pieces], np.int32).T
    elements = elements_of(tree, (piece.holder for piece in pieces), names)
    blocks = Blocks(elements, places[0], places[1], places[2], units, link, good, texts)
    columns: Columns = {
        "units": np.log1p(units),
        "words": np.log1p(words),
        "word_length": units / words,
        "share": share,
        "links": np.array([piece.links for piece in pieces], np.float32),
        "commas": commas / words,
        "ends": ends,
        "stops": np.array([text.count(". ") + text.count("。") for text in texts], np.float32),
        "lower": np.array([text[0].islower() for text in texts], np.float32),
        "digits": np.array([text[0].isdigit() or text[-1].isdigit() for text in texts], np.float32),
        "colon": np.array([text[-1] in ":：" for text in texts], np.float32),
        "role": np.array([_ROLES[piece.role] for piece in pieces], np.float32),
    }
    return blocks, columns


def _ends_sentence(text: str) -> bool:
    return text[-1] in _SENTENCE_ENDS or text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def placed(blocks: Blocks) -> Columns:
    """Where each block stands: its element, the names around it, and how far down the page."""
    elements, box, holder = blocks.elements, blocks.box, blocks.holder
    size = len(blocks)
    at = np.arange(size, dtype=np.float32)
    within = elements.within[holder]
    columns: Columns = {
        "tag": elements.tag[box],
        "holder_tag": elements.tag[holder],
        "own": elements.own[holder],
        "own_box": elements.own[box],
        "low": elements.low[holder],
        "high": elements.high[holder],
        "depth": elements.depth[holder],
        "at": at / size,
        "size": np.full(size, np.log1p(size)),
    }
    for n, name in enumerate(SECTIONS):
        columns[f"in_{name}"] = (within >> n) & 1
    h1 = np.flatnonzero(elements.tag[box] == TAG_CODES["h1"])
    columns["after_h1"] = np.clip(at - (h1[0] if len(h1) else -1), -30, 60)
    return columns


def contained(blocks: Blocks) -> Columns:
    """What stands in the boxes around each block, from its own outwards."""
    elements = blocks.elements
    total = max(float(blocks.good.sum()), 1.0)
    c_good, c_units, c_link = running(blocks.good), running(blocks.units), running(blocks.link)
    at = np.arange(len(blocks))
    columns: Columns = {
        "total": np.full(len(blocks), np.log1p(total)),
        "good_before": c_good[:-1] / total,
        "good_after": (c_good[-1] - c_good[1:]) / total,
    }
    around = blocks.box
    for level in range(_LEVELS):
        first, last = blocks.range_of(around)
        units = np.maximum(c_units[last] - c_units[first], 1)
        good = c_good[last] - c_good[first]
        columns[f"c{level}_good"] = good / total
        columns[f"c{level}_link"] = (c_link[last] - c_link[first]) / units
        columns[f"c{level}_units"] = np.log1p(units)
        columns[f"c{level}_count"] = np.log1p(last - first)
        if 0 < level < 4:
            columns[f"c{level}_density"] = good / units
            columns[f"c{level}_own"] = elements.own[around]
            columns[f"c{level}_tag"] = elements.tag[around]
        around = elements.parent[around]
    for reach in (3, 8):
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(blocks))
        units = np.maximum(c_units[high] - c_units[low], 1)
        columns[f"around{reach}_link"] = (c_link[high] - c_link[low]) / units
    return columns


def grouped(blocks: Blocks) -> Columns:
    """What stands directly in the same container, and in boxes of the same style anywhere on the page."""
    elements = blocks.elements
    total = max(float(blocks.good.sum()), 1.0)
    keys = {
        "direct": elements.parent[blocks.box],
        "style": elements.style[blocks.holder],
        "boxes": elements.style[blocks.box],
    }
    columns: Columns = {}
    for name, key in keys.items():
        size = np.bincount(key)
        units = np.maximum(np.bincount(key, blocks.units), 1)
        good = np.bincount(key, blocks.good)
        columns[f"{name}_good"] = (good / total)[key]
        columns[f"{name}_density"] = (good / units)[key]
        columns[f"{name}_link"] = (np.bincount(key, blocks.link) / units)[key]
        columns[f"{name}_mean"] = np.log1p(units / np.maximum(size, 1))[key]
        columns[f"{name}_count"] = np.log1p(size)[key]
    return columns


def centred(blocks: Blocks, weight: Floats, prefix: str) -> Columns:
    """How each block stands to the container that holds most of the weight directly, and to the smallest ones that
    hold half, four fifths and nearly all of it."""
    elements = blocks.elements
    size = len(blocks)
    at = np.arange(size)
    total = max(float(weight.sum()), 1e-6)
    c_weight = running(weight)
    container = elements.parent[blocks.box]
    held = np.bincount(container, weight, minlength=len(elements.parent))
    held = held + 0.5 * np.bincount(elements.parent[container], weight, minlength=len(elements.parent))
    best = int(np.argmax(held))
    first, last = (int(at) for at in blocks.range_of(np.array(best)))
    columns: Columns = {
        "best_share": np.full(size, held[best] / total),
        "best_inside": (at >= first) & (at < last),
        "best_before": np.clip(first - at, 0, 50),
        "best_after": np.clip(at - last + 1, 0, 50),
        "best_at": (at - first) / max(last - first, 1),
        "best_depth": elements.depth[blocks.box] - elements.depth[best],
        "best_tag": np.full(size, elements.tag[best]),
    }
    up = blocks.box
    steps = np.full(size, 9)
    for level in range(8):
        reached = (up <= best) & (elements.end[up] > best) & (steps == 9)
        steps = np.where(reached, level, steps)
        up = elements.parent[up]
    columns["best_up"] = steps
    every = np.arange(len(elements.parent), dtype=np.int32)
    starts, ends = blocks.range_of(every)
    share = (c_weight[ends] - c_weight[starts]) / total
    for percent in (50, 80, 95):
        inmost = int(np.flatnonzero(share >= percent / 100)[-1]) if total > 1e-6 else 0
        first, last = int(starts[inmost]), int(ends[inmost])
        columns[f"in{percent}"] = (at >= first) & (at < last)
        columns[f"in{percent}_size"] = np.full(size, (last - first) / size)
        columns[f"in{percent}_depth"] = elements.depth[blocks.box] - elements.depth[inmost]
    return {f"{prefix}{name}": values for name, values in columns.items()}


def neighboured(columns: Columns, size: int) -> Columns:
    """The numbers of the blocks before and after."""
    found: Columns = {}
    for name in ("units", "share", "ends"):
        padded = np.concatenate(([0], columns[name], [0]))
        found[f"{name}-1"], found[f"{name}+1"] = padded[:size], padded[2:]
    return found


def numbers_of(tree: Tree, pieces: Sequence[Piece], names: Names) -> tuple[Blocks, Columns]:
    """The blocks of a page, and a column for each of their numbers."""
    blocks, columns = blocks_of(tree, pieces, names)
    columns |= placed(blocks)
    columns |= contained(blocks)
    columns |= grouped(blocks)
    columns |= centred(blocks, blocks.good, "")
    columns |= neighboured(columns, len(blocks))
    return blocks, columns
