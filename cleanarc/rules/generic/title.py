"""The headline above the body, as often as it stands there."""

from collections.abc import Iterator

from cleanarc.model import Kind, Proposal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY, page
from cleanarc.rules.frame import is_title
from cleanarc.rules.view import View


def _propose(view: View) -> Iterator[Proposal]:
    title = view.frame.folded_title
    for line in view.frame.lines:
        if is_title(line, title):
            yield RULE.remove(line, "the headline above the body")


RULE = Rule(
    name="title",
    code="F01",
    kind=Kind.TITLE,
    why="The title is kept as metadata; in the text it would stand as a sentence without an end, often twice.",
    risk="A first line without a full stop that is no title, such as a question of an interview or a line of verse.",
    removes=(
        Example(
            page("Lindmouth harbour reopens after dredging", BODY["en"]), ("Lindmouth harbour reopens after dredging",)
        ),
        Example(
            page(
                "Hafen von Lindmünde wieder offen", "Von Jana Beispiel", "Hafen von Lindmünde wieder offen", BODY["de"]
            ),
            ("Hafen von Lindmünde wieder offen", "Hafen von Lindmünde wieder offen"),
        ),
        Example(f"Порт Линдск снова открыт для судов\n{BODY['ru']}\n", ("Порт Линдск снова открыт для судов",)),
        Example(f"林德港重新开放迎来首批货船\n{BODY['zh']}\n", ("林德港重新开放迎来首批货船",)),
        Example(page("Low water", "By Jane Example", BODY["en"]), ("Low water",)),
    ),
    keeps=(
        page(BODY["en"], "What happens next in the port", BODY["en"]),
        "The tide comes in with silver hands\nand lays them on the evening sands\nand asks for nothing back\n",
        page("What did the dredging cost?", BODY["en"], "Who has paid for it?", BODY["en"]),
        page("Low water", BODY["en"]),
    ),
    propose=_propose,
)
