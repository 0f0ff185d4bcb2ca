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
    """The key of an absolute http or https URL. Raises ValueError when it is none."""
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"not an http URL: {url}")
    host = _host(parts)
    port = f":{parts.port}" if parts.port not in (None, _DEFAULT_PORTS[parts.scheme]) else ""
    path = _path(parts.path)
    query = _query(parts.query)
    return f"{host}{port}){path}" + (f"?{query}" if query else "")


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
