"""The whole cleaning of one document, on one screen."""

from dataclasses import dataclass, replace
from functools import cache, partial

from cleanarc.cleaning.by_config import by_config
from cleanarc.cleaning.cosmetic import by_filters
from cleanarc.cleaning.decode import Decoded, decode
from cleanarc.cleaning.hidden_body import with_hidden_body
from cleanarc.cleaning.limits import unfit
from cleanarc.cleaning.metadata import find_metadata, known_title, stated_title
from cleanarc.cleaning.page_type import page_type
from cleanarc.cleaning.policy import under
from cleanarc.cleaning.propose import Proposed, Tools, propose, whole_view
from cleanarc.cleaning.render import RENDERER, apply, render
from cleanarc.cleaning.resolve import resolve
from cleanarc.cleaning.segment import SEGMENTER, segment
from cleanarc.cleaning.segmented import Segmented
from cleanarc.formats.urls import readable
from cleanarc.model import Capture, CleanResult, Ledger, Metadata, Page, Policy, Problem, Versions
from cleanarc.rules.foreign.choose import choose_config

CLEANER = "cleanarc/0.1.0"

_THIN = 200
"""Words of text below which it is asked whether the page is an article at all, and whether its scripts hold more."""
_LISTED = 5
"""Links to other articles in the text from which it is asked, too: lists of articles may have any number of words."""


def clean_capture(capture: Capture, tools: Tools, policy: Policy | None = None) -> CleanResult:
    """Cleans one document. A bad one gives an empty text and problems that say why; nothing is raised.

    `policy` is the default where none is given.
    """
    policy = policy or Policy()
    is_html = capture.media_type == "text/html"
    considered = consider(capture, tools)
    decoded, segmented, proposed = considered.decoded, considered.segmented, considered.proposed
    problems, confidence = _doubts(segmented, proposed, is_html=is_html)
    page = segmented.page
    ledger = resolve(page, under(policy, segmented, proposed))
    text = render(apply(ledger, page))
    obstacles = considered.obstacles
    if not text and not obstacles:
        obstacles = (Problem("no-text", "Nothing in the document is text of an article."),)
    return CleanResult(
        text=text,
        page=page,
        ledger=ledger,
        find_metadata=cache(partial(_metadata, segmented, proposed, ledger, text, capture.modified)),
        versions=replace(
            _versions(tools, policy),
            model=proposed.model,
            config=segmented.directed.config.digest if segmented.directed else None,
        ),
        media_type=capture.media_type,
        encoding=decoded.encoding,
        revisions=proposed.revisions,
        problems=decoded.problems + obstacles + problems,
        confidence=confidence,
    )


def uncleaned(capture: Capture, tools: Tools, policy: Policy, problem: Problem) -> CleanResult:
    """The result for a document that could not be cleaned, for a reason that it does not show itself."""
    versions = _versions(tools, policy)
    return CleanResult("", Page("", ()), Ledger(), Metadata, versions, capture.media_type, problems=(problem,))


def _versions(tools: Tools, policy: Policy) -> Versions:
    """What a cleaning with these is made by, as far as it does not depend on the document."""
    return Versions(
        CLEANER, SEGMENTER, RENDERER, tools.ruleset.digest, learned=tools.learned.digest, policy=policy.name
    )


@dataclass(frozen=True, slots=True)
class Considered:
    """A document with all that is proposed on it, before anything is decided; `obstacles` say why there is nothing."""

    decoded: Decoded
    segmented: Segmented
    proposed: Proposed
    obstacles: tuple[Problem, ...]


def consider(capture: Capture, tools: Tools) -> Considered:
    """Decodes a document, cuts it into blocks, and asks for proposals. Nothing is raised: an address that can't be read
    counts as none."""
    is_html = capture.media_type == "text/html"
    url = readable(capture.url)
    obstacle = unfit(capture)
    decoded = Decoded("", None) if obstacle else decode(capture.data, capture.charset, is_html=is_html)
    config = choose_config(tools.ruleset.configs, url) if is_html else None
    segmented = segment(decoded.text, is_html=is_html, utf8=decoded.utf8, config=config)
    title = stated_title(segmented.directed) or known_title(segmented.head, url, segmented.page.text)
    proposed = propose(segmented, decoded.text, title, url, tools)
    if is_html and proposed.words < _THIN:
        shown, segmented = segmented, with_hidden_body(segmented, title)
        if segmented is not shown:
            proposed = propose(segmented, decoded.text, title, url, tools)
    obstacles = ((obstacle,) if obstacle else ()) + segmented.problems
    proposed = by_config(segmented, proposed, tools.ruleset)
    return Considered(decoded, segmented, by_filters(segmented, proposed, url, tools.ruleset), obstacles)


def _metadata(segmented: Segmented, proposed: Proposed, ledger: Ledger, text: str, modified: str | None) -> Metadata:
    # Facts may stand anywhere on a page, dates in its footer, so all lines of HTML are looked at.
    view = proposed.view
    if segmented.layout:
        view = whole_view(segmented, view.title, view.url)
    known = replace(segmented, head=replace(segmented.head, modified=modified))
    return find_metadata(known, view, ledger, text, proposed.packs)


def _doubts(segmented: Segmented, proposed: Proposed, *, is_html: bool) -> tuple[tuple[Problem, ...], float]:
    """Problems that say that a page is no article, and how sure its text is."""
    if not is_html or (proposed.words >= _THIN and proposed.headlines < _LISTED):
        return (), proposed.confidence
    kind = page_type(whole_view(segmented, proposed.view.title, proposed.view.url), proposed.kept, segmented.head)
    return kind.problems, min(kind.confidence, proposed.confidence) if kind.problems else proposed.confidence
