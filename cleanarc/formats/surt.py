"""SURT keys: URLs turned round so that a site's pages sort together, as the indexes of web archives have them.

The rules are those of the "aggressive" canonicalizer of the Internet Archive's webarchive-commons, which pywb, wabac
and cdxj-indexer follow: scheme, user, fragment, `www.`, default port, session ids, trailing slash and letter case do
not count, and query arguments are sorted.
"""

import re
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_WWW = re.compile(rb"^www\d*\.")
_PATH_SESSIONS = (
    re.compile(rb"^(.*/)\((?:[a-z]\([0-9a-z]{24}\))+\)/([^?]+\.aspx.*)$"),
    re.compile(rb"^(.*/)\([0-9a-z]{24}\)/([^?]+\.aspx.*)$"),
)
_QUERY_SESSIONS = tuple(
    re.compile(rb"^(.*)(?:" + name + rb")(?:&(.*))?$")
    for name in (
        rb"jsessionid=[0-9a-z]{32}",
        rb"phpsessid=[0-9a-z]{32}",
        rb"sid=[0-9a-z]{32}",
        rb"aspsessionid[a-z]{8}=[a-z]{24}",
        rb"cfid=[^&]+&cftoken=[^&]+",
    )
)


def surt(url: str) -> str:
    """The key of a URL, or of a URI of another kind, such as `urn:` and `dns:`. Raises ValueError when it is none."""
    parts = urlsplit(url)
    query = _query(parts.query)
    return _place(url, parts) + (f"?{query}" if query else "")


def _place(url: str, parts: SplitResult) -> str:
    """The key without the query. What has no host is no path either: its scheme stays, and what follows as it is."""
    if parts.hostname:
        port = f":{parts.port}" if parts.port not in (None, _DEFAULT_PORTS.get(parts.scheme)) else ""
        return f"{_host(parts)}{port}){_path(parts.path)}"
    if not parts.scheme or parts.scheme in _DEFAULT_PORTS:
        raise ValueError(f"not an absolute URL: {url}")
    rest = _escape(_unescape(parts.path.encode())).lower()
    return url[: len(parts.scheme) + 1] + (rest[:-1] if len(rest) > 1 and rest.endswith("/") else rest)


def _host(parts: SplitResult) -> str:
    host = _unescape((parts.hostname or "").encode()).lower()
    host = re.sub(rb"\.{2,}", b".", host).strip(b".")
    return _escape(b",".join(reversed(_WWW.sub(b"", host).split(b"."))))


def _path(raw: str) -> str:
    kept: list[bytes] = []
    for name in _unescape(raw.encode()).split(b"/")[1:]:
        if name == b".." and kept:
            kept.pop()
        elif name != b".":
            kept.append(name)
    named = [name for name in kept[:-1] if name] + kept[-1:]
    path = b"/" + _escape(b"/".join(named)).lower().encode()
    for session in _PATH_SESSIONS:
        path = session.sub(rb"\1\2", path)
    return (path[:-1] if path.endswith(b"/") and len(path) > 1 else path).decode()


def _query(raw: str) -> str:
    query = _escape(_unescape(raw.encode())).lower().encode()
    for session in _QUERY_SESSIONS:
        query = session.sub(rb"\1\2", query)
    arguments = sorted(query.split(b"&"), key=lambda argument: argument.partition(b"="))
    return b"&".join(arguments).decode()


def _unescape(raw: bytes) -> bytes:
    while (plain := unquote_to_bytes(raw)) != raw:
        raw = plain
    return raw


def _escape(plain: bytes) -> str:
    return "".join(chr(c) if 32 < c < 127 and c not in b"#%" else f"%{c:02X}" for c in plain)
