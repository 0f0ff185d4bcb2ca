"""From decoded text to a page: HTML by its tree, plain text by its lines."""

from cleanarc.cleaning.segment_html import segment_html
from cleanarc.cleaning.segment_text import segment_text
from cleanarc.cleaning.segmented import Segmented

SEGMENTER = "1"


def segment(text: str, *, is_html: bool) -> Segmented:
    """The page of a document, with what is known of each block. The page is empty when there is nothing to see."""
    return segment_html(text) if is_html else segment_text(text)
