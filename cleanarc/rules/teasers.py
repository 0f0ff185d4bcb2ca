"""Lists of other articles: the headlines, teasers and dates below a heading such as "Read also"."""

from enum import Enum, auto
from itertools import takewhile

from cleanarc.model import Role
from cleanarc.rules.dates import is_date
from cleanarc.rules.line import Line
from cleanarc.rules.phrases import Strength
from cleanarc.rules.prose import ends_in_full_stop
from cleanarc.rules.view import View

_CUT = ("...", "…", "...]", "…]", "...)", "…)", "……")
_HEADLINE_WORDS = 25
_TEASER_WORDS = 60
_SENTENCE_TEASER_WORDS = 45
_SMALL_WORDS = 3
_DATE_WORDS = 10
_SURE_HEADLINE_WORDS = 4
_MOST_INSIDE = 10
"""Lines of the longest list that is believed between paragraphs of the story."""
_LINKED = 0.8


class Shape(Enum):
    """What a line looks like in a list of articles."""

    HEADLINE = auto()
    TEASER = auto()
    """Text that breaks off with an ellipsis."""
    SMALL = auto()
    """A date, a number, a name, a section."""
    PROMPT = auto()
    """Boilerplate of its own."""
    PROSE = auto()


def shape_of(view: View, line: Line) -> Shape:
    if line.index in view.prompts:
        return Shape.PROMPT
    text = line.text.rstrip()
    if line.words <= _TEASER_WORDS and text.endswith(_CUT):
        return Shape.TEASER
    if line.link_share >= _LINKED and line.words <= _TEASER_WORDS:
        return Shape.HEADLINE
    if line.words <= _SMALL_WORDS or (line.words <= _DATE_WORDS and is_date(text)):
        return Shape.SMALL
    if line.words <= _HEADLINE_WORDS and not ends_in_full_stop(text) and not text.endswith((",", ";", ":")):
        return Shape.HEADLINE
    return Shape.PROSE


class Shapes(dict[int, Shape]):
    """The shapes of a page's lines by their indexes, each found when it is first asked for."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self._view = view

    def __missing__(self, index: int) -> Shape:
        shape = self[index] = shape_of(self._view, self._view.lines[index])
        return shape


def list_below(view: View, heading: int, shapes: Shapes) -> tuple[Line, ...]:
    """The list of articles under a heading, by its line's index; empty where there is no evidence of one.

    A list that runs to the page's end is told by teasers that break off, by two headlines, or by one under a sure
    heading. Inside the page the story goes on after the list, and a subheading looks like a headline: there the list
    ends with its last teaser, its last link, its bullets or its chunk of lines, and else before the last headline. A
    heading ends a list that does not begin with one.
    """
    below = view.lines[heading + 1 :]
    ends = {Role.HEADING} - {line.role for line in below[:1]}
    run = tuple(takewhile(lambda line: shapes[line.index] is not Shape.PROSE and line.role not in ends, below))
    sure = view.phrases[heading].strength is Strength.SURE
    if len(run) == len(below):
        return run if _is_list([shapes[line.index] for line in run], sure=sure) else ()
    if _stacked(view, heading) and _is_paired(below, shapes):
        return below
    return _list_inside(run, shapes, view, heading)


def _is_list(shapes: list[Shape], *, sure: bool) -> bool:
    headlines, teasers = shapes.count(Shape.HEADLINE), shapes.count(Shape.TEASER)
    return teasers >= 1 or headlines >= 2 or (sure and headlines == 1)


def _stacked(view: View, heading: int) -> bool:
    """Whether another prompt stands right above a heading, as in the sidebar that follows an article."""
    return heading - 1 in view.prompts


def _is_paired(below: tuple[Line, ...], shapes: Shapes) -> bool:
    """Whether all that is left are headlines, each with a teaser of a sentence or two."""
    prose = [line for line in below if shapes[line.index] is Shape.PROSE]
    return len(prose) >= 2 and all(
        line is not below[0] and line.words <= _SENTENCE_TEASER_WORDS and shapes[line.index - 1] is Shape.HEADLINE
        for line in prose
    )


def _list_inside(run: tuple[Line, ...], shapes: Shapes, view: View, heading: int) -> tuple[Line, ...]:
    sure = view.phrases[heading].strength is Strength.SURE
    linked = tuple(takewhile(lambda line: line.link_share >= _LINKED, run))
    if linked and (sure or len(linked) >= 2):
        return linked
    if sure and (items := _items(run)):
        return items
    teasers = [n for n, line in enumerate(run) if shapes[line.index] is Shape.TEASER]
    if len(teasers) >= 2:
        return run[: teasers[-1] + 1]
    return _unlinked(run, shapes, view, heading) if sure and not view.is_html and len(run) <= _MOST_INSIDE else ()


def _unlinked(run: tuple[Line, ...], shapes: Shapes, view: View, heading: int) -> tuple[Line, ...]:
    """The list under a sure heading in plain text, which has lost its links."""
    if chunk := _chunk(run, view, heading):
        return chunk
    if len(run) == 1 and shapes[run[0].index] is Shape.HEADLINE and run[0].words >= _SURE_HEADLINE_WORDS:
        return run
    return run[:-1]


def _items(run: tuple[Line, ...]) -> tuple[Line, ...]:
    """The items of the list that opens a run, if one does."""
    if not run or run[0].role is not Role.ITEM:
        return ()
    return tuple(takewhile(lambda line: line.group == run[0].group, run))


def _chunk(run: tuple[Line, ...], view: View, heading: int) -> tuple[Line, ...]:
    """The lines that stand close to the heading while a blank line follows them."""
    close = tuple(takewhile(lambda line: not _parted(view, line.index), run))
    ended = bool(close) and _parted(view, heading + len(close) + 1)
    return close if ended else ()


def _parted(view: View, index: int) -> bool:
    """Whether a blank line stands above a line."""
    above, line = view.lines[index - 1], view.lines[index]
    return view.page.text[above.span.end : line.span.start].count("\n") > 1
