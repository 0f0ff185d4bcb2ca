"""Paywalls, registration walls and offers of subscriptions."""

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
    name="subscription",
    code="P05",
    kind=Kind.SUBSCRIPTION,
    why="What a paywall says is the publisher's offer and none of the article.",
    risk="A story about paywalls that gives such an offer as a paragraph of its own.",
    removes=(
        below(_EN, "Already a subscriber? Log in"),
        below(_DE, "Dieser Artikel ist nur für Abonnenten"),
        below(_FR, "La suite est réservée aux abonnés"),
        below(_ES, "Contenido exclusivo para suscriptores"),
        below(_RU, "Только для подписчиков"),
        below(_EN, "To continue reading, subscribe now and get unlimited access for 1 euro a month."),
        below(_ZH, "本文仅限订阅者阅读"),
    ),
    keeps=(
        f"{_EN}\n\nSubscribers of the ferry club pay two euros a month and get unlimited rides.",
        (f"Der Verlag hat heute 40.000 Abonnenten, und jeder zweite liest nur noch digital.\n\n{_DE}"),
        f"“You have reached your limit of free articles,” the screen said.\n\n{_EN}",
    ),
    propose=_propose,
)
