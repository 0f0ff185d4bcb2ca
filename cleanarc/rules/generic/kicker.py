"""What stands above the headline: the section, the topic, the site's name."""

from collections.abc import Iterator

from cleanarc.model import Kind, Proposal, Role
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY, page
from cleanarc.rules.prose import ends_in_full_stop
from cleanarc.rules.view import View

_MOST_WORDS = 5
_MOST_LINES = 4


def _propose(view: View) -> Iterator[Proposal]:
    title = view.frame.title
    if title is None or view.is_html or not view.frame.is_sure:
        return
    above = [line for line in view.frame.lines if line.index < title.index]
    if len(above) > _MOST_LINES:
        return
    for line in above:
        if (
            line.words <= _MOST_WORDS
            and line.role in (Role.PARAGRAPH, Role.HEADING, Role.LINE)
            and not ends_in_full_stop(line.text)
        ):
            yield RULE.remove(line, "a short line above the headline", score=0.7)


RULE = Rule(
    name="kicker",
    code="F09",
    kind=Kind.NAVIGATION,
    why="Above the headline a page names the section or itself; the article has not begun.",
    risk="The headline is not known in plain text, so a line above what looks like one may be the headline.",
    removes=(
        Example(
            page("Coast and Ports", "Harbour reopens after dredging", "By Jo Example", BODY["en"]), ("Coast and Ports",)
        ),
        Example(
            f"Startseite\nRegional\nHafen von Lindmünde wieder offen\n3. Mai 2021\n\n{BODY['de']}",
            ("Startseite", "Regional"),
        ),
    ),
    keeps=(
        page("Coast and Ports", "Lindmouth harbour reopens after dredging", BODY["en"]),
        page(BODY["en"], "Lindmouth harbour reopens after dredging", BODY["en"]),
        "Slow tide\n\nThe harbour sleeps beneath the snow\nand does not know\nwhere all its ships have gone\n",
    ),
    propose=_propose,
)
