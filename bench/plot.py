"""F1 against speed as a picture: a panel for each corpus, in SVG that follows the reader's light or dark colours."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from bench.results import Results
from bench.systems import CORPORA, OURS, SYSTEMS

WIDTH, HEIGHT, MARGIN = 400.0, 340.0, 44.0
"""Of a panel with its margins, and the margin on each side, in pixels."""
_LETTER, _LINE, _GAP = 6.2, 13.0, 8.0
_SPEEDS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
_STEP = 0.05

_STYLE = """
    text { font: 11px system-ui, sans-serif; fill: #57606a }
    .title { font-size: 13px; font-weight: 600; fill: #1f2328 }
    .ground { fill: #ffffff } .grid { stroke: #d8dee4 } .lead { stroke: #8c959f }
    .peer { fill: #6e7781 } .ours { fill: #cf222e; font-weight: 600 }
    @media (prefers-color-scheme: dark) {
      text { fill: #9198a1 } .title { fill: #f0f6fc }
      .ground { fill: #0d1117 } .grid { stroke: #2f353d } .lead { stroke: #6e7681 }
      .peer { fill: #9198a1 } .ours { fill: #ff7b72 }
    }"""


@dataclass(frozen=True, slots=True)
class Point:
    """A system in a panel: times as fast as trafilatura, and its F1."""

    name: str
    speed: float
    f1: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: "Box") -> float:
        """The area of both."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point of it that is nearest to another."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where speeds (logarithmic) and F1 (from `lowest` to 1) are in a panel."""

    slowest: float
    fastest: float
    lowest: float

    def x(self, speed: float) -> float:
        share = math.log(speed / self.slowest) / math.log(self.fastest / self.slowest)
        return MARGIN + share * (WIDTH - 2 * MARGIN)

    def y(self, f1: float) -> float:
        return MARGIN + (1 - f1) / (1 - self.lowest) * (HEIGHT - 2 * MARGIN)


def plot(results: Results) -> str:
    """The picture, the same for the same results. Systems without both a speed and a quality are left out."""
    panels = [_points(results, corpus) for corpus in CORPORA]
    scale = _scale([point for points in panels for point in points])
    width = WIDTH * len(panels)
    drawn = "\n".join(
        f'  <g transform="translate({n * WIDTH:g} 0)">\n{_panel(corpus, points, scale)}\n  </g>'
        for n, (corpus, points) in enumerate(zip(CORPORA, panels, strict=True))
    )
    size = f'width="{width:g}" height="{HEIGHT:g}"'
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {HEIGHT:g}" {size} role="img">
  <title>F1 against speed, of {OURS} and its peers</title>
  <style>{_STYLE}
  </style>
  <rect class="ground" {size} rx="6"/>
{drawn}
</svg>
"""


def _points(results: Results, corpus: str) -> list[Point]:
    """Each package as it is called when it does best, the fastest first."""
    best: dict[str, Point] = {}
    for system in SYSTEMS:
        speed, quality = results.speed.get(system.name), results.quality[corpus].get(system.name)
        if speed and quality and (system.package not in best or quality.f1 > best[system.package].f1):
            best[system.package] = Point(system.name, speed.ratio, quality.f1)
    return sorted(best.values(), key=lambda point: (-point.speed, point.name))


def _scale(points: Sequence[Point]) -> Scale:
    """One for all panels, so that they can be compared."""
    slowest, fastest = min(point.speed for point in points), max(point.speed for point in points)
    lowest = math.floor(min(point.f1 for point in points) / _STEP) * _STEP
    return Scale(slowest / 1.3, fastest * 1.5, min(lowest, 1 - _STEP))


def _panel(corpus: str, points: Sequence[Point], scale: Scale) -> str:
    bottom, right = HEIGHT - MARGIN, WIDTH - MARGIN
    lines = [f'    <text class="title" x="{MARGIN:g}" y="24">{escape(corpus)}</text>']
    for speed in (speed for speed in _SPEEDS if scale.slowest <= speed <= scale.fastest):
        lines.append(_line(scale.x(speed), MARGIN, scale.x(speed), bottom))
        lines.append(_text(scale.x(speed), bottom + 15, f"{speed:g}", "middle"))
    for step in range(round((1 - scale.lowest) / _STEP) + 1):
        f1 = 1 - step * _STEP
        lines.append(_line(MARGIN, scale.y(f1), right, scale.y(f1)))
        lines.append(_text(MARGIN - 6, scale.y(f1) + 4, f"{f1:.2f}", "end"))
    lines.append(_text(right, HEIGHT - 10, "times as fast as trafilatura →", "end"))
    lines.append(_text(MARGIN - 6, MARGIN - 12, "F1 ↑", "end"))
    return "\n".join([*lines, *_labelled(points, scale)])


def _labelled(points: Sequence[Point], scale: Scale) -> Iterable[str]:
    """Dots with their names, each name where it covers least of what is there."""
    centres = [(point, scale.x(point.speed), scale.y(point.f1)) for point in points]
    taken = [Box(x - 5, y - 5, x + 5, y + 5) for _, x, y in centres]
    for point, x, y in centres:
        kind = "ours" if point.name == OURS else "peer"
        box = min(_places(point.name, x, y), key=lambda place: _covered(place, taken))
        taken.append(box)
        end = box.nearest(x, y)
        if math.dist((x, y), end) > _GAP:
            yield _line(x, y, *end, kind="lead")
        yield f'    <circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
        yield _text(box.left, box.bottom - 3, point.name, "start", "ours" if kind == "ours" else "name")


def _places(name: str, x: float, y: float) -> Iterable[Box]:
    """Where a name may stand by its dot: best beside it, else above or below."""
    width = len(name) * _LETTER
    lefts = (x + _GAP, x - _GAP - width, x - width / 2)
    for rise in (0.0, -_LINE, _LINE, -2 * _LINE, 2 * _LINE):
        for left in lefts:
            top = y - _LINE / 2 + rise
            yield Box(left, top, left + width, top + _LINE)


def _covered(place: Box, taken: Iterable[Box]) -> float:
    """How much of other names and dots a name covers, and how much of it is beyond the panel."""
    area = (place.right - place.left) * (place.bottom - place.top)
    beyond = area - place.shared(Box(MARGIN, MARGIN, WIDTH - 4, HEIGHT - MARGIN))
    return beyond + sum(place.shared(other) for other in taken)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str = "grid") -> str:
    return f'    <line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str, kind: str = "axis") -> str:
    return f'    <text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
