"""How most phrase rules propose: each line of the rule's kind that is a trade phrase as a whole."""

from collections.abc import Iterator

from cleanarc.model import Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.view import View


def whole_lines(rule: Rule, view: View) -> Iterator[Removal]:
    """A removal of each prompt of the rule's kind, with the phrase as evidence."""
    for index, prompt in view.prompts.items():
        if prompt.phrase.kind is rule.kind:
            yield rule.remove(view.lines[index], prompt.evidence)


def below(story: str, *lines: str) -> Example:
    """An example of lines below a story, each a paragraph, all of which go."""
    return Example("\n\n".join((story, *lines)), lines)
