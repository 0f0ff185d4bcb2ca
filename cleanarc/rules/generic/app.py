"""Prompts to install an app or to switch on notifications."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="app",
    code="P07",
    kind=Kind.APP,
    why="A prompt to install the publisher's app is none of the article.",
    risk="A guide that tells readers to install an app in the same words.",
    removes=(
        below(FERRY["en"], "Download our app"),
        below(FERRY["de"], "Jetzt bei Google Play"),
        below(FERRY["fr"], "Téléchargez notre application"),
        below(FERRY["es"], "Descarga nuestra aplicación"),
        below(FERRY["ru"], "Скачайте наше приложение"),
        below(FERRY["zh"], "下载客户端"),
        below(FERRY["en"], "Get all the news of the coast in our free app, on the App Store and Google Play."),
    ),
    keeps=(
        f"{FERRY['en']}\n\nThe app of the port was downloaded four thousand times.",
        f"Die App der Reederei zeigt die Abfahrten, und sie ist kostenlos.\n\n{FERRY['de']}",
        f"Download times fell by half, the firm said.\n\n{FERRY['en']}",
    ),
    propose=_propose,
)
