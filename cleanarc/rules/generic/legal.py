"""Copyright lines, terms, disclaimers, and the notices of publishers that a state has banned."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="legal",
    code="P10",
    kind=Kind.LEGAL,
    why="A legal notice is the publisher's and none of the article; some states force such notices on it.",
    risk="An article about a banned publisher says the same; so that sentence goes only beside a warning to readers.",
    removes=(
        below(FERRY["en"], "© 2021 Lindmouth Gazette. All rights reserved."),
        below(FERRY["de"], "Alle Rechte vorbehalten"),
        below(FERRY["fr"], "Tous droits réservés"),
        below(FERRY["it"], "© Riproduzione riservata"),
        below(
            FERRY["ru"], ("НАСТОЯЩИЙ МАТЕРИАЛ (ИНФОРМАЦИЯ) ПРОИЗВЕДЕН И РАСПРОСТРАНЕН ИНОСТРАННЫМ АГЕНТОМ «ГАВАНЬ».")
        ),
        below(FERRY["en"], "THIS MATERIAL (INFORMATION) WAS CREATED AND (OR) DISTRIBUTED BY A FOREIGN AGENT."),
        Example(
            (
                f"{FERRY['en']}\n\nHarbour News has been designated an “undesirable organization” by the Russian "
                "authorities.\n\nIf you live in Russia, please note that you could be fined or jailed "
                "for sharing or saving our content.\n\nFor more information, click here."
            ),
            (
                ("Harbour News has been designated an “undesirable organization” by the Russian authorities."),
                (
                    "If you live in Russia, please note that you could be fined or jailed for sharing or "
                    "saving our content."
                ),
                "For more information, click here.",
            ),
        ),
        below(
            FERRY["ru"],
            "Издание «Гавань» признано в РФ нежелательной организацией.",
            ("Если вы находитесь в России, вам может грозить штраф за репосты и ссылки на наши материалы."),
        ),
    ),
    keeps=(
        (
            f"The broadcaster was declared an “undesirable organization” by the Russian government in May.\n\n"
            f"{FERRY['en']}"
        ),
        f"{FERRY['en']}\n\nThe radio has been designated a foreign agent by the Russian government.",
        f"Издание признано в России нежелательной организацией, рассказал редактор.\n\n{FERRY['ru']}",
        (
            f"{FERRY['en']}\n\nIf you live in Russia and share such a post, you can be fined, "
            "her lawyer explains to the readers."
        ),
        f"Nachdruck verboten, stand auf jeder Seite.\n\n{FERRY['de']}",
        f"{FERRY['ru']}\n\nВсе права на молчанье защищены морем.",
        f"{FERRY['en']}\n\nPowered by steam\n\n{FERRY['en']}",
        f"All rights of way are reserved for the lifeboat.\n\n{FERRY['en']}",
    ),
    propose=_propose,
)
