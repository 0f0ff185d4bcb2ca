"""The whole cleaning of one document, on one screen."""

from dataclasses import dataclass, replace
from functools import cache, partial

from cleanarc.cleaning.by_config import by_config
from cleanarc.cleaning.cosmetic import by_filters
from cleanarc.cleaning.hidden_body import with_hidden_body
from cleanarc.cleaning.metadata import find_metadata, known_title, stated_title
from cleanarc.cleaning.page_type import page_type
from cleanarc.cleaning.policy import under
from cleanarc.cleaning.prepare import Prepared, prepare
from cleanarc.cleaning.propose import Proposed, Tools, propose, whole_view
from cleanarc.cleaning.render import RENDERER, apply, render
from cleanarc.cleaning.resolve import resolve
from cleanarc.cleaning.segment import SEGMENTER
from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Capture, CleanResult, Ledger, Metadata, Page, Policy, Problem, Versions

CLEANER = "cleanarc/0.1.0"

_THIN = 200
"""Words of text below which it is asked whether the page is an article at all, and whether its scripts hold more."""
_LISTED = 5
"""Links to other articles in the text from which it is asked, too: lists of articles may have any number of words."""


def clean_capture(capture: Capture, tools: Tools, policy: Policy | None = None) -> CleanResult:
    """Cleans one document. A bad one gives an empty text and problems that say why; nothing is raised.

    `policy` is the default where none is given.
    """
    return conclude(consider(prepare(capture, tools.ruleset), tools), tools, policy or Policy())


@dataclass(frozen=True, slots=True)
class Considered:
    """A document with all that is proposed on it, before anything is decided.

    `segmented` is its page, with the body in it that scripts alone hold.
    """

    prepared: Prepared
    segmented: Segmented
    proposed: Proposed


def consider(prepared: Prepared, tools: Tools) -> Considered:
    """Asks for proposals on a document. Nothing is raised."""
    segmented, url, source = prepared.segmented, prepared.url, prepared.decoded.text
    title = stated_title(segmented.directed) or known_title(segmented.head, url, segmented.page.text)
    proposed = propose(segmented, source, title, url, tools)
    if prepared.is_html and proposed.words < _THIN:
        segmented = with_hidden_body(segmented, title)
        if segmented is not prepared.segmented:
            proposed = propose(segmented, source, title, url, tools)
    proposed = by_config(segmented, proposed, tools.ruleset)
    return Considered(prepared, segmented, by_filters(segmented, proposed, url, tools.ruleset))


def conclude(considered: Considered, tools: Tools, policy: Policy) -> CleanResult:
    """Decides on what is proposed on a document, and makes its text."""
    prepared, segmented, proposed = considered.prepared, considered.segmented, considered.proposed
    capture, decoded = prepared.capture, prepared.decoded
    problems, confidence = _doubts(segmented, proposed, is_html=prepared.is_html)
    page = segmented.page
    ledger = resolve(page, under(policy, segmented, proposed))
    text = render(apply(ledger, page))
    obstacles = ((prepared.obstacle,) if prepared.obstacle else ()) + segmented.problems
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
