"""What is left where something was embedded, and placeholders of pictures."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines

_EN = "The ferry to the outer islands will not run before Monday, the port authority said on Friday evening."
_DE = "Die Fähre zu den äußeren Inseln fährt nicht vor Montag, teilte der Hafen am Freitagabend mit."
_FR = "Le ferry des îles ne reprendra pas la mer avant lundi, a annoncé la capitainerie vendredi soir."
_ES = "El transbordador de las islas no volverá a navegar antes del lunes, anunció el puerto el viernes."


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="embed",
    code="P15",
    kind=Kind.EMBED,
    why="The remains of an embed or a picture say nothing.",
    risk="A quoted post that begins with such words goes on in the next line, which stays.",
    removes=(
        below(_EN, "• 16x9 Image"),
        below(_EN, "View this post on Instagram"),
        below(_DE, "Ein Beitrag geteilt von Hafen Lindmünde (@hafen)"),
        below(_ES, "Ver esta publicación en Instagram"),
        below(_EN, "This tweet is no longer available"),
        below(_FR, "Voir cette publication sur Instagram"),
    ),
    keeps=(
        f"{_EN}\n\nA post shared four thousand times showed the wall.",
        f"The image measures 16x9 inches.\n\n{_EN}",
    ),
    propose=_propose,
)
