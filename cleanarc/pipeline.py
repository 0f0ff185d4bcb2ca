"""The whole cleaning of one document, on one screen."""

from cleanarc.cleaning.decode import Decoded, decode
from cleanarc.cleaning.limits import unfit
from cleanarc.cleaning.metadata import find_metadata, known_title
from cleanarc.cleaning.propose import propose
from cleanarc.cleaning.render import RENDERER, apply, render
from cleanarc.cleaning.resolve import resolve
from cleanarc.cleaning.segment import SEGMENTER, segment
from cleanarc.model import Capture, CleanResult, Problem, Versions
from cleanarc.rules.registry import RuleSet
from cleanarc.rules.view import View, lines_of

CLEANER = "cleanarc/0.1.0"


def clean_capture(capture: Capture, ruleset: RuleSet) -> CleanResult:
    """Cleans one document. A bad one gives an empty text and problems that say why; nothing is raised."""
    is_html = capture.media_type == "text/html"
    obstacle = unfit(capture)
    decoded = Decoded("", None) if obstacle else decode(capture.data, capture.charset, is_html=is_html)
    segmented = segment(decoded.text, is_html=is_html)
    page = segmented.page
    title = known_title(segmented.head, capture.url, page.text)
    view = View(page, lines_of(page, segmented.doms), title, capture.url, is_html)
    proposed = propose(view, decoded.text, ruleset)
    ledger = resolve(page, proposed.proposals)
    text = render(apply(ledger, page))
    obstacles = ((obstacle,) if obstacle else ()) + segmented.problems
    if not text and not obstacles:
        obstacles = (Problem("no-text", "Nothing in the document is text of an article."),)
    return CleanResult(
        text=text,
        page=page,
        ledger=ledger,
        metadata=find_metadata(segmented.head, view, ledger, text, proposed.packs),
        versions=Versions(CLEANER, SEGMENTER, RENDERER, ruleset.digest),
        media_type=capture.media_type,
        encoding=decoded.encoding,
        revisions=proposed.revisions,
        problems=decoded.problems + obstacles + proposed.problems,
    )
