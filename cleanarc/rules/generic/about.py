"""What a publisher says of itself."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import whole_lines

_EN = "The ferry to the outer islands will not run before Monday, the port authority said on Friday evening."
_DE = "Die Fähre zu den äußeren Inseln fährt nicht vor Montag, teilte der Hafen am Freitagabend mit."
_ES = "El transbordador de las islas no volverá a navegar antes del lunes, anunció el puerto el viernes."
_RU = "Паром на дальние острова не выйдет в море раньше понедельника, сообщили в порту вечером в пятницу."


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="about",
    code="P11",
    kind=Kind.ABOUT,
    why="A publisher's words on itself stand under each of its articles and are none of this one.",
    risk="The last paragraph of a column in which a newsroom speaks of its own work.",
    removes=(
        Example(
            (
                f"{_EN}\n\nShare this article\n\nHarbour Radio journalists report in nine languages where a "
                "free press is banned. We offer our audience independent news and open debate."
            ),
            (
                (
                    "Harbour Radio journalists report in nine languages where a free press is banned. We "
                    "offer our audience independent news and open debate."
                ),
            ),
        ),
        Example(
            (
                f"{_DE}\n\nAlle Rechte vorbehalten\n\nUnsere Redaktion ist unabhängig und gemeinnützig; wir "
                "berichten für Leserinnen und Leser an der Küste."
            ),
            (
                (
                    "Unsere Redaktion ist unabhängig und gemeinnützig; wir berichten für Leserinnen und "
                    "Leser an der Küste."
                ),
            ),
        ),
        Example(
            (
                f"{_ES}\n\nCompartir este artículo\n\nSomos un medio independiente: nuestros periodistas "
                "informan a los lectores de la costa."
            ),
            (("Somos un medio independiente: nuestros periodistas informan a los lectores de la costa."),),
        ),
        Example(
            (
                f"{_RU}\n\nПоделиться\n\nМы — независимое издание, наши журналисты рассказывают читателям о "
                "жизни побережья."
            ),
            ("Мы — независимое издание, наши журналисты рассказывают читателям о жизни побережья.",),
        ),
    ),
    keeps=(
        f"{_EN}\n\nThe independent newsroom of the island reports in two languages.\n\n{_EN}",
        (f"“We are an independent newsroom, and our journalists report for all people,” she said.\n\n{_EN}"),
    ),
    propose=_propose,
)
