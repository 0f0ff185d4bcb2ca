"""A first letter that was set large and got lost on the way: "he harbour" for "The harbour".

It is restored where the page has the whole word: before the same words in a title, a pull quote or another sentence, or
as a name. Failing that, a short list of words that open articles tells it. A dictionary would not: with one, most torn
words are the rest of several ("hen": Then, When) or words themselves.
"""

import re
from collections import Counter
from collections.abc import Iterator

from cleanarc.model import Kind, Proposal, Span
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY, page
from cleanarc.rules.folding import fold
from cleanarc.rules.line import Line
from cleanarc.rules.openings import openings
from cleanarc.rules.view import View

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_FIRST = re.compile(r"[\"'“”‘’«„]*(?P<letter>[^\W\d_]\s+)?(?P<rest>[^\W\d_]+(?:['’\-][^\W\d_]+)*)")
_WORDS_AFTER = 2
"""Words behind the torn one that must follow the whole one elsewhere; in a headline, which is terse, one will do."""
_NAME_LETTERS = 5
_NAME_TIMES = 2
"""Letters of a name of which the first got lost, and how often the page has it whole."""


def _propose(view: View) -> Iterator[Proposal]:
    body = view.frame.body
    first = _FIRST.match(body.text) if body else None
    if body is None or first is None or not _is_torn(first):
        return
    found = _in_context(view, body, first) or _as_name(view, first) or _in_list(view, first)
    if found is None:
        return
    word, evidence = found
    start = body.span.start
    where = Span(start + first.start("letter" if first["letter"] else "rest"), start + first.end("rest"))
    letter = first["letter"].strip() if first["letter"] else word[0].upper()
    yield RULE.repair(where, letter + first["rest"], evidence)


def _is_torn(first: re.Match[str]) -> bool:
    """Whether the first word may lack its first letter: all in small letters (so no iPhone, d'Artagnan, al-Sham)."""
    letter_fits = not first["letter"] or first["letter"].strip().isupper()
    return first["rest"].islower() and letter_fits


def _in_context(view: View, body: Line, first: re.Match[str]) -> tuple[str, str] | None:
    """A word with one letter more before the same words."""
    torn = fold(first["rest"])
    after = [fold(word) for word in _WORD.findall(body.text[first.end() :])[:_WORDS_AFTER]]
    framed = {line.index for line in view.frame.lines}
    for line in view.lines:
        words = _WORD.findall(line.text if line is not body else line.text[first.end() :])
        folded = [word.lower() if word.isascii() else fold(word) for word in words]
        wanted = after[:1] if line.index in framed and line.folded == view.frame.folded_title else after
        for n, word in enumerate(folded):
            if len(word) == len(torn) + 1 and word.endswith(torn) and folded[n + 1 : n + 1 + len(wanted)] == wanted:
                if first["letter"] and fold(first["letter"].strip()) != word[0]:
                    continue
                return words[n], f"{line.text[:60]!r} has the whole word {words[n]!r} in the same place"
    return None


def _as_name(view: View, first: re.Match[str]) -> tuple[str, str] | None:
    """A name with one letter more that the page has again and again, while it never has the torn word."""
    torn = first["rest"]
    if first["letter"] or len(torn) < _NAME_LETTERS - 1:
        return None
    words = Counter(word for line in view.lines if torn in line.text for word in _WORD.findall(line.text))
    names = [word for word in words if word[0].isupper() and word[1:] == torn]
    if len(names) != 1 or words[torn] > 1 or words[names[0]] < _NAME_TIMES or words[names[0].lower()]:
        return None
    return names[0], f"the page has the name {names[0]!r} {words[names[0]]} times"


def _in_list(view: View, first: re.Match[str]) -> tuple[str, str] | None:
    """A word that opens articles; of several that end alike, the one that the page has elsewhere."""
    torn = first["rest"]
    if first["letter"]:
        word = first["letter"].strip().lower() + torn
        return (word, f"{word!r} is a word that opens articles") if word in openings().apart else None
    words = openings().by_rest.get(torn, ())
    if len(words) > 1:
        present = {word.lower() for line in view.lines for word in _WORD.findall(line.text)}
        words = tuple(word for word in words if word in present)
    return (words[0], f"{words[0]!r} is a word that opens articles") if len(words) == 1 else None


_REST = "waited outside the pier for the tide, the port authority said on Monday, and some of them left."

RULE = Rule(
    name="drop-cap",
    code="F06",
    kind=Kind.MARKUP,
    why="The letter stood in an element of its own, which the extractor dropped; the word is torn without it.",
    risk="A text that opens with a small letter on purpose and has the same words elsewhere, or the same name.",
    removes=(
        Example(
            page(f'Example writes: "The port {_REST}"', "Port opens", "By Jo Example", f"he port {_REST}"), ("he",)
        ),
        Example(page("Ships wait outside the pier", f"hips wait no more, said the master who {_REST}"), ("hips",)),
        Example(page(f"T he port {_REST}", f"The port {_REST}"), ("T he",)),
        Example(page("Das Wasser kam in der Nacht", f"as Wasser kam in der Nacht. {BODY['de']}"), ("as",)),
        Example(page("Порт открыт снова для судов", f"орт открыт с понедельника. {BODY['ru']}"), ("орт",)),
        Example(
            page("Ships are back", f"indmouth is open again. {BODY['en']} Visitors of Lindmouth are glad."),
            ("indmouth",),
        ),
        Example(page("Ships are back", f"fter six weeks, ships {_REST} The day after was calm."), ("fter",)),
        Example(
            page(
                "Skibene er tilbage", "fter seks uger er havnen åben igen, sagde havnechefen, dagen efter mødet i byen."
            ),
            ("fter",),
        ),
        Example(page("Schiffe fahren wieder", f"ährend der Bauarbeiten lag alles still. {BODY['de']}"), ("ährend",)),
        Example(page("Суда вернулись", f"осле шести недель гавань открыта. {BODY['ru']}"), ("осле",)),
        Example(page("Ships are back", f"T hose who {_REST}"), ("T hose",)),
    ),
    keeps=(
        page("iPhone sales fall in spring", f"iPhone sales fell while buyers {_REST}"),
        page("Peter van der Berg in Lindmouth", f"van der Berg spoke to skippers who {_REST}"),
        page("Ivan der Berg and the sea", f"d'Artagnan and his men {_REST}"),
        page("The harbour is open again", f"he said that ships {_REST}"),
        page("She said that ships were lost", f"He said that ships {_REST}"),
        page("eBay lists harbour cranes", f"eBay lists cranes, and sellers {_REST}"),
        page("Charles de Gaulle in Lindmouth", f"de Gaulle came to the pier, and his men {_REST}"),
        page("Jeanne d'Arc in Lindmouth", f"d'Arc spoke to skippers who {_REST}"),
        page("Al-Shabaab leaves port", f"al-Shabaab fighters {_REST}"),
        page("The books of bell hooks", f"bell hooks wrote of ships that {_REST}"),
        page("Ivan and his ship", f"van Houten met Ivan, and Ivan {_REST}"),
        page("What adidas sells", f"adidas sold shoes to skippers who {_REST}"),
        page("On hens", f"hen parties {_REST}"),
        page("Turing and Chile", f"hile the ships {_REST}"),
        page("Los barcos esperan", f"Y a la mañana siguiente salieron. {BODY['es']}"),
    ),
    propose=_propose,
)
