"""Who wrote the article, on a line of its own above the body or right below it."""

from collections.abc import Iterator

from cleanarc.model import Kind, Proposal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.bylines import byline_opening, is_bare_name, is_empty_byline
from cleanarc.rules.dates import is_date
from cleanarc.rules.examples import BODY, page
from cleanarc.rules.line import Line
from cleanarc.rules.view import View


def _propose(view: View) -> Iterator[Proposal]:
    for line in view.frame.lines:
        if opening := byline_opening(line.text):
            yield RULE.remove(line, f"names the writer, by {opening!r}, above the body")
        elif is_empty_byline(line.text):
            yield RULE.remove(line, "the label of a byline with nothing behind it")
        elif _is_dated_name(view, line):
            yield RULE.remove(line, "a full name beside the date, below the headline", score=0.8)


def _is_dated_name(view: View, line: Line) -> bool:
    """Whether a line below the headline is a name that stands next to a date."""
    title = view.frame.title
    if title is None or line.index <= title.index or line.index in view.prompts or not is_bare_name(line.text):
        return False
    beside = (other for other in view.frame.lines if abs(other.index - line.index) == 1)
    return any(is_date(other.text) for other in beside)


_NAME = ("Jale Örnek - Lind Postası",)


def _example(title: str, byline: str, language: str) -> Example:
    return Example(f"{title}\n{byline}\n{BODY[language]}", (byline,))


RULE = Rule(
    name="byline",
    code="F02",
    kind=Kind.BYLINE,
    why="A byline is kept as metadata; it is no sentence of the article.",
    risk="A subheading that opens with a preposition and a name.",
    removes=(
        _example("Harbour reopens after dredging", "By Jane Example, The Lindmouth Post", "en"),
        _example("Harbour reopens after dredging", 'Written by <a href="/u/7"><b>Jane Example</b></a>', "en"),
        _example("Hafen wieder für Schiffe offen", "Von Jana Beispiel und Uwe van Muster", "de"),
        _example("Le port rouvre après les travaux", "Par Jeanne Exemple | 3 mai 2021", "fr"),
        _example("Reabre el puerto de Lindemar", "Por: Juana Ejemplo", "es"),
        _example("Il porto di Lindemare riapre", "di Gianna Esempio", "it"),
        _example("Порт Линдск снова открыт для судов", "Автор: Жанна Примерова", "ru"),
        _example("إعادة افتتاح ميناء لندمار أمام السفن", "بقلم: جنى مثال", "ar"),
        _example("Порт Линдск снова открыт для судов", "3 мая 2021, 14:20 Автор: Жанна Примерова", "ru"),
        _example("Reabre el puerto de Lindemar", "Juana Ejemplo 03/05/2021 08:00", "es"),
        _example("林德港重新开放迎来首批货船", "作者：张例", "zh"),
        Example(
            f"Liman yeniden açıldı, gemiler bekliyor\nJale Örnek - Lind Postası\n3 Mayıs 2021\n{BODY['tr']}", _NAME
        ),
    ),
    keeps=(
        page(BODY["en"], "By Monday Evening", BODY["en"], BODY["en"], BODY["en"]),
        page("By land and sea the goods arrive again", BODY["en"]),
        page("Von wegen Ruhe im Hafen", BODY["de"], "Von Lindmünde nach Rom", BODY["de"], BODY["de"]),
        page("Harbour reopens after dredging", "East Coast", BODY["en"]),
        page(BODY["fr"], "Par ailleurs, le port a embauché.", BODY["fr"]),
    ),
    propose=_propose,
)
