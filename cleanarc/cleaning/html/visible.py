"""Which elements of a page are seen."""

import re

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.tree import Node

_HIDING_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

_HIDING_NAMES = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?:\s|$)", re.IGNORECASE)
"""Classes of text for screen readers alone, in Bootstrap, WordPress and after them: no page shows it."""
_STREAMED = re.compile(r"S:[0-9a-f]+")
"""The id under which React's server sends a part of the page late and hidden, for a script to put in its place."""


def is_hidden(node: Node) -> bool:
    """Whether a browser shows nothing of the element: by its name, `hidden`, class or own style."""
    if node.tag in tags.UNSEEN:
        return True
    attributes = node.attributes
    if node.tag == "dialog" and "open" not in attributes:
        return True
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return _STREAMED.fullmatch(attributes.get("id", "")) is None
    if _HIDING_NAMES.search(attributes.get("class", "")):
        return True
    return _HIDING_STYLE.search(attributes.get("style", "")) is not None
