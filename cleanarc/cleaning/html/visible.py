"""Which elements of a page are seen."""

import re
from collections.abc import Mapping
from functools import lru_cache

_HIDING_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

_HIDING_NAMES = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?:\s|$)", re.IGNORECASE)
"""Classes of text for screen readers alone, in Bootstrap, WordPress and after them: no page shows it."""
_STREAMED = re.compile(r"S:[0-9a-f]+")
"""The id under which React's server sends a part of the page late and hidden, for a script to put in its place."""


def may_hide(written: str) -> bool:
    """Whether attributes, as they are written in markup without faults, may hide their element; most can't."""
    if ' style="' in written:
        return True
    lowered = written.lower()
    return ' hidden="' in lowered or "sr-only" in lowered or "visually" in lowered or "screen-reader" in lowered


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a browser shows nothing of an element that it might show: by `hidden`, class or own style."""
    if "class" in attributes and _is_hiding_name(attributes["class"]):
        return True
    if "style" in attributes and _is_hiding_style(attributes["style"]):
        return True
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return _STREAMED.fullmatch(attributes.get("id", "")) is None
    return tag == "dialog" and "open" not in attributes


# A page says the same few classes and styles over and over.
@lru_cache(maxsize=4096)
def _is_hiding_name(classes: str) -> bool:
    return _HIDING_NAMES.search(classes) is not None


@lru_cache(maxsize=1024)
def _is_hiding_style(style: str) -> bool:
    return _HIDING_STYLE.search(style) is not None
