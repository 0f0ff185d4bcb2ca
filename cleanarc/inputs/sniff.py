"""What a file holds, from its bytes rather than its name."""

import re

_HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|title|meta|script|div|p|table|article|section|h1)\b", re.I)


def sniff(data: bytes) -> str | None:
    """The media type: text/html, text/plain, or None for what is neither (binary)."""
    head = data[:4096]
    if b"\0" in head and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    return "text/html" if _HTML.search(head) else "text/plain"
