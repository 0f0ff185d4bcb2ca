"""Share rows and follow prompts."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import whole_lines


def _propose(view: View) -> Iterator[Removal]:
    return whole_lines(RULE, view)


RULE = Rule(
    name="share-prompt",
    code="P01",
    kind=Kind.SHARE,
    why="Share rows and requests to follow the publisher belong to the page, not to the article.",
    risk="A subheading that is a share phrase word for word would go; network names alone stay.",
    removes=(
        Example("The river rose by two metres overnight.\n\nShare post:", ("Share post:",)),
        Example(
            "Share\nFacebook\nTwitter\nE-Mail\n\nThe ferry will not run before Monday, the port said.",
            ("Share", "Facebook", "Twitter", "E-Mail"),
        ),
        Example(
            "Der Hafen bleibt bis Montag geschlossen.\n\nArtikel teilen\n\nFolgen Sie uns auf Facebook und Instagram",
            ("Artikel teilen", "Folgen Sie uns auf Facebook und Instagram"),
        ),
        Example("Паром не вышел в море.\n\nПоделиться:", ("Поделиться:",)),
        Example("Le pont restera fermé lundi.\n\nPartager cet article", ("Partager cet article",)),
        Example("渡轮周一前停航。\n\n分享到微信", ("分享到微信",)),
        Example("لن تبحر العبارة قبل الاثنين.\n\nشارك المقال", ("شارك المقال",)),
        Example(
            "The harbour reopened on Tuesday.\n\nLike Harbour Gazette on Facebook and stay updated on shipping news",
            ("Like Harbour Gazette on Facebook and stay updated on shipping news",),
        ),
    ),
    keeps=(
        "Share prices fell on Friday.\n\nThe fund wants to share the article of association with all members.",
        "Three services were named in the ruling:\n\n- Facebook\n- Instagram\n- TikTok\n\nAll three will appeal.",
        "Die Schwestern teilen den Artikel des Gesetzes in zwei Hälften.\n\nTeilen will gelernt sein.",
        "“Share this post with your mother,” the message said, and thousands did.",
    ),
    propose=_propose,
)
