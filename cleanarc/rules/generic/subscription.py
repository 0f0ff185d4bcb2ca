"""Paywalls, registration walls and offers of subscriptions."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="subscription",
    code="P05",
    kind=Kind.SUBSCRIPTION,
    why="What a paywall says is the publisher's offer and none of the article.",
    risk="A story about paywalls that gives such an offer as a paragraph of its own.",
    removes=(
        below(FERRY["en"], "Already a subscriber? Log in"),
        below(FERRY["de"], "Dieser Artikel ist nur für Abonnenten"),
        below(FERRY["fr"], "La suite est réservée aux abonnés"),
        below(FERRY["es"], "Contenido exclusivo para suscriptores"),
        below(FERRY["ru"], "Только для подписчиков"),
        below(FERRY["en"], "To continue reading, subscribe now and get unlimited access for 1 euro a month."),
        below(FERRY["zh"], "本文仅限订阅者阅读"),
    ),
    keeps=(
        f"{FERRY['en']}\n\nSubscribers of the ferry club pay two euros a month and get unlimited rides.",
        (f"Der Verlag hat heute 40.000 Abonnenten, und jeder zweite liest nur noch digital.\n\n{FERRY['de']}"),
        f"“You have reached your limit of free articles,” the screen said.\n\n{FERRY['en']}",
    ),
    propose=_propose,
)
