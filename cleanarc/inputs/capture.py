"""A document in memory as a capture."""

from cleanarc.formats.charsets import text_charset
from cleanarc.inputs.sniff import CHARACTERS, HTML, TEXT, sniff, sniff_text
from cleanarc.model import Capture

_SAME = {"application/xhtml+xml": HTML, "text/markdown": TEXT, "text/x-markdown": TEXT}


def capture(data: bytes | str, url: str | None = None, media_type: str | None = None) -> Capture:
    """The capture of a document that was handed over.

    `data` are its bytes, or its characters, of which lone surrogates become U+FFFD. `media_type` may carry a charset,
    as in HTTP; it decides between HTML and text, but no type makes text of binary data. Nothing is raised.
    """
    declared, charset = _declared(media_type)
    if isinstance(data, str):
        # Through UTF-16, so that a pair of surrogates becomes the character that it stands for.
        text = data.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return Capture(text.encode(), declared or sniff_text(text), url, "utf-8")
    found = sniff(data)
    return Capture(data, declared if declared and found in CHARACTERS else found, url, charset)


def _declared(media_type: str | None) -> tuple[str | None, str | None]:
    """Media type and charset out of an HTTP Content-Type."""
    kind, *parameters = [part.strip() for part in (media_type or "").lower().split(";")]
    charset = dict(parameter.partition("=")[::2] for parameter in parameters).get("charset")
    return _SAME.get(kind, kind) or None, text_charset(charset)
