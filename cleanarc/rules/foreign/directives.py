"""The directives of ftr-site-config, and what becomes of each here. docs/rules.md tells the same to people.

Sources: help.fivefilters.org/full-text-rss/site-patterns.html, and for those that it leaves out the files of
github.com/fivefilters/ftr-site-config, where they are in use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Effect(StrEnum):
    """When a directive acts."""

    RESHAPES = "reshapes the page before it is cut into blocks"
    REMOVES = "removes, or says what is kept"
    TELLS = "gives a fact for the metadata"
    CHECKS = "is a check of the config itself"
    NOTHING = "is read and has no effect"


class Takes(StrEnum):
    """What stands behind the colon."""

    XPATH = "an XPath 1.0 expression"
    TEXT = "a text"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a directive takes and does. `why` says of one without effect why it has none."""

    takes: Takes
    effect: Effect
    why: str = ""


_NETWORK = "pages are not fetched here"
_LOGIN = "nobody logs in here"
_IMAGES = "images are not part of the text"
_PARSER = "there is one parser"
_MARKUP = "markup is not part of the text"


def _nothing(takes: Takes, why: str) -> Meaning:
    return Meaning(takes, Effect.NOTHING, why)


DIRECTIVES: Mapping[str, Meaning] = {
    "title": Meaning(Takes.XPATH, Effect.TELLS),
    "author": Meaning(Takes.XPATH, Effect.TELLS),
    "date": Meaning(Takes.XPATH, Effect.TELLS),
    "body": Meaning(Takes.XPATH, Effect.REMOVES),
    "strip": Meaning(Takes.XPATH, Effect.REMOVES),
    "strip_id_or_class": Meaning(Takes.TEXT, Effect.REMOVES),
    "skip_id_or_class": Meaning(Takes.TEXT, Effect.REMOVES),
    "prune": Meaning(Takes.YES_NO, Effect.REMOVES),
    "autodetect_on_failure": Meaning(Takes.YES_NO, Effect.REMOVES),
    "skip_json_ld": Meaning(Takes.YES_NO, Effect.TELLS),
    "native_ad_clue": Meaning(Takes.XPATH, Effect.TELLS),
    "replace_string": Meaning(Takes.TEXT, Effect.RESHAPES),
    "dissolve": Meaning(Takes.XPATH, Effect.RESHAPES),
    "wrap_in": Meaning(Takes.XPATH, Effect.RESHAPES),
    "move_into": Meaning(Takes.XPATH, Effect.RESHAPES),
    "convert_double_br_tags": Meaning(Takes.YES_NO, Effect.RESHAPES),
    "test_url": Meaning(Takes.TEXT, Effect.CHECKS),
    "test_urls": Meaning(Takes.TEXT, Effect.CHECKS),
    "test_contains": Meaning(Takes.TEXT, Effect.CHECKS),
    "single_page_link": _nothing(Takes.XPATH, _NETWORK),
    "single_page_link_in_feed": _nothing(Takes.XPATH, _NETWORK),
    "next_page_link": _nothing(Takes.XPATH, _NETWORK),
    "autodetect_next_page": _nothing(Takes.YES_NO, _NETWORK),
    "if_page_contains": _nothing(Takes.XPATH, "it is a condition of the single_page_link above it"),
    "http_header": _nothing(Takes.TEXT, _NETWORK),
    "requires_login": _nothing(Takes.YES_NO, _LOGIN),
    "login_uri": _nothing(Takes.TEXT, _LOGIN),
    "login_username_field": _nothing(Takes.TEXT, _LOGIN),
    "login_password_field": _nothing(Takes.TEXT, _LOGIN),
    "login_extra_fields": _nothing(Takes.TEXT, _LOGIN),
    "not_logged_in_xpath": _nothing(Takes.XPATH, _LOGIN),
    "strip_image_src": _nothing(Takes.TEXT, _IMAGES),
    "insert_detected_image": _nothing(Takes.YES_NO, _IMAGES),
    "src_lazy_load_attr": _nothing(Takes.TEXT, _IMAGES),
    "strip_attr": _nothing(Takes.XPATH, _MARKUP),
    "post_strip_attr": _nothing(Takes.XPATH, _MARKUP),
    "strip_comments": _nothing(Takes.YES_NO, "comments of the markup never are text"),
    "footnotes": _nothing(Takes.YES_NO, "footnotes in the body stay"),
    "tidy": _nothing(Takes.YES_NO, _PARSER),
    "parser": _nothing(Takes.TEXT, _PARSER),
}
WITH_ARGUMENT = frozenset({"replace_string", "wrap_in", "move_into", "http_header"})
"""Those that are written name(argument): value."""
