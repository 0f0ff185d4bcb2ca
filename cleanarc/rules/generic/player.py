"""Text of audio and video players and of galleries."""

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
_PL = "Prom na dalekie wyspy nie wypłynie przed poniedziałkiem, poinformował w piątek zarząd portu."


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="player",
    code="P13",
    kind=Kind.PLAYER,
    why="The labels of a player or gallery are none of the article.",
    risk="A manual of a player whose lines are its labels.",
    removes=(
        below(_EN, "Listen to this article"),
        below(_DE, "Artikel anhören"),
        below(_FR, "Écouter cet article"),
        below(_ES, "Escucha este artículo"),
        below(_RU, "Прослушать новость"),
        below(_EN, "No media source currently available"),
        below(_PL, "Posłuchaj artykułu"),
    ),
    keeps=(
        f"{_EN}\n\nListen to the harbour at night.\n\n{_EN}",
        f"{_EN}\n\nPlay\n\n{_EN}",
        f"Das Bild zeigt den Hafen.\n\n{_DE}",
    ),
    propose=_propose,
)
