"""Cutting a document into blocks again: does the page that a cleaning tells of come from the original bytes?"""

from collections.abc import Iterator

from cleanarc.cleaning.decode import decode
from cleanarc.cleaning.hidden_body import with_hidden_body
from cleanarc.cleaning.limits import unfit
from cleanarc.cleaning.metadata import known_title
from cleanarc.cleaning.segment import SEGMENTER, segment
from cleanarc.cleaning.segmented import Segmented
from cleanarc.model import Capture, CleanResult, Page


def is_comparable(result: CleanResult) -> bool:
    """Whether today's segmenter can be asked: it is the one that wrote the page, no config reshaped it that the archive
    does not hold, and the page was not given up for a limit of the machine that it ran on."""
    gave_up = not result.page.text and any(problem.transient for problem in result.problems)
    return result.versions.segmenter == SEGMENTER and result.versions.config is None and not gave_up


def comes_from(page: Page, data: bytes, charset: str | None, result: CleanResult, url: str | None) -> bool:
    """Whether bytes give this page, which is that of `result`.

    `charset` is what the transport declared, and `url` the address that the page may have had.
    """
    return any(page == again for again in _pages(data, charset, result, url))


def _pages(data: bytes, said: str | None, result: CleanResult, url: str | None) -> Iterator[Page]:
    """The pages that the bytes may give: in the charset that was said with them, that they tell, or that they were read
    as; as they are, or with an article that only a script holds."""
    if unfit(Capture(data, result.media_type)):
        yield Page("", ())
        return
    is_html = result.media_type == "text/html"
    for charset in dict.fromkeys((said, None, result.encoding)):
        decoded = decode(data, charset, is_html=is_html)
        segmented = segment(decoded.text, is_html=is_html, utf8=decoded.utf8)
        yield segmented.page
        if is_html:
            yield from _with_hidden_bodies(segmented, url)


def _with_hidden_bodies(segmented: Segmented, url: str | None) -> Iterator[Page]:
    """An article in a script is found by the title, and that by the address, where the page had one of its own."""
    for address in dict.fromkeys((url, None)):
        title = known_title(segmented.head, address, segmented.page.text)
        found = with_hidden_body(segmented, title)
        if found is not segmented:
            yield found.page
