"""From decoded text to a page: HTML by its tree, plain text by its lines."""

from cleanarc.cleaning.limits import MAX_BLOCKS, MAX_HTML_BLOCKS, too_long
from cleanarc.cleaning.segment_html import segment_html
from cleanarc.cleaning.segment_text import segment_text
from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Page

SEGMENTER = "1"

_LINE_BREAKS = "\n\r\f\v\u2028\u2029"


def segment(text: str, *, is_html: bool, utf8: bytes | None = None) -> Segmented:
    """The page of a document, with what is known of each block. The page is empty when there is nothing to see.
    `utf8` is the text in UTF-8, where it is at hand: that is what HTML is parsed from.

    It is empty as well, with a problem, when there is more of it than is cleaned: plain text is measured before it is
    cut into blocks, HTML has limits of its own before it is parsed.
    """
    if not is_html and (problem := too_long(text, breaks=sum(map(text.count, _LINE_BREAKS)))):
        return Segmented(Page("", ()), problems=(problem,))
    segmented = segment_html(text, utf8) if is_html else segment_text(text)
    most = MAX_HTML_BLOCKS if is_html else MAX_BLOCKS
    if problem := too_long(segmented.page.text, blocks=len(segmented.page.blocks), most=most):
        return Segmented(Page("", ()), head=segmented.head, problems=(*segmented.problems, problem))
    return segmented
