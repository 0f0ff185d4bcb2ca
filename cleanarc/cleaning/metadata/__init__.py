"""What is known of an article: from the head, from what the ledger took out, from the text that stays."""

from cleanarc.cleaning.segmented import Head
from cleanarc.model import Ledger, Metadata
from cleanarc.rules.sites import SitePack
from cleanarc.rules.view import View


def known_title(head: Head) -> str | None:
    """The article's title as the head gives it, without the site's name; None when it gives none."""
    return head.title


def find_metadata(head: Head, view: View, ledger: Ledger, text: str, packs: tuple[SitePack, ...]) -> Metadata:
    """All facts about the article. A fact that nothing gives is None or empty; nothing is invented."""
    return Metadata(title=known_title(head))
