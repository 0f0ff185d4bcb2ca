"""A page's address counts only when it is the page's own."""

import pytest

from cleanarc.formats.urls import http_url, own_canonical, registered_domain
from cleanarc.inputs.hints import Hints, hints_of

OWN = "https://www.harbour.example/2024/03/bridge"
OTHER = "https://daily.elsewhere.test/bridge-story"
CANONICAL = f'<link rel="canonical" href="{OWN}">'
OG_URL = f"<meta content='{OWN}' property='og:url'/>"
SAVED = f"<!-- saved from url=(0042){OWN} -->"


def page(head: str, body: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def links(url: str, count: int) -> str:
    return f'<p><a class="x" href="{url}">More</a></p>' * count


@pytest.mark.parametrize(
    ("document", "canonical"),
    [
        (page(CANONICAL), OWN),
        (page(OG_URL), OWN),
        (SAVED.encode() + page(""), OWN),
        (page(f"<!--\n Page saved with SingleFile \n url: {OWN} \n-->"), OWN),
        (page(f"<LINK HREF={OWN} REL=CANONICAL>"), OWN),
        (page(CANONICAL.replace("/bridge", "/bridge?a=1&amp;b=2#top")), OWN + "?a=1&b=2"),
        (page(CANONICAL, links("https://harbour.example/", 9) + links(OTHER, 2)), OWN),
        (
            page("<base href='https://harbour.example/x/'><link rel=canonical href='../2024/03/bridge'>"),
            OWN.replace("www.", ""),
        ),
        (page(f"<script>'</head>{CANONICAL}'</script>"), None),
        (page(f"<!-- {CANONICAL} -->"), None),
        (page("", CANONICAL), None),
        (page("<link rel=canonical href='/2024/03/bridge'>"), None),
        (page("<link rel=canonical href='https://www.harbour.example/'>"), None),
        (page("<link rel=canonical href='javascript:go()'>"), None),
        (page("<link rel=canonical href='file:///home/ann/bridge.html'>"), None),
        (page("<meta property=og:url content='https://ann:secret@harbour.example/bridge'>"), None),
    ],
)
def test_the_address_that_a_page_gives(document: bytes, canonical: str | None) -> None:
    assert hints_of(document).canonical == canonical


@pytest.mark.parametrize("evidence", [OG_URL, SAVED, "<base href='https://harbour.example/'>"])
def test_the_address_of_the_original_is_not_that_of_its_copy(evidence: str) -> None:
    copied = f'<link rel="canonical" href="{OTHER}">'
    assert hints_of(page(evidence + copied)).canonical in {OWN, None}
    assert hints_of(page(copied, links("https://www.harbour.example/a", 9) + links(OTHER, 1))).canonical is None
    both = copied + f'<meta property="og:url" content="{OTHER}">'
    assert hints_of(page(both, links("https://www.harbour.example/a", 9))).canonical is None


def test_links_abroad_do_not_move_a_page() -> None:
    body = links("https://shop.test/item", 9) + links("/other", 9)
    assert hints_of(page(CANONICAL, body)).canonical == OWN


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "iso-8859-1", "windows-1251"])
def test_the_title_in_its_charset(charset: str) -> None:
    title = "Мост открыт" if charset == "windows-1251" else "Le café est fermé"
    head = f"<meta charset={charset}><title lang=fr>\n {title} &amp; more </title>"
    assert hints_of(page(head).decode().encode(charset)).title == f"{title} & more"


@pytest.mark.parametrize(
    "document", [b"", b"<", b"<!--", b"<title", b"<meta '", b"<link rel=canonical href=http://[", b"\xff\xfe<"]
)
def test_no_document_raises(document: bytes) -> None:
    assert hints_of(document) == Hints()


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://news.bbc.co.uk/1/hi", "bbc.co.uk"),
        ("https://ann.github.io/post", "ann.github.io"),
        ("https://www.harbour.example:8080/", "harbour.example"),
        ("http://127.0.0.1/x", "127.0.0.1"),
        ("http://[::1]/x", "::1"),
        ("http://localhost/x", "localhost"),
        ("mailto:ann@harbour.example", None),
        ("http://[", None),
    ],
)
def test_registered_domains(url: str, domain: str | None) -> None:
    assert registered_domain(url) == domain


@pytest.mark.parametrize(
    ("candidate", "url"),
    [
        (" HTTPS://Harbour.Example/Brücke?q=ä#x ", "https://harbour.example/Br%C3%BCcke?q=%C3%A4"),
        ("http://münchen.example/a%20b", "http://xn--mnchen-3ya.example/a%20b"),
        ("//harbour.example/a", None),
        ("http://harbour.example/a\r\nX: y", "http://harbour.example/aX:%20y"),
        ("http://harbour.example:port/a", None),
        ("http://" + "a" * 70 + ".exämple/", None),
        ("http://harbour.example/" + "a" * 3000, None),
    ],
)
def test_sound_addresses(candidate: str, url: str | None) -> None:
    assert http_url(candidate) == url


def test_evidence_of_any_other_site_overrules() -> None:
    assert own_canonical(OWN, []) == OWN
    assert own_canonical(OWN, ["http://harbour.example/x"]) == OWN
    assert own_canonical(OWN, ["http://harbour.example/x", OTHER]) is None
    assert own_canonical("../bridge", [OWN], base=OWN) == "https://www.harbour.example/2024/bridge"
