"""Boxes that ask for an e-mail address."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="newsletter",
    code="P04",
    kind=Kind.NEWSLETTER,
    why="A request to subscribe to a newsletter comes from the publisher and is none of the article.",
    risk="A story that quotes such a request as a paragraph of its own, without quotation marks.",
    removes=(
        below(
            FERRY["en"], ("Sign up for our weekly newsletter and get the best of our harbour coverage in your inbox.")
        ),
        below(
            FERRY["de"],
            (
                "Abonnieren Sie unseren Newsletter und erhalten Sie jeden Morgen die wichtigsten "
                "Nachrichten in Ihr Postfach."
            ),
        ),
        below(FERRY["fr"], "Inscrivez-vous à notre newsletter"),
        below(FERRY["es"], "Suscríbete a nuestro boletín y recibe las noticias del puerto en tu correo."),
        below(FERRY["ru"], "Подпишитесь на нашу рассылку"),
        below(FERRY["ja"], "メールマガジンに登録"),
        below(FERRY["en"], "Enter your email address"),
    ),
    keeps=(
        (
            f"{FERRY['en']}\n\nThe newsletter of the port has four hundred readers, and all of them subscribe "
            "for the tide tables."
        ),
        f"“Sign up for our newsletter today,” the poster read.\n\n{FERRY['en']}",
        f"Wer den Newsletter der Stadt abonniert, erfährt solche Dinge früher.\n\n{FERRY['de']}",
        (
            "La rassegna arriva ogni mattina a quarantamila lettori, e la newsletter del porto li "
            f"informa delle maree.\n\n{FERRY['it']}"
        ),
    ),
    propose=_propose,
)
