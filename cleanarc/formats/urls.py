"""Addresses of pages: which are sound, which site they belong to, and which one a page may call its own."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

NOWHERE = "cleanarc.invalid"
"""The domain, which can't exist (RFC 2606), below which sources get an address that give none of their own."""

_MAX_LENGTH = 2048
"""Longer than any address that is meant to be read; sitemaps allow as many (sitemaps.org, "loc")."""
_NEVER_IN_URLS = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")
# RFC 3986, "unreserved" and "reserved", and the percent sign of what is encoded already.
_SAFE = "!#$%&'()*+,-./:;=?@[]_~"
_IP_ADDRESS = re.compile(r"[\d.]+|\[.*\]")


def http_url(candidate: str, base: str | None = None) -> str | None:
    """The absolute address that a page gives, as a URI without its fragment; None when it is no sound http(s) address.

    `base` is the address that a relative one counts from. Characters that are not ASCII are encoded: in the host as
    IDNA has it, else as UTF-8.
    """
    try:
        parts = urlsplit(urljoin(base or "", candidate.strip()))
        host, port = parts.hostname or "", parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        return None
    if ":" in host:
        host = f"[{host}]"
    place = host if port is None else f"{host}:{port}"
    url = urlunsplit((parts.scheme, place, quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE), ""))
    return None if len(url) > _MAX_LENGTH or _NEVER_IN_URLS.search(url) else url


def readable(url: str | None) -> str | None:
    """An address whose parts can be read; None for any other, and for none."""
    try:
        return url if url and urlsplit(url).hostname else None
    except ValueError:
        return None


def page_address(uri: str | None) -> str | None:
    """The URI of a source where it tells at what address the page stands; None where it is no readable http(s) address,
    or one that an archive, this one or another, made up."""
    if not uri or not uri.lower().startswith(("http://", "https://")) or not readable(uri):
        return None
    return None if (urlsplit(uri).hostname or "").endswith(f".{NOWHERE}") else uri


def registered_domain(url: str) -> str | None:
    """The part of an address's host that somebody registered ("bbc.co.uk"), which tells one site from another.

    By the Public Suffix List, private suffixes included, so that two blogs of one service are two sites. Under a suffix
    that the list does not have it is the last two names; an IP address or a lone name is its own. None when the
    address has no host.
    """
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return _registered(host.rstrip(".")) if host else None


@lru_cache(maxsize=4096)
def _registered(host: str) -> str:
    if _IP_ADDRESS.fullmatch(host) or ":" in host:
        return host
    found = _suffixes()(host)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else found.suffix
    return ".".join(host.split(".")[-2:])


@cache
def _suffixes() -> "TLDExtract":
    # It loads what fetches a newer list, which takes as long as to clean twenty pages; many runs ask for no site.
    from tldextract import TLDExtract  # noqa: PLC0415

    # The list that comes with the package: no network, no cache file, the same answer everywhere.
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def is_bare_root(url: str) -> bool:
    """Whether an address is that of a whole site rather than of a page in it."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def own_canonical(candidate: str, evidence: Iterable[str], base: str | None = None) -> str | None:
    """The address that a page claims, when it may be its own; else None.

    It must be a sound http(s) address, no bare root, and on the registered domain of every address in `evidence`: what
    else is known of where the page stands. A page that names the original which it copies is on another site.
    """
    url = http_url(candidate, base)
    if url is None or is_bare_root(url):
        return None
    domain = registered_domain(url)
    return url if all(registered_domain(other) == domain for other in evidence) else None
