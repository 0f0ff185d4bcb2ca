"""Our keys against those of the library that cdxj-indexer uses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarc.formats.surt import surt

HOSTS = ["www.example.org", "WWW2.Example.ORG", "a.b.example.co.uk", "example.org.", "a..b.example", "127.0.0.1"]
OTHER_PLACES = [
    "example.org:80",
    "example.org:443",
    "example.org:8080",
    "user:word@example.org",
    "xn--bcher-kva.example",
]
SESSION = "0123456789abcdefABCDEF0123456789"
NAMES = [
    "a",
    "B",
    ".",
    "..",
    "%41",
    "%2541",
    "%20",
    "%C3%A4",
    "%FF",
    "%25",
    "~x",
    "a;b=1",
    "x.aspx",
    "a+b",
    "%2F",
    "%3F",
    "%23",
    "'",
    "|",
    "@",
    "a:b",
]
PARTS = ["", *NAMES, f"({SESSION[:24]})", f"(a({SESSION[:24]}))"]
PLAIN_ARGUMENTS = ["a=1", "b", "A=2", "a=", "=x", "q=%20x", "q=%26", "u=http://x/?y", "a=1=2", "%61=3", "a-b=1"]
SESSIONS = [f"jsessionid={SESSION}", f"sid={SESSION}", f"PHPSESSID={SESSION}"]
ARGUMENTS = ["", *PLAIN_ARGUMENTS, *SESSIONS, "cfid=1&cftoken=2", "aspsessionidabcdefgh=abcdefghijabcdefghijabcd"]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["http", "https"]),
    st.sampled_from(HOSTS + OTHER_PLACES),
    st.lists(st.sampled_from(PARTS), max_size=5),
    st.lists(st.sampled_from(ARGUMENTS), max_size=4),
)
def test_keys_are_the_same(scheme: str, place: str, parts: list[str], arguments: list[str]) -> None:
    peer = pytest.importorskip("surt")
    url = (
        f"{scheme}://{place}" + "".join(f"/{part}" for part in parts) + ("?" + "&".join(arguments) if arguments else "")
    )
    assert surt(url) == peer.surt(url)


@pytest.mark.parametrize(
    "uri",
    [
        "dns:aldmoor.example",
        "WHOIS:aldmoor.example",
        "urn:pageinfo:https://aldmoor.example/A/?b=1&a=2",
        "urn:uuid:0AF",
        "mailto:Editor@aldmoor.example",
        "ftp://www.files.aldmoor.example:2121/Pub/a%20b/../c.txt",
        "file:///home/Anna/Page.html",
        "metadata://gnu.org/software/wget/warc/MANIFEST.txt",
        "data:text/plain,Hi%20there#x",
    ],
)
def test_keys_of_what_is_no_http_are_the_same(uri: str) -> None:
    assert surt(uri) == pytest.importorskip("surt").surt(uri)
