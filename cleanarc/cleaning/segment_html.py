"""HTML into blocks, by lexbor's tree."""

from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Page


def segment_html(html: str) -> Segmented:
    return Segmented(Page("", ()))
