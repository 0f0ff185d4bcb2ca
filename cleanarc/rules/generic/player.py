"""Text of audio and video players and of galleries."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="player",
    code="P13",
    kind=Kind.PLAYER,
    why="The labels of a player or gallery are none of the article.",
    risk="A manual of a player whose lines are its labels.",
    removes=(
        below(FERRY["en"], "Listen to this article"),
        below(FERRY["de"], "Artikel anhören"),
        below(FERRY["fr"], "Écouter cet article"),
        below(FERRY["es"], "Escucha este artículo"),
        below(FERRY["ru"], "Прослушать новость"),
        below(FERRY["en"], "No media source currently available"),
        below(FERRY["pl"], "Posłuchaj artykułu"),
    ),
    keeps=(
        f"{FERRY['en']}\n\nListen to the harbour at night.\n\n{FERRY['en']}",
        f"{FERRY['en']}\n\nPlay\n\n{FERRY['en']}",
        f"{FERRY['it']}\n\nAscolta.",
        f"Das Bild zeigt den Hafen.\n\n{FERRY['de']}",
    ),
    propose=_propose,
)
