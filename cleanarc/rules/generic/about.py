"""What a publisher says of itself."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="about",
    code="P11",
    kind=Kind.ABOUT,
    why="A publisher's words on itself stand under each of its articles and are none of this one.",
    risk="The last paragraph of a column in which a newsroom speaks of its own work.",
    removes=(
        Example(
            (
                f"{FERRY['en']}\n\nShare this article\n\nHarbour Radio journalists report in nine languages where a "
                "free press is banned. We offer our audience independent news and open debate."
            ),
            (
                (
                    "Harbour Radio journalists report in nine languages where a free press is banned. We "
                    "offer our audience independent news and open debate."
                ),
            ),
        ),
        Example(
            (
                f"{FERRY['de']}\n\nAlle Rechte vorbehalten\n\nUnsere Redaktion ist unabhängig und gemeinnützig; wir "
                "berichten für Leserinnen und Leser an der Küste."
            ),
            (
                (
                    "Unsere Redaktion ist unabhängig und gemeinnützig; wir berichten für Leserinnen und "
                    "Leser an der Küste."
                ),
            ),
        ),
        Example(
            (
                f"{FERRY['es']}\n\nCompartir este artículo\n\nSomos un medio independiente: nuestros periodistas "
                "informan a los lectores de la costa."
            ),
            (("Somos un medio independiente: nuestros periodistas informan a los lectores de la costa."),),
        ),
        Example(
            (
                f"{FERRY['ru']}\n\nПоделиться\n\nМы — независимое издание, наши журналисты рассказывают читателям о "
                "жизни побережья."
            ),
            ("Мы — независимое издание, наши журналисты рассказывают читателям о жизни побережья.",),
        ),
    ),
    keeps=(
        f"{FERRY['en']}\n\nThe independent newsroom of the island reports in two languages.\n\n{FERRY['en']}",
        f"{FERRY['de']}\n\nWer wir sind\n\n{FERRY['de']}",
        f"{FERRY['ru']}\n\nКто мы?\n\n{FERRY['ru']}",
        f"{FERRY['ru']}\n\nМы, журналисты, пишем для читателей, и свобода у нас одна.",
        (f"“We are an independent newsroom, and our journalists report for all people,” she said.\n\n{FERRY['en']}"),
    ),
    propose=_propose,
)
