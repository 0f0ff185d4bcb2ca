"""Cookie banners, consent walls and embeds that wait for consent."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="cookie",
    code="P09",
    kind=Kind.COOKIE,
    why="A request for consent is the site's and none of the article.",
    risk="A story about consent that gives the text of a banner as a paragraph of its own.",
    removes=(
        below(FERRY["en"], "Accept all cookies"),
        below(FERRY["en"], "We use cookies to improve your experience on our website."),
        below(FERRY["de"], "Wir verwenden Cookies, um Ihnen Inhalte auf unserer Website anzuzeigen."),
        below(FERRY["fr"], "Continuer sans accepter"),
        below(FERRY["es"], "Este sitio utiliza cookies"),
        below(
            FERRY["ru"], ("Мы используем файлы cookie, чтобы сайт работал лучше; продолжая, вы соглашаетесь с этим.")
        ),
        below(FERRY["pl"], "Akceptuj wszystkie"),
        below(FERRY["it"], ("Questo sito utilizza cookie tecnici e di terze parti per migliorare la tua navigazione.")),
    ),
    keeps=(
        f"Bake the cookies for ten minutes and let them cool on our website.\n\n{FERRY['en']}",
        f"The court held that the firm used cookies without consent.\n\n{FERRY['en']}",
        f"Wer Cookies ablehnt, sieht die Karte des Hafens nicht.\n\n{FERRY['de']}",
        f"Les cookies tiers disparaîtront, selon le rapport.\n\n{FERRY['fr']}",
    ),
    propose=_propose,
)
