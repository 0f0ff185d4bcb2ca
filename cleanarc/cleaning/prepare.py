"""A document made ready: decoded and cut into blocks. What it teaches and how it is cleaned both begin with that."""

from dataclasses import dataclass

from cleanarc.cleaning.decode import Decoded, decode
from cleanarc.cleaning.limits import unfit
from cleanarc.cleaning.segment import segment
from cleanarc.cleaning.segmented import Segmented
from cleanarc.formats.urls import readable
from cleanarc.model import Capture, Problem
from cleanarc.rules.foreign.choose import choose_config
from cleanarc.rules.registry import RuleSet


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document and its page. `url` is its address where that can be read, `obstacle` says why there is no page."""

    capture: Capture
    url: str | None
    decoded: Decoded
    segmented: Segmented
    obstacle: Problem | None

    @property
    def is_html(self) -> bool:
        return self.capture.media_type == "text/html"


def prepare(capture: Capture, ruleset: RuleSet) -> Prepared:
    """Decodes a document and cuts it into blocks. Nothing is raised: an address that can't be read counts as none."""
    is_html = capture.media_type == "text/html"
    url = readable(capture.url)
    obstacle = unfit(capture)
    decoded = Decoded("", None) if obstacle else decode(capture.data, capture.charset, is_html=is_html)
    config = choose_config(ruleset.configs, url) if is_html else None
    segmented = segment(decoded.text, is_html=is_html, utf8=decoded.utf8, config=config)
    return Prepared(capture, url, decoded, segmented, obstacle)
