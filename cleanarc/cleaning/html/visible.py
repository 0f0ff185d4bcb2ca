"""Which elements of a page are seen."""

import re

from cleanarc.cleaning.html import tags
from cleanarc.cleaning.html.tree import Node

_HIDING_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def is_hidden(node: Node) -> bool:
    """Whether a browser shows nothing of the element: by its name, `hidden`, or its own style."""
    if node.tag in tags.UNSEEN:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    if node.tag == "dialog" and "open" not in attributes:
        return True
    return _HIDING_STYLE.search(attributes.get("style", "")) is not None
