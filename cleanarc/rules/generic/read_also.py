"""A line that leads to another article: "Read also: <headline>"."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.prose import ends_in_full_stop
from cleanarc.rules.view import View

_STORY = "The ferry to the outer islands will not run before Monday, the port authority said on Friday evening."
_HEADLINE = range(3, 31)
"""Words that the headline may have."""


def _propose(view: View) -> Iterator[Removal]:
    for index, phrase in view.leads.items():
        line = view.lines[index]
        if phrase.kind is Kind.RELATED and line.words in _HEADLINE and not ends_in_full_stop(line.text):
            yield RULE.remove(line, f"opens with '{phrase.text}:' and goes on with a headline")


RULE = Rule(
    name="read-also",
    code="P03",
    kind=Kind.RELATED,
    why="A line that leads to another article is none of this one.",
    risk="A line of a list that opens with such words and has no full stop.",
    removes=(
        Example(
            f"{_STORY}\n\nRead also: Harbour wall to be rebuilt by spring\n\n{_STORY}",
            ("Read also: Harbour wall to be rebuilt by spring",),
        ),
        Example(
            f"{_STORY}\n\nLesen Sie auch: Hafenmauer wird bis zum Frühjahr erneuert\n\n{_STORY}",
            ("Lesen Sie auch: Hafenmauer wird bis zum Frühjahr erneuert",),
        ),
        Example(
            f"{_STORY}\n\n>> À lire aussi : Le mur du port sera reconstruit au printemps\n\n{_STORY}",
            (">> À lire aussi : Le mur du port sera reconstruit au printemps",),
        ),
        Example(
            f"{_STORY}\n\nЧитайте также: Стену гавани отстроят к весне\n\n{_STORY}",
            ("Читайте также: Стену гавани отстроят к весне",),
        ),
        Example(f"{_STORY}\n\n相关阅读：港口防波堤将于春季重建\n\n{_STORY}", ("相关阅读：港口防波堤将于春季重建",)),
    ),
    keeps=(
        f"{_STORY}\n\nRelated: the two firms shared an owner, and the suit was dropped.",
        f"{_STORY}\n\nRead more: that was the advice of the minister, and most pupils took it.",
        f"{_STORY}\n\nThe sign said it all: read also the small print",
    ),
    propose=_propose,
)
