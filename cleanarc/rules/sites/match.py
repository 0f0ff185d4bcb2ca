"""Which packs a page is of, and what they propose on it."""

import re
from collections.abc import Iterable, Iterator, Set
from urllib.parse import urlsplit

from cleanarc.model import Removal, Span, Tier
from cleanarc.rules.folding import fold
from cleanarc.rules.line import Line
from cleanarc.rules.sites.pack import Place, SiteLine, SitePack
from cleanarc.rules.view import View

_TAIL_CHARS = 300
_SENTENCE_END = re.compile(r"[.!?…。！？؟][\"'”’»“)\]]*\s+")


def choose_packs(packs: Iterable[SitePack], view: View) -> tuple[SitePack, ...]:
    """The packs whose host the page's address is on; where the address is not known, those whose marks it bears."""
    host = (urlsplit(view.url or "").hostname or "").removeprefix("www.")
    if host:
        return tuple(pack for pack in packs if any(host == own or host.endswith(f".{own}") for own in pack.hosts))
    texts = frozenset(_texts(view))
    return tuple(pack for pack in packs if _bears(pack, texts))


def propose_pack(pack: SitePack, view: View) -> Iterator[Removal]:
    """What a pack that was chosen removes from the page."""
    for layout in pack.layouts:
        for line in layout.lines:
            yield from _propose_line(pack, line, view)


def _bears(pack: SitePack, texts: Set[str]) -> bool:
    if pack.marks is None:
        return False
    borne = sum(any(mark.fullmatch(text) for text in texts) for mark in pack.marks.patterns)
    return borne >= pack.marks.need


def _texts(view: View) -> Iterator[str]:
    """What marks are matched against: each line, and what stands behind the last sentences of one."""
    for line in view.lines:
        yield line.folded
        yield from (fold(line.text[at:]) for at in _tails(line))


def _tails(line: Line) -> Iterator[int]:
    """Where a text that is glued to a line may start: behind each full stop near its end."""
    from_here = max(0, len(line.text) - _TAIL_CHARS)
    return (found.end() for found in _SENTENCE_END.finditer(line.text, from_here))


def _propose_line(pack: SitePack, own: SiteLine, view: View) -> Iterator[Removal]:
    rule = f"site/{pack.name}/{own.name}"
    if own.where is Place.TAIL:
        for line in view.lines:
            start = next((at for at in _tails(line) if own.pattern.fullmatch(fold(line.text[at:]))), None)
            if start is not None:
                span = Span(line.span.start + start, line.span.end)
                yield Removal(span, rule, own.kind, own.why, Tier.SITE)
        return
    lines = view.frame.lines if own.where is Place.HEAD else view.lines
    for line in lines:
        if own.pattern.fullmatch(line.folded):
            yield Removal(line.span, rule, own.kind, own.why, Tier.SITE)
