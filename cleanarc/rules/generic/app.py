"""Prompts to install an app or to switch on notifications."""

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
    name="app",
    code="P07",
    kind=Kind.APP,
    why="A prompt to install the publisher's app is none of the article.",
    risk="A guide that tells readers to install an app in the same words.",
    removes=(
        below(_EN, "Download our app"),
        below(_DE, "Jetzt bei Google Play"),
        below(_FR, "Téléchargez notre application"),
        below(_ES, "Descarga nuestra aplicación"),
        below(_RU, "Скачайте наше приложение"),
        below(_ZH, "下载客户端"),
        below(_EN, "Get all the news of the coast in our free app, on the App Store and Google Play."),
    ),
    keeps=(
        f"{_EN}\n\nThe app of the port was downloaded four thousand times.",
        f"Die App der Reederei zeigt die Abfahrten, und sie ist kostenlos.\n\n{_DE}",
        f"Download times fell by half, the firm said.\n\n{_EN}",
    ),
    propose=_propose,
)
