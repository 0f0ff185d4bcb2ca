"""Labels of advertisements, marks around them, and disclosures of affiliate links."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="advertisement",
    code="P08",
    kind=Kind.ADVERTISEMENT,
    why="The label of an advertisement, or the mark that the story goes on behind one, is none of the article.",
    risk="A subheading that is just such a label, in a story about advertising.",
    removes=(
        below(FERRY["en"], "Advertisement"),
        below(FERRY["en"], "Story continues below advertisement"),
        below(FERRY["de"], "Anzeige"),
        below(FERRY["de"], "Der Artikel wird nach der Anzeige fortgesetzt"),
        below(FERRY["fr"], "La suite après cette publicité"),
        below(FERRY["es"], "PUBLICIDAD"),
        below(FERRY["pl"], "Dalsza część artykułu pod reklamą"),
        below(FERRY["tr"], "REKLAM"),
        below(FERRY["ja"], "広告"),
        below(FERRY["en"], "We may earn a commission if you buy something through links on this page."),
    ),
    keeps=(
        f"{FERRY['en']}\n\nAdvertisement rates fell by a tenth last year.",
        f"Die Anzeige erstattete der Hafenmeister selbst.\n\n{FERRY['de']}",
        f"The agents earn a commission of two per cent on each ticket.\n\n{FERRY['en']}",
        "Le port est silencieux.\n\nPublicité ?\n\nJamais, répond la capitaine.\n\n" + FERRY["fr"],
        f"La publicidad del puerto cuesta poco.\n\n{FERRY['es']}",
    ),
    propose=_propose,
)
