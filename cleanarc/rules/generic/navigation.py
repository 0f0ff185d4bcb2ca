"""Menu words, accessibility links, search boxes and accounts."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="navigation",
    code="P12",
    kind=Kind.NAVIGATION,
    why="Menus and links for moving around in a site are none of the article.",
    risk="A short list that ends an article and consists of menu words.",
    removes=(
        Example(
            f"Accessibility links\n\nHome\nNews\nSport\n\n{FERRY['en']}",
            (
                "Accessibility links",
                "Home",
                "News",
                "Sport",
            ),
        ),
        Example(
            f"Skip to main content\n\nHarbour wall to be rebuilt by spring\n\n{FERRY['en']}", ("Skip to main content",)
        ),
        Example(f"{FERRY['de']}\n\nZum Seitenanfang", ("Zum Seitenanfang",)),
        Example(f"Aller au contenu\n\n{FERRY['fr']}", ("Aller au contenu",)),
        Example(f"Перейти к основному содержанию\n\n{FERRY['ru']}", ("Перейти к основному содержанию",)),
        Example(f"انتقل إلى المحتوى\n\n{FERRY['ar']}", ("انتقل إلى المحتوى",)),
        Example(f"跳转到主要内容\n\n{FERRY['zh']}", ("跳转到主要内容",)),
        Example(f"Ana içeriğe atla\n\n{FERRY['tr']}", ("Ana içeriğe atla",)),
    ),
    keeps=(
        f"{FERRY['en']}\n\nSearch\n\n{FERRY['en']}",
        f"{FERRY['en']}\n\nThree pages matter to a small firm:\n\n- Home\n- About\n- Contact\n\n{FERRY['en']}",
        f"{FERRY['de']}\n\nPolitik\n\n{FERRY['de']}",
        "The road home\nis long\nHome\n\nThe sea\nis deep\nNews",
    ),
    propose=_propose,
)
