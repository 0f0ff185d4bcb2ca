"""Text that was decoded wrongly before it came here: "cafÃ©" for "café", "Ïîðò" for "Порт"."""

from collections.abc import Iterator

from cleanarc.model import Kind, Proposal, Repair, Role, Span
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY, page
from cleanarc.rules.line import Line
from cleanarc.rules.mojibake import Mended, mend_utf8, mend_western
from cleanarc.rules.view import View

_QUOTES = "\"'“”‘’„«»‹›「」『』()"


def _propose(view: View) -> Iterator[Proposal]:
    # Code shows its bytes on purpose.
    lines = [line for line in view.lines if not line.text.isascii() and line.role is not Role.CODE]
    foreign = dict(mend_western([line.text for line in lines]))
    yield from (_repair(lines[n], mended) for n, mended in foreign.items())
    found = [(line, mended) for n, line in enumerate(lines) if n not in foreign for mended in mend_utf8(line.text)]
    # So does a text about such mistakes, and all that it has of them stands in quotes.
    if not all(_is_quoted(line.text, mended) for line, mended in found):
        yield from (_repair(line, mended) for line, mended in found)


def _is_quoted(text: str, mended: Mended) -> bool:
    before, after = text[: mended.start][-1:], text[mended.end :][:1]
    return before != "" and before in _QUOTES and after != "" and after in _QUOTES


def _repair(line: Line, mended: Mended) -> Repair:
    start = line.span.start
    return RULE.repair(Span(start + mended.start, start + mended.end), mended.text, mended.how)


def _misread(text: str, charset: str, read_as: str) -> str:
    return text.encode(charset).decode(read_as)


_RUSSIAN = _misread(BODY["ru"], "cp1251", "latin-1")

RULE = Rule(
    name="mojibake",
    code="F12",
    kind=Kind.MARKUP,
    why="Its bytes were read in a charset that they were not written in; read in their own they say what was meant.",
    risk="A text that shows such mistakes outside of quotes and code.",
    removes=(
        Example(page("The café", "Theyâ€™re back, said Mr. BenoÃ®t."), ("â€™", "Ã®")),
        Example(_misread(BODY["fr"], "utf-8", "latin-1"), ("Ã¨", "Ã©")),
        Example(page("Port Lindsk", _RUSSIAN), (_RUSSIAN.strip("."),)),
    ),
    keeps=(
        page("What happened to my umlauts?", 'I saw "Ã¤" instead of "ä", and “Ã¶” for “ö”, after the update.'),
        page(BODY["fr"], "SÃO PAULO – À propos: Ærø, Øst, Ångström, Œuvre, ÐÞ, Âu, âge"),
        page(BODY["ru"], BODY["zh"], BODY["ar"]),
        page("Letters of Latin-1", "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞß àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"),
    ),
    propose=_propose,
)
