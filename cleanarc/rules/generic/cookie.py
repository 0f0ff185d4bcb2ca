"""Cookie banners, consent walls and embeds that wait for consent."""

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
_IT = "Il traghetto per le isole non partirà prima di lunedì, ha detto venerdì sera la capitaneria."


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="cookie",
    code="P09",
    kind=Kind.COOKIE,
    why="A request for consent is the site's and none of the article.",
    risk="A story about consent that gives the text of a banner as a paragraph of its own.",
    removes=(
        below(_EN, "Accept all cookies"),
        below(_EN, "We use cookies to improve your experience on our website."),
        below(_DE, "Wir verwenden Cookies, um Ihnen Inhalte auf unserer Website anzuzeigen."),
        below(_FR, "Continuer sans accepter"),
        below(_ES, "Este sitio utiliza cookies"),
        below(_RU, ("Мы используем файлы cookie, чтобы сайт работал лучше; продолжая, вы соглашаетесь с этим.")),
        below(_PL, "Akceptuj wszystkie"),
        below(_IT, ("Questo sito utilizza cookie tecnici e di terze parti per migliorare la tua navigazione.")),
    ),
    keeps=(
        f"Bake the cookies for ten minutes and let them cool on our website.\n\n{_EN}",
        f"The court held that the firm used cookies without consent.\n\n{_EN}",
        f"Wer Cookies ablehnt, sieht die Karte des Hafens nicht.\n\n{_DE}",
        f"Les cookies tiers disparaîtront, selon le rapport.\n\n{_FR}",
    ),
    propose=_propose,
)
