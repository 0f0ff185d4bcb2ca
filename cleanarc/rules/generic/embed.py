"""What is left where something was embedded, and placeholders of pictures."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="embed",
    code="P15",
    kind=Kind.EMBED,
    why="The remains of an embed or a picture say nothing.",
    risk="A quoted post that begins with such words goes on in the next line, which stays.",
    removes=(
        below(FERRY["en"], "• 16x9 Image"),
        below(FERRY["en"], "View this post on Instagram"),
        below(FERRY["de"], "Ein Beitrag geteilt von Hafen Lindmünde (@hafen)"),
        below(FERRY["es"], "Ver esta publicación en Instagram"),
        below(FERRY["en"], "This tweet is no longer available"),
        below(FERRY["fr"], "Voir cette publication sur Instagram"),
    ),
    keeps=(
        f"{FERRY['en']}\n\nA post shared four thousand times showed the wall.",
        f"{FERRY['en']}\n\nA post shared by the senator on Monday drew criticism.",
        f"{FERRY['ru']}\n\nПубликация от 3 мая набрала миллион просмотров.",
        f"The image measures 16x9 inches.\n\n{FERRY['en']}",
    ),
    propose=_propose,
)
