"""A first letter that was set large and got lost on the way: "he harbour" for "The harbour"."""

import re
from collections.abc import Iterator

from cleanarc.model import Kind, Proposal, Span
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY, page
from cleanarc.rules.folding import fold
from cleanarc.rules.line import Line
from cleanarc.rules.view import View

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_FIRST = re.compile(r"[\"'“”‘’«„]*(?P<letter>[^\W\d_]\s+)?(?P<rest>[^\W\d_]+(?:['’\-][^\W\d_]+)*)")
_WORDS_AFTER = 2
"""Words behind the torn one that must follow the whole one elsewhere; in a headline, which is terse, one will do."""


def _propose(view: View) -> Iterator[Proposal]:
    body = view.frame.body
    first = _FIRST.match(body.text) if body else None
    if body is None or first is None or not _is_torn(first):
        return
    found = _whole_word(view, body, first)
    if found is None:
        return
    word, line = found
    start = body.span.start
    where = Span(start + first.start("letter" if first["letter"] else "rest"), start + first.end("rest"))
    letter = first["letter"].strip() if first["letter"] else word[0].upper()
    yield RULE.repair(
        where, letter + first["rest"], f"{line.text[:60]!r} has the whole word {word!r} in the same place"
    )


def _is_torn(first: re.Match[str]) -> bool:
    """Whether the first word may lack its first letter: all in small letters (so no iPhone, d'Artagnan, al-Sham)."""
    letter_fits = not first["letter"] or first["letter"].strip().isupper()
    return first["rest"].islower() and letter_fits


def _whole_word(view: View, body: Line, first: re.Match[str]) -> tuple[str, Line] | None:
    """A word with one letter more before the same words, and the line that has it."""
    torn = fold(first["rest"])
    after = [fold(word) for word in _WORD.findall(body.text[first.end() :])[:_WORDS_AFTER]]
    framed = {line.index for line in view.frame.lines}
    for line in view.lines:
        words = _WORD.findall(line.text if line is not body else line.text[first.end() :])
        folded = [fold(word) for word in words]
        wanted = after[:1] if line.index in framed and line.folded == view.frame.folded_title else after
        for n, word in enumerate(folded):
            if len(word) == len(torn) + 1 and word.endswith(torn) and folded[n + 1 : n + 1 + len(wanted)] == wanted:
                if first["letter"] and fold(first["letter"].strip()) != word[0]:
                    continue
                return words[n], line
    return None


_REST = "waited outside the pier for the tide, the port authority said on Monday, and some of them left."

RULE = Rule(
    name="drop-cap",
    code="F06",
    kind=Kind.MARKUP,
    why="The letter stood in an element of its own, which the extractor dropped; the word is torn without it.",
    risk="A text that opens with a small letter on purpose and has the same words elsewhere.",
    removes=(
        Example(
            page(f'Example writes: "The port {_REST}"', "Port opens", "By Jo Example", f"he port {_REST}"), ("he",)
        ),
        Example(page("Ships wait outside the pier", f"hips wait no more, said the master who {_REST}"), ("hips",)),
        Example(page(f"T he port {_REST}", f"The port {_REST}"), ("T he",)),
        Example(page("Das Wasser kam in der Nacht", f"as Wasser kam in der Nacht. {BODY['de']}"), ("as",)),
        Example(page("Порт открыт снова для судов", f"орт открыт с понедельника. {BODY['ru']}"), ("орт",)),
    ),
    keeps=(
        page("iPhone sales fall in spring", f"iPhone sales fell while buyers {_REST}"),
        page("Peter van der Berg in Lindmouth", f"van der Berg spoke to skippers who {_REST}"),
        page("Ivan der Berg and the sea", f"d'Artagnan and his men {_REST}"),
        page("The harbour is open again", f"he said that ships {_REST}"),
        page("She said that ships were lost", f"He said that ships {_REST}"),
        page("eBay lists harbour cranes", f"eBay lists cranes, and sellers {_REST}"),
    ),
    propose=_propose,
)
