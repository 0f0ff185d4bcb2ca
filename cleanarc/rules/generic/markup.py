"""HTML that was never rendered: tags and entities left in the text."""

import html
import re
from collections.abc import Iterator

from cleanarc.model import Kind, Proposal, Role, Span
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.line import Line
from cleanarc.rules.view import View

_NAMES = (
    "a|abbr|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|embed|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|li"
    "|mark|object|ol|p|picture|q|s|script|section|small|source|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul"
)
_TAG = re.compile(rf"<(?P<close>/)?(?P<name>{_NAMES})(?P<attributes>\s[^<>]{{0,2000}})?\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,20});")
_EMPTY = {"br", "hr", "img", "embed", "source"}
_ABOUT_MARKUP = re.compile(r"\bhtml\b|\bxml\b|\bcss\b|\bjavascript\b|\bmarkdown\b|\bwordpress\b", re.IGNORECASE)


def _propose(view: View) -> Iterator[Proposal]:
    if "<" not in view.page.text and not _ENTITY.search(view.page.text):
        return
    marked = (line for line in view.lines if line.role is not Role.CODE and ("<" in line.text or "&" in line.text))
    found = [proposal for line in marked for proposal in _in_line(line)]
    # A text about markup shows it on purpose.
    if found and not _ABOUT_MARKUP.search(_without_tags(view.page.text)):
        yield from found


def _without_tags(text: str) -> str:
    return _TAG.sub(" ", text) if "<" in text else text


def _in_line(line: Line) -> Iterator[Proposal]:
    start = line.span.start
    for tag in _tags(line.text):
        yield RULE.remove(Span(start + tag.start(), start + tag.end()), f"a tag of HTML: {tag[0][:40]!r}", score=0.9)
    for comment in _COMMENT.finditer(line.text):
        yield RULE.remove(Span(start + comment.start(), start + comment.end()), "a comment of HTML", score=0.9)
    for entity in _ENTITY.finditer(line.text):
        said = html.unescape(entity[0])
        if said != entity[0]:
            where = Span(start + entity.start(), start + entity.end())
            yield RULE.repair(where, said, f"{entity[0]!r} is HTML for {said!r}")


def _tags(text: str) -> list[re.Match[str]]:
    """The tags that are markup at work: with attributes, standing alone by nature, or a pair around some text."""
    sure: list[re.Match[str]] = []
    opened: dict[str, list[re.Match[str]]] = {}
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if name in _EMPTY:
            sure.append(tag)
        elif not tag["close"]:
            opened.setdefault(name, []).append(tag)
        elif opened.get(name):
            sure += [opened[name].pop(), tag]
        elif name in {"p", "div", "li", "td", "tr"}:
            sure.append(tag)
    sure += [
        tag
        for tags in opened.values()
        for tag in tags
        if "=" in (tag["attributes"] or "") or tag["name"].lower() in {"p", "div"}
    ]
    return sorted(sure, key=lambda tag: tag.start())


_BODY = "The harbour of Lindmouth reopened on Monday after six weeks of dredging"

RULE = Rule(
    name="markup",
    code="F08",
    kind=Kind.MARKUP,
    why="Markup is how a page is written, not what it says.",
    risk="A text about markup; one that names HTML, CSS or the like is left alone.",
    removes=(
        Example(f'{_BODY}, the <a href="/port">port authority</a> said.<br />', ('<a href="/port">', "</a>", "<br />")),
        Example(
            f"Meldung: <p>{_BODY}, <strong>heißt es</strong> im Hafen.</p>", ("<p>", "<strong>", "</strong>", "</p>")
        ),
        Example(f"Before. {_BODY}, Fish &amp; Sons said.&nbsp;", ("&amp;", "&nbsp;")),
    ),
    keeps=(
        f"{_BODY}; prices were < 5 and > 3, and a <name> was asked for.",
        f"{_BODY}: the HTML tag <b>bold</b> makes text bold.",
        f"{_BODY}, AT&T said; Q&A; R&D;",
    ),
    propose=_propose,
)
