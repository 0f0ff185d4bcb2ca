"""Page numbers and links between the pages of one article."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="pagination",
    code="P14",
    kind=Kind.PAGINATION,
    why="Page numbers belong to the layout.",
    risk="A line of a book review that is just a page number.",
    removes=(
        below(FERRY["en"], "Page 2 of 3"),
        below(FERRY["en"], "Next page"),
        below(FERRY["de"], "Seite 2 von 5"),
        below(FERRY["fr"], "Page suivante"),
        below(FERRY["ru"], "Страница 2 из 3"),
        below(FERRY["zh"], "第2页，共3页"),
        below(FERRY["es"], "Página 2 de 4"),
    ),
    keeps=(
        f"{FERRY['en']}\n\nPage 2 of the report names the captain.",
        f"Auf Seite 2 von 5 steht der Name des Kapitäns.\n\n{FERRY['de']}",
        f"{FERRY['en']}\n\nPage 4\n\n{FERRY['en']}",
    ),
    propose=_propose,
)
