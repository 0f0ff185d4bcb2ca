"""Lists of tags, topics and categories."""

from collections.abc import Iterator
from itertools import takewhile

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import FERRY
from cleanarc.rules.line import Line
from cleanarc.rules.prose import ends_in_full_stop
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import whole_lines

_TAG_WORDS = 5
_ROW_WORDS = 40


def _propose(view: View) -> Iterator[Removal]:
    yield from whole_lines(RULE, view)
    prose = [line.index for line in view.prose]
    if not prose:
        return
    for line in view.lines:
        if not prose[0] < line.index < prose[-1]:
            yield from _tags_at(view, line, after=line.index > prose[-1])


def _tags_at(view: View, line: Line, *, after: bool) -> Iterator[Removal]:
    lead = view.leads.get(line.index)
    if lead and lead.kind is Kind.TAGS and line.words <= _ROW_WORDS and not ends_in_full_stop(line.text):
        yield RULE.remove(line, f"opens with '{lead.text}:' and goes on with tags, outside the body")
    phrase = view.phrases.get(line.index)
    if after and phrase and phrase.kind is Kind.TAGS and phrase.opens:
        tags = tuple(takewhile(lambda one: _is_tag(view, one), view.lines[line.index + 1 :]))
        if tags and line.index not in view.prompts:
            yield RULE.remove(line, f"the heading '{phrase.text}' with tags below it")
        for tag in tags:
            yield RULE.remove(tag, f"a tag under the heading '{phrase.text}'")


def _is_tag(view: View, line: Line) -> bool:
    few = line.words <= _TAG_WORDS or ("," in line.text and line.words <= _ROW_WORDS)
    return few and not ends_in_full_stop(line.text) and line.index not in view.prompts


RULE = Rule(
    name="tags",
    code="P17",
    kind=Kind.TAGS,
    why="Tags file the article; they are no part of its text.",
    risk="An article that ends in a short list under a heading such as 'Keywords'.",
    removes=(
        Example(f"{FERRY['en']}\n\nTags: ferry, harbour, storm", ("Tags: ferry, harbour, storm",)),
        Example(f"{FERRY['en']}\n\nFiled under: News, Harbour", ("Filed under: News, Harbour",)),
        Example(f"{FERRY['en']}\n\nTags\n\nferry\n\nharbour wall", ("Tags", "ferry", "harbour wall")),
        Example(f"{FERRY['de']}\n\nSchlagwörter\n\nFähre, Hafen, Sturm", ("Schlagwörter", "Fähre, Hafen, Sturm")),
        Example(
            "Le ferry ne reprendra pas la mer avant lundi, a annoncé la capitainerie vendredi soir.\n\n"
            "Mots-clés : ferry, port",
            ("Mots-clés : ferry, port",),
        ),
        Example(
            "Паром на острова не выйдет в море раньше понедельника, сообщили в порту вечером, и никто не спорил."
            "\n\nТеги: паром, порт",
            ("Теги: паром, порт",),
        ),
        Example(
            "港务局周五晚间表示，开往外岛的渡轮在下周一之前不会恢复航行。\n\n关键词：渡轮，港口",
            ("关键词：渡轮，港口",),
        ),
    ),
    keeps=(
        f"{FERRY['en']}\n\nTopics: the wall, the ferry and the tide\n\n{FERRY['en']}",
        f"{FERRY['en']}\n\nTags hang from every crate in the shed.",
        f"{FERRY['de']}\n\nThemen: Der Rat sprach über die Mauer und den Sturm.",
    ),
    propose=_propose,
)
