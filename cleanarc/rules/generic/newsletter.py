"""Boxes that ask for an e-mail address."""

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
_IT = "Il traghetto per le isole non partirà prima di lunedì, ha detto venerdì sera la capitaneria."
_JA = "外側の島々へ向かうフェリーは月曜日まで運航されないと、港湾局が金曜日の夜に発表した。"


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="newsletter",
    code="P04",
    kind=Kind.NEWSLETTER,
    why="A request to subscribe to a newsletter comes from the publisher and is none of the article.",
    risk="A story that quotes such a request as a paragraph of its own, without quotation marks.",
    removes=(
        below(_EN, ("Sign up for our weekly newsletter and get the best of our harbour coverage in your inbox.")),
        below(
            _DE,
            (
                "Abonnieren Sie unseren Newsletter und erhalten Sie jeden Morgen die wichtigsten "
                "Nachrichten in Ihr Postfach."
            ),
        ),
        below(_FR, "Inscrivez-vous à notre newsletter"),
        below(_ES, "Suscríbete a nuestro boletín y recibe las noticias del puerto en tu correo."),
        below(_RU, "Подпишитесь на нашу рассылку"),
        below(_JA, "メールマガジンに登録"),
        below(_EN, "Enter your email address"),
    ),
    keeps=(
        (
            f"{_EN}\n\nThe newsletter of the port has four hundred readers, and all of them subscribe "
            "for the tide tables."
        ),
        f"“Sign up for our newsletter today,” the poster read.\n\n{_EN}",
        f"Wer den Newsletter der Stadt abonniert, erfährt solche Dinge früher.\n\n{_DE}",
        (
            "La rassegna arriva ogni mattina a quarantamila lettori, e la newsletter del porto li "
            f"informa delle maree.\n\n{_IT}"
        ),
    ),
    propose=_propose,
)
