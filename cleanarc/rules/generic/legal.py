"""Copyright lines, terms, disclaimers, and the notices of publishers that a state has banned."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines

_EN = "The ferry to the outer islands will not run before Monday, the port authority said on Friday evening."
_DE = "Die Fähre zu den äußeren Inseln fährt nicht vor Montag, teilte der Hafen am Freitagabend mit."
_FR = "Le ferry des îles ne reprendra pas la mer avant lundi, a annoncé la capitainerie vendredi soir."
_RU = "Паром на дальние острова не выйдет в море раньше понедельника, сообщили в порту вечером в пятницу."
_IT = "Il traghetto per le isole non partirà prima di lunedì, ha detto venerdì sera la capitaneria."


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="legal",
    code="P10",
    kind=Kind.LEGAL,
    why="A legal notice is the publisher's and none of the article; some states force such notices on it.",
    risk="An article about a banned publisher says the same; so that sentence goes only beside a warning to readers.",
    removes=(
        below(_EN, "© 2021 Lindmouth Gazette. All rights reserved."),
        below(_DE, "Alle Rechte vorbehalten"),
        below(_FR, "Tous droits réservés"),
        below(_IT, "© Riproduzione riservata"),
        below(_RU, ("НАСТОЯЩИЙ МАТЕРИАЛ (ИНФОРМАЦИЯ) ПРОИЗВЕДЕН И РАСПРОСТРАНЕН ИНОСТРАННЫМ АГЕНТОМ «ГАВАНЬ».")),
        below(_EN, "THIS MATERIAL (INFORMATION) WAS CREATED AND (OR) DISTRIBUTED BY A FOREIGN AGENT."),
        Example(
            (
                f"{_EN}\n\nHarbour News has been designated an “undesirable organization” by the Russian "
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
            _RU,
            "Издание «Гавань» признано в РФ нежелательной организацией.",
            ("Если вы находитесь в России, вам может грозить штраф за репосты и ссылки на наши материалы."),
        ),
    ),
    keeps=(
        (f"The broadcaster was declared an “undesirable organization” by the Russian government in May.\n\n{_EN}"),
        f"{_EN}\n\nThe radio has been designated a foreign agent by the Russian government.",
        f"Издание признано в России нежелательной организацией, рассказал редактор.\n\n{_RU}",
        f"All rights of way are reserved for the lifeboat.\n\n{_EN}",
    ),
    propose=_propose,
)
