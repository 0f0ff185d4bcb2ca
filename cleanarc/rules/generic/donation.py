"""Appeals for donations to the publisher."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="donation",
    code="P06",
    kind=Kind.DONATION,
    why="An appeal for donations to the publisher is none of the article.",
    risk="A column in which the editors ask for support as the subject of the text.",
    removes=(
        below(FERRY["en"], "Donate now"),
        below(FERRY["en"], "Please support our journalism: your donation keeps our newsroom independent."),
        below(FERRY["de"], "Unterstützen Sie unseren unabhängigen Journalismus mit einer Spende, jetzt und hier."),
        below(FERRY["fr"], "Faites un don"),
        below(FERRY["es"], "Apoya nuestro periodismo independiente con una donación."),
        below(FERRY["ru"], "Поддержите нашу редакцию: сделайте регулярное пожертвование."),
        below(FERRY["uk"], "Підтримайте нас"),
        below(FERRY["tr"], "Bağımsız gazeteciliğe destek olun"),
    ),
    keeps=(
        (f"{FERRY['en']}\n\nPlease give what you can to the lifeboat, the mayor said, and the town gave its boats."),
        f"The fund asks donors to support the rebuilding of the wall.\n\n{FERRY['en']}",
        f"Die Spende ging an die Seenotretter.\n\n{FERRY['de']}",
        f"Если вы хотите помочь погорельцам, вещи принимают в порту.\n\n{FERRY['ru']}",
    ),
    propose=_propose,
)
