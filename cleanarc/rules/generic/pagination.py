"""Page numbers and links between the pages of one article."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines

_EN = "The ferry to the outer islands will not run before Monday, the port authority said on Friday evening."
_DE = "Die Fähre zu den äußeren Inseln fährt nicht vor Montag, teilte der Hafen am Freitagabend mit."
_FR = "Le ferry des îles ne reprendra pas la mer avant lundi, a annoncé la capitainerie vendredi soir."
_ES = "El transbordador de las islas no volverá a navegar antes del lunes, anunció el puerto el viernes."
_RU = "Паром на дальние острова не выйдет в море раньше понедельника, сообщили в порту вечером в пятницу."
_ZH = "港务局周五晚间表示，开往外岛的渡轮在下周一之前不会恢复航行。"


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="pagination",
    code="P14",
    kind=Kind.PAGINATION,
    why="Page numbers belong to the layout.",
    risk="A line of a book review that is just a page number.",
    removes=(
        below(_EN, "Page 2 of 3"),
        below(_EN, "Next page"),
        below(_DE, "Seite 2 von 5"),
        below(_FR, "Page suivante"),
        below(_RU, "Страница 2 из 3"),
        below(_ZH, "第2页，共3页"),
        below(_ES, "Página 2 de 4"),
    ),
    keeps=(
        f"{_EN}\n\nPage 2 of the report names the captain.",
        f"Auf Seite 2 von 5 steht der Name des Kapitäns.\n\n{_DE}",
        f"{_EN}\n\nPage 4\n\n{_EN}",
    ),
    propose=_propose,
)
