"""The URI of a source that gives no sound address of its own."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from cleanarc.errors import UsageError
from cleanarc.formats.urls import NOWHERE, http_url

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes URIs from paths: below `prefix` where one was given, else below a host that can't exist (RFC 2606)."""

    collection: str
    prefix: str | None = None

    def of(self, relative: str) -> str:
        """The URI of a source, by its relative path."""
        base = self.prefix or f"https://{self.collection}.{NOWHERE}/"
        return base + quote(relative, safe="/~")

    def known(self, relative: str) -> str | None:
        """The address of a source where a prefix tells it; None where it could only be invented."""
        return self.of(relative) if self.prefix else None


def addresses(collection: str, url_prefix: str | None) -> Addresses:
    """Raises UsageError when the collection's name can't stand in a host, or the prefix is no http(s) URL."""
    if not _LABEL.fullmatch(collection):
        raise UsageError(
            f"'{collection}' can't name a collection: use at most 63 small letters, digits and hyphens in between."
        )
    if url_prefix is None:
        return Addresses(collection)
    prefix = http_url(url_prefix)
    if prefix is None or "?" in prefix:
        raise UsageError(f"'{url_prefix}' can't begin a URL: give http(s)://, a host, and perhaps a path.")
    return Addresses(collection, prefix if prefix.endswith("/") else f"{prefix}/")
