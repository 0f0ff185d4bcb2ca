"""Menu words, accessibility links, search boxes and accounts."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import whole_lines

_EN = "The ferry to the outer islands will not run before Monday, the port authority said on Friday evening."
_DE = "Die Fähre zu den äußeren Inseln fährt nicht vor Montag, teilte der Hafen am Freitagabend mit."
_FR = "Le ferry des îles ne reprendra pas la mer avant lundi, a annoncé la capitainerie vendredi soir."
_RU = "Паром на дальние острова не выйдет в море раньше понедельника, сообщили в порту вечером в пятницу."
_AR = "لن تبحر العبارة إلى الجزر البعيدة قبل يوم الاثنين، بحسب ما أعلنته سلطة الميناء مساء الجمعة."
_ZH = "港务局周五晚间表示，开往外岛的渡轮在下周一之前不会恢复航行。"
_TR = "Dış adalara giden vapur pazartesiden önce kalkmayacak, dedi liman idaresi cuma akşamı."


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
            f"Accessibility links\n\nHome\nNews\nSport\n\n{_EN}",
            (
                "Accessibility links",
                "Home",
                "News",
                "Sport",
            ),
        ),
        Example(f"Skip to main content\n\nHarbour wall to be rebuilt by spring\n\n{_EN}", ("Skip to main content",)),
        Example(f"{_DE}\n\nZum Seitenanfang", ("Zum Seitenanfang",)),
        Example(f"Aller au contenu\n\n{_FR}", ("Aller au contenu",)),
        Example(f"Перейти к основному содержанию\n\n{_RU}", ("Перейти к основному содержанию",)),
        Example(f"انتقل إلى المحتوى\n\n{_AR}", ("انتقل إلى المحتوى",)),
        Example(f"跳转到主要内容\n\n{_ZH}", ("跳转到主要内容",)),
        Example(f"Ana içeriğe atla\n\n{_TR}", ("Ana içeriğe atla",)),
    ),
    keeps=(
        f"{_EN}\n\nSearch\n\n{_EN}",
        f"{_EN}\n\nThree pages matter to a small firm:\n\n- Home\n- About\n- Contact\n\n{_EN}",
        f"{_DE}\n\nPolitik\n\n{_DE}",
        "The road home\nis long\nHome\n\nThe sea\nis deep\nNews",
    ),
    propose=_propose,
)
