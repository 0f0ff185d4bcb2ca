"""Labels of advertisements, marks around them, and disclosures of affiliate links."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines

_EN = "The ferry to the outer islands will not run before Monday, the port authority said on Friday evening."
_DE = "Die Fähre zu den äußeren Inseln fährt nicht vor Montag, teilte der Hafen am Freitagabend mit."
_FR = "Le ferry des îles ne reprendra pas la mer avant lundi, a annoncé la capitainerie vendredi soir."
_ES = "El transbordador de las islas no volverá a navegar antes del lunes, anunció el puerto el viernes."
_PL = "Prom na dalekie wyspy nie wypłynie przed poniedziałkiem, poinformował w piątek zarząd portu."
_TR = "Dış adalara giden vapur pazartesiden önce kalkmayacak, dedi liman idaresi cuma akşamı."
_JA = "外側の島々へ向かうフェリーは月曜日まで運航されないと、港湾局が金曜日の夜に発表した。"


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="advertisement",
    code="P08",
    kind=Kind.ADVERTISEMENT,
    why="The label of an advertisement, or the mark that the story goes on behind one, is none of the article.",
    risk="A subheading that is just such a label, in a story about advertising.",
    removes=(
        below(_EN, "Advertisement"),
        below(_EN, "Story continues below advertisement"),
        below(_DE, "Anzeige"),
        below(_DE, "Der Artikel wird nach der Anzeige fortgesetzt"),
        below(_FR, "La suite après cette publicité"),
        below(_ES, "PUBLICIDAD"),
        below(_PL, "Dalsza część artykułu pod reklamą"),
        below(_TR, "REKLAM"),
        below(_JA, "広告"),
        below(_EN, "We may earn a commission if you buy something through links on this page."),
    ),
    keeps=(
        f"{_EN}\n\nAdvertisement rates fell by a tenth last year.",
        f"Die Anzeige erstattete der Hafenmeister selbst.\n\n{_DE}",
        f"The agents earn a commission of two per cent on each ticket.\n\n{_EN}",
        f"La publicidad del puerto cuesta poco.\n\n{_ES}",
    ),
    propose=_propose,
)
