"""From decoded text to a page: HTML by its tree, plain text by its lines."""

from cleanarc.cleaning.limits import MAX_BLOCKS, MAX_HTML_BLOCKS, too_long
from cleanarc.cleaning.segment_html import segment_directed, segment_html
from cleanarc.cleaning.segment_text import segment_text
from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Page
from cleanarc.rules.foreign.site_config import SiteConfig

SEGMENTER = "2"

_LINE_BREAKS = "\n\r\f\v\x85\u2028\u2029"


def segment(text: str, *, is_html: bool, utf8: bytes | None = None, config: SiteConfig | None = None) -> Segmented:
    """The page of a document, with what is known of each block. The page is empty when there is nothing to see.
    `utf8` is the text in UTF-8, where it is at hand: that is what HTML is parsed from. `config` is that of its site,
    which may reshape it.

    It is empty as well, with a problem, when there is more of it than is cleaned: plain text is measured before it is
    cut into blocks, HTML has limits of its own before it is parsed.
    """
    if not is_html and (problem := too_long(text, breaks=sum(map(text.count, _LINE_BREAKS)))):
        return Segmented(Page("", ()), problems=(problem,))
    if is_html:
        segmented = segment_directed(text, config) if config else segment_html(text, utf8)
    else:
        segmented = segment_text(text)
    most = MAX_HTML_BLOCKS if is_html else MAX_BLOCKS
    if problem := too_long(segmented.page.text, blocks=len(segmented.page.blocks), most=most):
        return Segmented(Page("", ()), head=segmented.head, problems=(*segmented.problems, problem))
    return segmented
