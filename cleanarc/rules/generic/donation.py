"""Appeals for donations to the publisher."""

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
_UK = "Пором на далекі острови не вийде в море раніше понеділка, повідомили в порту ввечері в п'ятницю."
_TR = "Dış adalara giden vapur pazartesiden önce kalkmayacak, dedi liman idaresi cuma akşamı."


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="donation",
    code="P06",
    kind=Kind.DONATION,
    why="An appeal for donations to the publisher is none of the article.",
    risk="A column in which the editors ask for support as the subject of the text.",
    removes=(
        below(_EN, "Donate now"),
        below(_EN, "Please support our journalism: your donation keeps our newsroom independent."),
        below(_DE, "Unterstützen Sie unseren unabhängigen Journalismus mit einer Spende, jetzt und hier."),
        below(_FR, "Faites un don"),
        below(_ES, "Apoya nuestro periodismo independiente con una donación."),
        below(_RU, "Поддержите нашу редакцию: сделайте регулярное пожертвование."),
        below(_UK, "Підтримайте нас"),
        below(_TR, "Bağımsız gazeteciliğe destek olun"),
    ),
    keeps=(
        (f"{_EN}\n\nPlease give what you can to the lifeboat, the mayor said, and the town gave its boats."),
        f"The fund asks donors to support the rebuilding of the wall.\n\n{_EN}",
        f"Die Spende ging an die Seenotretter.\n\n{_DE}",
        f"Если вы хотите помочь погорельцам, вещи принимают в порту.\n\n{_RU}",
    ),
    propose=_propose,
)
