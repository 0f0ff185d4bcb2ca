"""Crawls for the tests: invented pages in every kind of file that holds records."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from archives import page, put
from fastwarc.stream_io import ZstdWriter
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

DATE = "2021-03-04T05:06:07Z"
INFO = "<urn:uuid:00000000-0000-4000-8000-000000000000>"


@dataclass(frozen=True)
class Page:
    """A page of the crawl. Its HTML names its own address, so that it is the same page in a folder."""

    name: str
    body: bytes
    media_type: str = "text/html; charset=utf-8"
    host: str = "https://aldmoor.example"
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"{self.host}/{self.name}"


def html(name: str, *paragraphs: str) -> Page:
    return Page(name, page(f"The {name}", *paragraphs, canonical=f"https://aldmoor.example/{name}").encode())


PAGES = (
    html("2021/03/bridge.html"),
    html(
        "castle.html", "The castle was sold twice on one day, and both buyers have moved in.", "They share a kitchen."
    ),
    html("dunes.html", "The dunes came nearer by a street this year.", "Nobody in the street has asked them to."),
    Page("zoo.txt", b"The zoo is open.\n\nThe animals are not told why, and don't ask.\n", "text/plain"),
)


def folder(root: Path, pages: Iterable[Page] = PAGES) -> Path:
    for one in pages:
        put(root, one.name, one.body)
    return root


def record_id(number: int) -> str:
    return f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>"


class Crawl:
    """A WARC file in the making, by warcio: with ids, from `first` on, and dates that are the same each time."""

    def __init__(self, version: str = "WARC/1.1", first: int = 0) -> None:
        self.records: list[bytes] = []
        self._version = version
        self._first = first
        self.add("warcinfo", None, b"software: crawler of the tests\r\n", {"Content-Type": "application/warc-fields"})

    def add(
        self, kind: str, uri: str | None, block: bytes, headers: dict[str, str], http: StatusAndHeaders | None = None
    ) -> str:
        out = io.BytesIO()
        number = record_id(self._first + len(self.records))
        info = {"WARC-Warcinfo-ID": record_id(self._first)} if self.records else {}
        fixed = {"WARC-Record-ID": number, "WARC-Date": DATE, **info}
        content_type = headers.pop("Content-Type", None)
        writer = WARCWriter(out, gzip=False, warc_version=self._version)
        record = writer.create_warc_record(
            uri,
            kind,
            payload=io.BytesIO(block),
            length=len(block),
            warc_content_type=content_type or "",
            warc_headers_dict={**fixed, **headers},
            http_headers=http,
        )
        writer.write_record(record)
        self.records.append(out.getvalue())
        return number

    def response(self, one: Page, status: str = "200 OK", body: bytes | None = None, **headers: str) -> str:
        given = [("Content-Type", one.media_type), *((n.replace("_", "-"), v) for n, v in headers.items())]
        http = StatusAndHeaders(status, given, protocol="HTTP/1.1")
        return self.add("response", one.url, one.body if body is None else body, {}, http)

    def request(self, one: Page, response: str) -> str:
        http = StatusAndHeaders(f"GET /{one.name} HTTP/1.1", [("Host", "aldmoor.example")], is_http_request=True)
        return self.add("request", one.url, b"", {"WARC-Concurrent-To": response}, http)

    def plain(self) -> bytes:
        return b"".join(self.records)

    def gz(self) -> bytes:
        return b"".join(gzip.compress(record, mtime=0) for record in self.records)

    def zst(self, dictionary: bytes | None = None) -> bytes:
        """A frame a record, behind the dictionary where there is one."""
        out = io.BytesIO()
        writer = ZstdWriter(out, dictionary=dictionary)
        for record in self.records:
            writer.write(record)
            writer.finish()
        writer.close()
        return out.getvalue()


def crawl(pages: Iterable[Page] = PAGES, version: str = "WARC/1.1") -> Crawl:
    """Pages as a crawler finds them, encoded in all the ways that servers use, and what stands around them."""
    made = Crawl(version)
    encoded = (packed_and_chunked, deflated, plain_body)
    for n, one in enumerate(pages):
        body, headers = encoded[n % len(encoded)](one.body)
        made.request(one, made.response(one, body=body, **headers))
    made.response(Page("gone.html", b"<p>It is gone."), "404 Not Found")
    made.response(Page("moved.html", b""), "301 Moved", Location="/castle.html")
    made.response(Page("picture.png", b"\x89PNG\r\n\x1a\n", "image/png"))
    made.add(
        "revisit",
        "https://aldmoor.example/castle.html",
        b"",
        {
            "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
            "WARC-Payload-Digest": "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        },
        StatusAndHeaders("304 Not Modified", [("Server", "tests")], protocol="HTTP/1.1"),
    )
    made.add("metadata", PAGE_URL, b"outlink: nowhere\r\n", {"Content-Type": "application/warc-fields"})
    made.add("metadata", "urn:crawl:log", b'{"done": true}', {"Content-Type": "application/json"})
    return made


PAGE_URL = "https://aldmoor.example/2021/03/bridge.html"


def packed_and_chunked(body: bytes) -> tuple[bytes, dict[str, str]]:
    return chunked(gzip.compress(body, mtime=0)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}


def deflated(body: bytes) -> tuple[bytes, dict[str, str]]:
    return zlib.compress(body), {"Content_Encoding": "deflate"}


def plain_body(body: bytes) -> tuple[bytes, dict[str, str]]:
    return body, {}


def chunked(body: bytes, size: int = 97) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (*parts, b""))


def resources(pages: Iterable[Page] = PAGES, first: int = 0) -> Crawl:
    made = Crawl(first=first)
    for one in pages:
        made.add("resource", one.url, one.body, {"Content-Type": one.media_type})
    return made


def wet(pages: Iterable[Page], first: int = 0) -> Crawl:
    """Texts that were extracted, as Common Crawl offers them."""
    made = Crawl("WARC/1.0", first)
    for one in pages:
        made.add("conversion", one.url, one.body, {"Content-Type": "text/plain", "WARC-Refers-To": record_id(99)})
    return made


def arc_records(pages: Iterable[Page] = PAGES) -> list[bytes]:
    described = b"1 0 Tests\nURL IP-address Archive-date Content-type Archive-length\n\n"
    records = [b"filedesc://crawl.arc 0.0.0.0 20210304050607 text/plain %d\n%b\n" % (len(described), described)]
    for one in pages:
        block = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\n\r\n%b" % (one.media_type.encode(), one.body)
        head = f"{one.url} 192.0.2.1 20210304050607 {one.media_type.partition(';')[0]} {len(block)}\n".encode()
        records.append(head + block + b"\n")
    return records


def wacz(warcs: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr("datapackage.json", '{"profile": "data-package"}')
        for name, data in warcs.items():
            archive.writestr(name, data)
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0", "id": "pages", "title": "All"}\n')
    return out.getvalue()
