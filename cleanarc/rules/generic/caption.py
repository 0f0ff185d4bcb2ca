"""The caption of a picture that the text has lost, and whom the picture is owed to."""

from collections.abc import Iterator
from itertools import pairwise

from cleanarc.model import Kind, Proposal, Role, Span
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.credits import find_credit, is_caption
from cleanarc.rules.examples import BODY, page
from cleanarc.rules.line import Line
from cleanarc.rules.prose import ends_sentence
from cleanarc.rules.view import View

_NO_CAPTIONS = {Role.CODE, Role.ITEM, Role.ROW}


def _propose(view: View) -> Iterator[Proposal]:
    captions = set()
    for line in view.lines:
        credit = None if line.role in _NO_CAPTIONS else find_credit(line.text)
        if credit is None:
            continue
        if credit.whole:
            yield RULE.remove(line, f"the whole line is a picture credit: {credit.text!r}", kind=Kind.CREDIT)
        elif is_caption(line.text):
            captions.add(line.folded)
            yield RULE.remove(line, f"ends in a picture credit: {credit.text!r}")
        else:
            start = line.span.start
            where = Span(start + credit.span.start, start + credit.span.end)
            yield RULE.remove(where, "a picture credit behind a paragraph", kind=Kind.CREDIT)
    yield from _again(view, captions)


def _again(view: View, captions: set[str]) -> Iterator[Proposal]:
    """A short line of the frame that stands there twice, one below the other, is a caption without a credit."""
    for above, line in pairwise(view.frame.lines if view.frame.is_sure else ()):
        if above.folded == line.folded and _may_be_caption(view, line) and line.folded not in captions:
            yield RULE.remove(above, "a line above the body that stands there twice")
            yield RULE.remove(line, "a line above the body that stands there twice")


def _may_be_caption(view: View, line: Line) -> bool:
    return line is not view.frame.title and ends_sentence(line.text)


def _example(caption: str, language: str) -> Example:
    return Example(page(BODY[language], caption, BODY[language]), (caption,))


RULE = Rule(
    name="caption",
    code="F04",
    kind=Kind.CAPTION,
    why="A caption speaks of a picture that the text does not have; a credit names its owner.",
    risk="A short paragraph that ends in brackets with the word for a picture in them.",
    removes=(
        _example("The port's east pier. (photo: Jane Example/AP)", "en"),
        _example("Foto: Jana Beispiel / dpa", "de"),
        _example("Le quai est du port, lundi. Crédit photo : Jeanne Exemple", "fr"),
        _example("Восточный причал порта. Фото: Жанна Примерова", "ru"),
        _example("© Reuters", "en"),
        _example("Jo Hale/AFP via Getty Images", "en"),
        _example("Jana Beispiel/Imago", "de"),
        _example("A crane lifts the first crate [Jane Example/Reuters]", "en"),
        _example("东码头的起重机（图片：张例／新华社）", "zh"),
        Example(
            page("Harbour reopens after dredging", "3 May 2021", "The east pier.", "The east pier.", BODY["en"]),
            ("The east pier.", "The east pier."),
        ),
    ),
    keeps=(
        page(BODY["en"], "He sold them to Getty Images via an agent/friend.", BODY["en"]),
        page(BODY["en"], "Image: a crown above an anchor.", BODY["en"]),
        page(f"{BODY['en']} (Reuters)", "The image of the port: rust and gulls, as one skipper put it.", BODY["en"]),
        page(BODY["en"], "The photo showed a pier (and a gull).", "He sold 3/4 of the crates (about 20/30)."),
        "Das Foto: ein Pier. Mehr war darauf nicht zu sehen, und doch kannte es am Montag jeder in der Stadt.",
        "Sleep now, my pier.\nSleep now, my pier.\nThe gulls are gone.\n",
    ),
    propose=_propose,
)
